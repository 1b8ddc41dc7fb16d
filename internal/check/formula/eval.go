package formula

import (
	"fmt"
	"math/big"

	"github.com/expr-lang/expr/ast"
)

// The library reads a formula and judges its types; what it makes of it is turned into
// functions here, once: its own machine would look each operator up by its name, each time.
type (
	truth  func(*machine) bool
	number func(*machine) *big.Rat
)

// operators are the methods of machine, by the names that options gives them.
var (
	arithmetic = map[string]func(m *machine, a, b *big.Rat) *big.Rat{
		"Add": (*machine).Add, "Sub": (*machine).Sub, "Mul": (*machine).Mul, "Div": (*machine).Div,
	}
	comparisons = map[string]func(m *machine, a, b *big.Rat) bool{
		"Equal": (*machine).Equal, "NotEqual": (*machine).NotEqual, "Less": (*machine).Less, "LessEqual": (*machine).LessEqual,
		"Greater": (*machine).Greater, "GreaterEqual": (*machine).GreaterEqual,
	}
	extremes = map[string]func(m *machine, first *big.Rat, more ...*big.Rat) *big.Rat{"Max": (*machine).Max, "Min": (*machine).Min}
)

// truthOf turns a condition into a function.
func truthOf(n ast.Node) (truth, error) {
	switch n := n.(type) {
	case *ast.UnaryNode:
		of, err := truthOf(n.Node)
		if n.Operator == "not" || n.Operator == "!" {
			return func(m *machine) bool { return !of(m) }, err
		}
	case *ast.BinaryNode:
		return joined(n)
	case *ast.CallNode:
		if op := comparisons[callee(n)]; op != nil {
			args, err := numbersOf(n.Arguments)
			return func(m *machine) bool { a := args[0](m); return op(m, a, args[1](m)) }, err
		}
	}
	return nil, fmt.Errorf("%s", n)
}

// joined turns two conditions with and, or, == or != between them into a function.
func joined(n *ast.BinaryNode) (truth, error) {
	a, err := truthOf(n.Left)
	if err != nil {
		return nil, err
	}
	b, err := truthOf(n.Right)
	switch n.Operator {
	case "and", "&&":
		return func(m *machine) bool { return a(m) && b(m) }, err
	case "or", "||":
		return func(m *machine) bool { return a(m) || b(m) }, err
	case "==":
		return func(m *machine) bool { x := a(m); return x == b(m) }, err
	case "!=":
		return func(m *machine) bool { x := a(m); return x != b(m) }, err
	}
	return nil, fmt.Errorf("%s", n.Operator)
}

// numberOf turns what has a number into a function.
func numberOf(n ast.Node) (number, error) {
	switch n := n.(type) {
	case *ast.MemberNode: // F[0]
		if at, is := n.Property.(*ast.IntegerNode); is {
			return func(m *machine) *big.Rat { return m.F[at.Value] }, nil
		}
	case *ast.CallNode:
		args, err := numbersOf(n.Arguments)
		if op := arithmetic[callee(n)]; op != nil {
			return func(m *machine) *big.Rat { a := args[0](m); return op(m, a, args[1](m)) }, err
		}
		if op := extremes[callee(n)]; op != nil {
			return func(m *machine) *big.Rat {
				all := make([]*big.Rat, len(args))
				for i := range args {
					all[i] = args[i](m)
				}
				return op(m, all[0], all[1:]...)
			}, err
		}
	}
	return nil, fmt.Errorf("%s", n)
}

func numbersOf(ns []ast.Node) (all []number, err error) {
	for _, n := range ns {
		of, bad := numberOf(n)
		if bad != nil {
			return nil, bad
		}
		all = append(all, of)
	}
	return all, nil
}

// callee is the name of what is called.
func callee(n *ast.CallNode) string {
	if id, is := n.Callee.(*ast.IdentifierNode); is {
		return id.Value
	}
	return ""
}
