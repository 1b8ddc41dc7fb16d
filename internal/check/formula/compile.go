package formula

import (
	"errors"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/pattern"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/file"
)

// maxFormula bounds a formula, in bytes, and with it the time it takes.
const maxFormula = 2000

// tokens are what a formula is made of. Figures and numbers are handed to the
// library as values of our own, so that no floating point can come in.
var tokens = pattern.New(`[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*|[0-9]+(?:\.[0-9]+)?|==|!=|<=|>=|&&|\|\||[-+*/()<>!,]|\s+|(?s:.)`)

var (
	nameForm   = pattern.New(`^[A-Za-z_]`)
	numberForm = pattern.New(`^[0-9]`)
	markForm   = pattern.New(`^(==|!=|<=|>=|&&|\|\||[-+*/()<>!,]|\s+)$`)
)

// words are the names that are no figures, and what they are to the library.
var words = map[string]string{"and": "and", "or": "or", "not": "not", "max": "Max", "min": "Min"}

// sumWord takes the name of a row or column that is the sum of others.
const sumWord = "sum"

// options are what all formulas share. Only +, -, *, /, comparisons, and, or,
// not, max and min are left of the library's language.
func options() []expr.Option {
	return []expr.Option{
		expr.Env(&machine{}), expr.AsBool(), expr.DisableAllBuiltins(), expr.MaxNodes(maxFormula),
		expr.Operator("+", "Add"), expr.Operator("-", "Sub"), expr.Operator("*", "Mul"), expr.Operator("/", "Div"),
		expr.Operator("==", "Equal"), expr.Operator("!=", "NotEqual"),
		expr.Operator("<", "Less"), expr.Operator("<=", "LessEqual"), expr.Operator(">", "Greater"), expr.Operator(">=", "GreaterEqual"),
	}
}

// Compile reads the formula of a rule.
func Compile(f *form.Form, r *form.Rule) (*Formula, *diag.Diagnostic) {
	if len(r.Formula) > maxFormula {
		return nil, r.Fault(0, 1, diag.T("公式太长，最多 %d 个字符。", "the formula is too long; %d characters at most.", maxFormula), diag.Text{})
	}
	c := compiler{form: f, rule: r, out: &Formula{Rule: r}}
	if bad := c.translate(); bad != nil {
		return nil, bad
	}
	program, err := expr.Compile(c.text.String(), options()...)
	if err != nil {
		return nil, c.refused(err)
	}
	if c.out.holds, err = truthOf(program.Node()); err != nil {
		return nil, c.refused(err)
	}
	c.out.Instances = c.instances()
	m := &machine{F: make([]*big.Rat, len(c.out.slots))}
	for n := range c.out.slots {
		s := &c.out.slots[n]
		if s.number = zero; s.fixed != "" {
			s.number, _ = new(big.Rat).SetString(s.fixed)
		}
		m.F[n] = s.number
	}
	c.out.atZero = c.out.holds(m) && !m.undefined
	return c.out, nil
}

type compiler struct {
	form *form.Form
	rule *form.Rule
	out  *Formula
	text strings.Builder // for the library
	from []origin
}

// origin says which byte of the formula a byte of the translation comes from.
type origin struct{ translated, typed int }

