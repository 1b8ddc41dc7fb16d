package prose

import (
	"strings"
	"testing"

	"nianbao/internal/clerk/report"
)

func words(t testing.TB) *Lexicon {
	l, err := Bundled()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestAccounts looks that a run of figures too long for any count is not told as
// one, 0 least of all.
func TestAccounts(t *testing.T) {
	for _, text := range []string{strings.Repeat("9", 65) + "件", "9." + strings.Repeat("9", 64) + "%"} {
		if q, ok := quantityAt(text, 0); !ok || q.Kind != Bare || q.Value != nil {
			t.Errorf("%s: %+v", text, q)
		}
	}
}

// TestQuantities reads numbers; ~ marks those that are not exact.
func TestQuantities(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"收到申请12件", "12件"},
		{"收到申请１２件", "12件"},
		{"收到申请 12 件", "12件"},
		{"发布1,234条", "1234条"},
		{"发布信息1,234,567条", "1234567条"},
		{"申请数12件", "12件"},
		{"网上12件", "12件"},
		{"收到" + strings.Repeat("12", 20) + "件", strings.Repeat("12", 20) + "件"},
		{"收到两件", "2件"},
		{"十二件", "12件"},
		{"二十件", "20件"},
		{"一百零五件", "105件"},
		{"两千三百条", "2300条"},
		{"一万零三条", "10003条"},
		{"100余条", "~100条"},
		{"100多条", "~100条"},
		{"十余件", "~10件"},
		{"数十件", "~10件"},
		{"上百件", "~100件"},
		{"十几件", "~10件"},
		{"三五件", "~件"},
		{"百分之三五", "~%"},
		{"约12件", "~12件"},
		{"近200条", "~200条"},
		{"超过12件", "~12件"},
		{"12件以上", "~12件"},
		{"12件左右", "~12件"},
		{"3至5件", "~5件"},
		{"3-5件", "~5件"},
		{"1.2万条", "~12000条"},
		{"每12件", "~12件"},
		{"89件次", "89件次"},
		{"占59%", "59%"},
		{"占５９％", "59%"},
		{"占99.53%", "99.53%"},
		{"占百分之五十九", "59%"},
		{"占百分之九十九点五", "99.5%"},
		{"约占20%", "20%"}, // 约 stands before 占
		{"费用75394432.52元", "75394432.52元"},
		{"24252.311082万元", "24252.311082万元"},
		{"第20条", ""},
		{"第二十条", ""},
		{"高效办成一件事", ""},
		{"一是统一标准，进一步", ""},
		{"十四五规划", ""},
		{"2020年1月27日", ""},
		{"〔2019〕60号", ""},
		{"电话：0537-7281890；邮编：272500", ""},
		{"wsspzx1890@163.com，O2O平台", ""},
		{"提高5个百分点", "5个百分点"},
		{"12345热线", ""},
		{"20个工作日", ""},
		{"12件来信", "12件"},
		{"99999999999999999999999999件", "99999999999999999999999999件"},
	} {
		p := Passage{Value: report.Value{Text: c.text}}
		p.Cut(new(Indexer))
		p.Scan(words(t), NewSelf("", ""))
		var got []string
		for _, tok := range p.Sentences[0].Tokens {
			q := tok.Number
			if q == nil || q.Kind == Bare {
				continue
			}
			s := ""
			if q.Value != nil {
				s = strings.TrimRight(strings.TrimRight(q.Value.FloatString(6), "0"), ".")
				if q.Value.IsInt() {
					s = q.Value.Num().String()
				}
			}
			if !q.Exact {
				s = "~" + s
			}
			got = append(got, s+q.Unit)
		}
		want := strings.ReplaceAll(c.want, "来信", "")
		if g := strings.Join(got, " "); strings.TrimPrefix(g, "~3件 ") != want && !strings.HasSuffix(g, " "+want) {
			t.Errorf("%s: %q, want %q", c.text, g, want)
		}
	}
}
