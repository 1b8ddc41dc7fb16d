package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
)

// mutant is one operator that is another.
type mutant struct {
	at       token.Position
	from, to token.Token
}

func (m mutant) String() string { return fmt.Sprintf("%s: %s for %s", m.at, m.to, m.from) }

// turns are what becomes of an operator, in the order in which helper counts them,
// and the function of helper that stands for it.
var turns = map[token.Token]struct {
	call string
	to   []token.Token
}{
	token.EQL: {"mutantNot", []token.Token{token.NEQ}}, token.NEQ: {"mutantNot", []token.Token{token.EQL}},
	token.LSS: {"mutantLess", []token.Token{token.GEQ, token.LEQ}}, token.LEQ: {"mutantMost", []token.Token{token.GTR, token.LSS}},
	token.GTR: {"mutantMore", []token.Token{token.LEQ, token.GEQ}}, token.GEQ: {"mutantLeast", []token.Token{token.LSS, token.GTR}},
	token.LAND: {"mutantAnd", []token.Token{token.LOR}}, token.LOR: {"mutantOr", []token.Token{token.LAND}},
	token.ADD: {"mutantSum", []token.Token{token.SUB}}, token.SUB: {"mutantRest", []token.Token{token.ADD}},
	token.MUL: {"mutantTimes", []token.Token{token.QUO}}, token.QUO: {"mutantOver", []token.Token{token.MUL}},
}

// rewriter writes the files of a package anew, so that each operator asks whether
// it is the one that is turned round.
type rewriter struct {
	fset    *token.FileSet
	info    *types.Info
	mutants []mutant // number 1 first

	src  []byte
	base int
}

// file gives the text of a file with all its mutants.
func (w *rewriter) file(f *ast.File, src []byte) []byte {
	w.src, w.base = src, w.fset.File(f.Pos()).Base()
	return []byte(w.between(f, 0, len(src)))
}

func (w *rewriter) offset(p token.Pos) int { return int(p) - w.base }

// between gives the text from one offset to another with what is inside a node
// rewritten.
func (w *rewriter) between(n ast.Node, from, to int) (out string) {
	for _, e := range w.operators(n) {
		out += string(w.src[from:w.offset(e.Pos())]) + w.rewritten(e)
		from = w.offset(e.End())
	}
	return out + string(w.src[from:to])
}

func (w *rewriter) text(e ast.Expr) string {
	if b, ok := e.(*ast.BinaryExpr); ok && w.turns(b) {
		return w.rewritten(b)
	}
	return w.between(e, w.offset(e.Pos()), w.offset(e.End()))
}

// operators lists the outermost expressions inside a node that are turned round.
func (w *rewriter) operators(n ast.Node) (all []*ast.BinaryExpr) {
	ast.Inspect(n, func(m ast.Node) bool {
		switch e := m.(type) {
		case *ast.GenDecl:
			return e.Tok != token.CONST && e.Tok != token.TYPE
		case *ast.BinaryExpr:
			if m != n && w.turns(e) {
				all = append(all, e)
				return false
			}
		}
		return true
	})
	return all
}

// turns reports whether an expression is one of truth or of numbers that is known
// when the program runs only.
func (w *rewriter) turns(e *ast.BinaryExpr) bool {
	t := w.info.Types[e]
	if t.Value != nil || t.Type == nil || turns[e.Op].call == "" {
		return false
	}
	b, ok := t.Type.Underlying().(*types.Basic)
	switch e.Op {
	case token.ADD, token.SUB, token.MUL, token.QUO:
		return ok && b.Info()&types.IsNumeric != 0 && b.Info()&types.IsUntyped == 0
	}
	return ok && t.Type == types.Type(b)
}

// rewritten gives the call that stands for an expression, and counts its mutants.
func (w *rewriter) rewritten(e *ast.BinaryExpr) string {
	turn, id := turns[e.Op], len(w.mutants)+1
	for _, to := range turn.to {
		w.mutants = append(w.mutants, mutant{w.fset.Position(e.OpPos), e.Op, to})
	}
	x, y := w.text(e.X), w.text(e.Y)
	switch e.Op {
	case token.EQL, token.NEQ:
		return fmt.Sprintf("%s(%d, (%s) %s (%s))", turn.call, id, x, e.Op, y)
	case token.LAND, token.LOR:
		return fmt.Sprintf("%s(%d, func() bool { return %s }, func() bool { return %s })", turn.call, id, x, y)
	}
	return fmt.Sprintf("%s(%d, %s, %s)", turn.call, id, x, y)
}

// helper stands beside the files: NIANBAO_MUTANT is the number of the mutant to be,
// NIANBAO_MUTANTS a file for the numbers of those that are reached.
const helper = `package %s

import (
	"cmp"
	"fmt"
	"os"
	"strconv"
	"sync"
)

var (
	mutantNow, _ = strconv.Atoi(os.Getenv("NIANBAO_MUTANT"))
	mutantFile   = os.Getenv("NIANBAO_MUTANTS")
	mutantSeen   = map[int]bool{}
	mutantLock   sync.Mutex
)

func mutantNote(id int) {
	mutantLock.Lock()
	defer mutantLock.Unlock()
	if mutantSeen[id] {
		return
	}
	mutantSeen[id] = true
	f, err := os.OpenFile(mutantFile, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		panic(err)
	}
	fmt.Fprintln(f, id)
	f.Close()
}

func mutantAt(id int) int {
	if mutantFile != "" {
		mutantNote(id)
	}
	return mutantNow - id
}

func mutantNot(id int, is bool) bool { return is != (mutantAt(id) == 0) }

func mutantAnd(id int, x, y func() bool) bool {
	if mutantAt(id) == 0 {
		return x() || y()
	}
	return x() && y()
}

func mutantOr(id int, x, y func() bool) bool {
	if mutantAt(id) == 0 {
		return x() && y()
	}
	return x() || y()
}

func mutantOrder(id int, is, negated, edge bool) bool {
	switch mutantAt(id) {
	case 0:
		return negated
	case 1:
		return edge
	}
	return is
}

func mutantLess[T cmp.Ordered](id int, x, y T) bool  { return mutantOrder(id, x < y, x >= y, x <= y) }
func mutantMost[T cmp.Ordered](id int, x, y T) bool  { return mutantOrder(id, x <= y, x > y, x < y) }
func mutantMore[T cmp.Ordered](id int, x, y T) bool  { return mutantOrder(id, x > y, x <= y, x >= y) }
func mutantLeast[T cmp.Ordered](id int, x, y T) bool { return mutantOrder(id, x >= y, x < y, x > y) }

type mutantNumber interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr | ~float32 | ~float64
}

func mutantSum[T mutantNumber](id int, x, y T) T {
	if mutantAt(id) == 0 {
		return x - y
	}
	return x + y
}

func mutantRest[T mutantNumber](id int, x, y T) T {
	if mutantAt(id) == 0 {
		return x + y
	}
	return x - y
}

func mutantTimes[T mutantNumber](id int, x, y T) T {
	if mutantAt(id) == 0 {
		return x / y
	}
	return x * y
}

func mutantOver[T mutantNumber](id int, x, y T) T {
	if mutantAt(id) == 0 {
		return x * y
	}
	return x / y
}
`