// translate writes the formula for the library: F[0], F[1] … for what has a
// number.
func (c *compiler) translate() *diag.Diagnostic {
	found := tokens.FindAllStringIndex(c.rule.Formula, -1)
	for i := 0; i < len(found); i++ {
		at, t := found[i][0], c.rule.Formula[found[i][0]:found[i][1]]
		c.from = append(c.from, origin{c.text.Len(), at})
		switch word := words[t]; {
		case t == sumWord:
			n := c.argument(found[i+1:])
			if n < 0 {
				return c.rule.Fault(at, len(t), diag.T("sum 后面要写一个名称，例如 sum(total)。", "sum needs one name, such as sum(total)."), diag.Text{})
			}
			name := found[i+1+n/2]
			if bad := c.figure(c.rule.Formula[name[0]:name[1]], name[0], true); bad != nil {
				return bad
			}
			i += n
		case word != "":
			c.text.WriteString(word)
			c.out.pieces = append(c.out.pieces, piece{t, -1})
		case nameForm.MatchString(t):
			if bad := c.figure(t, at, false); bad != nil {
				return bad
			}
		case numberForm.MatchString(t):
			c.slot(slot{fixed: t}, t)
		case markForm.MatchString(t):
			c.text.WriteString(t)
			c.out.pieces = append(c.out.pieces, piece{t, -1})
		default:
			return c.rule.Fault(at, 1, diag.T("公式中不能有 %q。", "a formula cannot have %q.", t),
				diag.T("可用的：数值的键、数字、+ - * / ( )、== != < <= > >=、and or not、sum max min。", "it may have keys of figures, numbers, + - * / ( ), == != < <= > >=, and or not, sum max min."))
		}
	}
	return nil
}

// argument expects ( name ) and gives how many tokens that is, blanks
// included; -1 where it is something else. The name is the middle one.
func (c *compiler) argument(next [][]int) int {
	text := func(i int) string {
		if i >= len(next) {
			return ""
		}
		return c.rule.Formula[next[i][0]:next[i][1]]
	}
	if text(0) == "(" && nameForm.MatchString(text(1)) && text(2) == ")" {
		return 3
	}
	return -1
}

func (c *compiler) slot(s slot, text string) {
	c.out.pieces = append(c.out.pieces, piece{text, len(c.out.slots)})
	c.text.WriteString("F[" + strconv.Itoa(len(c.out.slots)) + "]")
	c.out.slots = append(c.out.slots, s)
}

// figure adds the figure, or the sum, that a name stands for.
func (c *compiler) figure(name string, at int, sum bool) *diag.Diagnostic {
	p, known := resolve(c.form, c.rule, name)
	if known == nil && sum && !c.isSum(p) {
		return c.rule.Fault(at, len(name), diag.T("%s 没有说明由哪些数相加。", "nothing says what %s is the sum of.", name),
			diag.T("请在表中写 total 或 sums。", "say so with total or sums of the table."))
	}
	if known != nil {
		return c.unknown(name, at, known)
	}
	text := name
	if sum {
		text = sumWord + "(" + name + ")"
	}
	c.slot(slot{path: p, sum: sum}, text)
	return nil
}

// isSum reports whether the form says what p is the sum of.
func (c *compiler) isSum(p Path) bool {
	t := c.form.TableOf(p.Part)
	if t == nil || p.Last {
		return false
	}
	if p.Row != "" {
		return slices.ContainsFunc(t.Sums, func(s form.Sum) bool { return s.Row == p.Row }) || t.Schema(p.Row).Total == p.Column && p.Column != ""
	}
	return slices.ContainsFunc(t.FigureRows, func(s report.RowSchema) bool { return s.Total == p.Column })
}

func (c *compiler) unknown(name string, at int, known []string) *diag.Diagnostic {
	do := diag.T("这里可用的：%s。", "the names known here: %s.", strings.Join(known, ", "))
	if n := source.Nearest(name, known); n != "" {
		do = diag.T("是否想写 %s？", "did you mean %s?", n)
	}
	return c.rule.Fault(at, len(name), diag.T("公式中不认识的名称：%s", "unknown name in the formula: %s", name), do)
}

// refused puts an error of the library where it belongs.
func (c *compiler) refused(err error) *diag.Diagnostic {
	at, text := 0, err.Error()
	var e *file.Error
	if errors.As(err, &e) {
		text = e.Message
		for _, o := range c.from {
			if o.translated <= e.From {
				at = o.typed
			}
		}
	}
	text = strings.NewReplacer("*big.Rat", "number", "big.Rat", "number").Replace(text)
	return c.rule.Fault(at, 1, diag.T("公式写法有误：%s", "the formula cannot be read: %s", text),
		diag.T("公式是条件，例如 new + carried_in == result_total + carried_out。", "a formula is a condition, such as new + carried_in == result_total + carried_out."))
}
