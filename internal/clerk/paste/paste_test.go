package paste

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/source"
	"nianbao/layouts"
)

var year2023 = func() *form.Form {
	set, err := form.Load([]string{"xiaobiaosong", "fangsong", "kaiti", "heiti", "songti", "times"}, form.Folder{Name: "layouts", FS: layouts.FS})
	if err != nil {
		panic(err)
	}
	f, err := set.For(2023, "")
	if err != nil {
		panic(err)
	}
	return f
}()

const file = "year = 2023 # 年\n[disclosure]\nnormdocs = { made = 1, repealed = 0, valid = 9 } # 文件\nlicence = \"待填\"\n[applications]\nnew = [3, 0, # 自然人\n 0, 0, 0, 0]\nopen = \"待填\" # 公开\n[review]\nreview = [0, 0, 0, 0]\n"

func TestBlock(t *testing.T) {
	for _, c := range []struct {
		name, part, block string
		old, new          string // in the file
		changes           int
		bad               string
	}{
		{"a row by its label", "applications", "一、本年新收政府信息公开申请数量\t\t\t4\t1\t0\t0\t0\t0\t5\n", "[3, 0, # 自然人\n 0, 0", "[4, 1, # 自然人\n 0, 0", 2, ""},
		{"a row that is left to fill", "applications", "\t（一）予以公开\t\t2\t0\t0\t0\t0\t1\r\n", "\"待填\" # 公开", "[2, 0, 0, 0, 0, 1] # 公开", 6, ""},
		{"merged cells", "disclosure", "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n行政规范性文件\t2\t1\t10\n第二十条第（五）项\t\t\t\n行政许可\t1,234\t\t\n", "made = 1, repealed = 0, valid = 9 } # 文件\nlicence = \"待填\"", "made = 2, repealed = 1, valid = 10 } # 文件\nlicence = 1234", 4, ""},
		{"a row that is not there", "applications", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）\t1\t0\t0\t0\t0\t0\n", "公开\n", "公开\npartial = { natural = 1, business = 0, research = 0, charity = 0, legal = 0, other_org = 0 }\n", 6, ""},
		{"several beside each other", "review", "1\t0\t0\t0\t1\t0\t0\t0\t0\t0\t0\t0\t0\t2\t2\n", "[0, 0, 0, 0]", "[1, 0, 0, 0]", 9, ""},
		{"a wrong total", "applications", "一、本年新收政府信息公开申请数量\t4\t1\t0\t0\t0\t0\t6\n", "", "", 0, "add up to 5"},
		{"too few", "applications", "（一）予以公开\t4\t1\n", "", "", 0, "has 2 figures"},
		{"no number", "applications", "（一）予以公开\t4\t1\t0\t0\t/\t0\n", "", "", 0, "no number"},
		{"less than nothing", "applications", "（一）予以公开\t4\t-1\t0\t0\t0\t0\n", "", "", 0, "does not take there"},
		{"noughts behind the point", "applications", "（一）予以公开\t4.00\t1.0\t-\t0\t0\t0\t5.00\n", "\"待填\" # 公开", "[4, 1, 0, 0, 0, 0] # 公开", 6, ""},
		{"a point in a count", "applications", "（一）予以公开\t4\t1.5\t0\t0\t0\t0\n", "", "", 0, "does not take there"},
		{"a blank", "applications", "（一）予以公开\t4\t1\t0\t\t0\t0\n", "\"待填\" # 公开", "[4, 1, 0, \"待填\", 0, 0] # 公开", 5, ""},
		{"a blank, with the total", "applications", "（一）予以公开\t4\t1\t0\t\t0\t\t5\n", "\"待填\" # 公开", "[4, 1, 0, \"待填\", 0, \"待填\"] # 公开", 4, ""},
		{"a blank total", "applications", "（一）予以公开\t4\t1\t0\t0\t0\t0\t\n", "\"待填\" # 公开", "[4, 1, 0, 0, 0, 0] # 公开", 6, ""},
		{"a blank where the file has a figure", "applications", "一、本年新收政府信息公开申请数量\t\t2\t0\t0\t0\t0\n（一）予以公开\t1\t0\t0\t0\t0\t0\n", "[3, 0, # 自然人\n 0, 0, 0, 0]\nopen = \"待填\"", "[3, 2, # 自然人\n 0, 0, 0, 0]\nopen = [1, 0, 0, 0, 0, 0]", 7, ""},
		{"labels without numbers and what is in brackets", "applications", "本年新收政府信息公开申请数量\t4\t1\t0\t0\t0\t0\n予以公开\t1\t0\t0\t0\t0\t0\n", "[3, 0, # 自然人\n 0, 0, 0, 0]\nopen = \"待填\"", "[4, 1, # 自然人\n 0, 0, 0, 0]\nopen = [1, 0, 0, 0, 0, 0]", 8, ""},
		{"a short label that is several rows'", "applications", "其他\t4\t1\t0\t0\t0\t0\n", "", "", 0, "not known"},
		{"a blank where the file has a figure that the total leaves out", "applications", "一、本年新收政府信息公开申请数量\t\t2\t0\t0\t0\t0\t2\n（一）予以公开\t1\t0\t0\t0\t0\t0\t1\n", "", "", 0, "add up to 5"},
		{"a blank in a row that is not there", "applications", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）\t1\t\t0\t0\t0\t0\n", "公开\n", "公开\npartial = { natural = 1, business = 0, research = 0, charity = 0, legal = 0, other_org = 0 }\n", 6, ""},
		{"a blank in a table of braces", "disclosure", "行政规范性文件\t2\t\t10\n", "made = 1, repealed = 0, valid = 9", "made = 2, repealed = 0, valid = 10", 2, ""},
		{"blanks that a merged label may cover", "applications", "（一）予以公开\t\t1\t\t0\t0\t0\t1\n", "", "", 0, "cannot be told which column"},
		{"the first figure blank, with the total", "applications", "（一）予以公开\t\t8\t0\t0\t3\t1\t12\n", "", "", 0, "cannot be told which column"},
		{"the first figure a stroke", "applications", "（一）予以公开\t/\t8\t0\t0\t3\t1\t12\n", "", "", 0, "no number"},
		{"a blank before figures without labels", "review", "\t1\t0\t0\t0\t1\t0\t0\t0\t0\t0\t0\t0\t0\t2\n", "", "", 0, "cannot be told which column"},
		{"one row without its last column", "applications", "（一）予以公开\t4\t1\t0\t0\t0\t0\t5\n一、本年新收政府信息公开申请数量\t31\t8\t0\t0\t3\t43\n", "", "", 0, "a column may be missing"},
		{"columns in another order", "applications", "\t商业企业\t自然人\n（一）予以公开\t4\t1\t0\t0\t0\t0\n", "", "", 0, "another order"},
		{"heads in two rows, in another order", "applications", "项目\t法人或其他组织\t\t\t\t\t自然人\t总计\n\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\t\n（一）予以公开\t1\t2\t3\t4\t5\t60\t75\n", "", "", 0, "another order"},
		{"heads in two rows", "applications", "项目\t自然人\t法人或其他组织\t\t\t\t\t总计\n\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\n（一）予以公开\t1\t2\t3\t4\t5\t60\t75\n", "\"待填\" # 公开", "[1, 2, 3, 4, 5, 60] # 公开", 6, ""},
		{"a head in other words before a known one", "applications", "项目\t企业\t自然人\t科研单位\t公益\t法律\t其他\t合计\n（一）予以公开\t1\t60\t2\t3\t4\t5\t75\n", "", "", 0, "another order"},
		{"a column missing", "applications", "项目\t自然人\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n（一）予以公开\t60\t2\t3\t4\t5\t74\n", "", "", 0, "one is missing"},
		{"a column missing, without heads", "applications", "（一）予以公开\t60\t2\t3\t4\t5\t74\n（二）部分公开（区分处理的，只计这一情形，不计其他情形）\t0\t0\t0\t0\t0\t0\n", "", "", 0, "seems to be the total"},
		{"a column with figures missing", "applications", "（一）予以公开\t60\t2\t3\t4\t5\t76\n（二）部分公开（区分处理的，只计这一情形，不计其他情形）\t1\t0\t0\t0\t0\t3\n", "", "", 0, "seems to be the total"},
		{"a bracket that the form does not have", "disclosure", "行政事业性收费（元）\t3524000\n", "", "", 0, "not known"},
		{"a year in brackets", "applications", "本年新收政府信息公开申请数量（2024年）\t4\t1\t0\t0\t0\t0\t5\n", "", "", 0, "not known"},
		{"like a total under its own head", "applications", "项目\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n（一）予以公开\t1\t0\t0\t0\t0\t1\n", "\"待填\" # 公开", "[1, 0, 0, 0, 0, 1] # 公开", 6, ""},
		{"heads in the form's order", "applications", "\t自然人\t商业企业\n（一）予以公开\t4\t1\t0\t0\t0\t0\n", "\"待填\" # 公开", "[4, 1, 0, 0, 0, 0] # 公开", 6, ""},
		{"an unknown row", "applications", "收到申请\t4\t1\t0\t0\t0\t0\n", "", "", 0, "not known"},
		{"twice", "applications", "（一）予以公开\t4\t1\t0\t0\t0\t0\n（一）予以公开\t4\t1\t0\t0\t0\t0\n", "", "", 0, "twice"},
		{"rows without labels, too few", "applications", "4\t1\t0\t0\t0\t0\n", "", "", 0, "rows of figures"},
		{"labels and none", "applications", "（一）予以公开\t4\t1\t0\t0\t0\t0\n4\t1\t0\t0\t0\t0\n", "", "", 0, "has none"},
		{"nothing", "applications", "\n", "", "", 0, "rows of figures"},
		{"no table", "overview", "1", "", "", 0, "no table"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := source.Parse("a.toml", []byte(file))
			if err != nil {
				t.Fatal(err)
			}
			got, changes, err := Block(f, year2023, c.part, c.block, "block", false)
			if c.bad != "" {
				if err == nil || !strings.Contains(err.Error(), c.bad) || got != nil {
					t.Errorf("%v, want %q", err, c.bad)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			want := strings.Replace(file, c.old, c.new, 1)
			if !strings.HasPrefix(string(got), want) {
				t.Errorf("%s\nnot\n%s", got, want)
			}
			if len(changes) != c.changes {
				t.Errorf("%d changes, want %d: %v", len(changes), c.changes, changes)
			}
		})
	}
}

// Figures that may end in their total are put in where somebody is sure that they do
// not; nothing else is.
func TestSure(t *testing.T) {
	for block, put := range map[string]bool{"（一）予以公开\t1\t0\t0\t0\t0\t1\n": true, "（一）予以公开\t4\t1\t0\t0\t0\t0\t6\n": false} {
		f, err := source.Parse("a.toml", []byte(file))
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = Block(f, year2023, "applications", block, "block", false)
		var ambiguous Ambiguous
		if errors.As(err, &ambiguous) != put {
			t.Errorf("%q: %v", block, err)
		}
		got, _, err := Block(f, year2023, "applications", block, "block", true)
		if (err == nil) != put || strings.Contains(string(got), "[1, 0, 0, 0, 0, 1] # 公开") != put {
			t.Errorf("%q: %v", block, err)
		}
	}
}

// FuzzBlock: any block is put in whole or refused; no remark is lost.
func FuzzBlock(f *testing.F) {
	f.Add("一、本年新收政府信息公开申请数量\t\t\t4\t1\t0\t0\t0\t0\t5\n")
	f.Add("\"a\"\"\t\n\"\t1,234\t-0.50\n\r\n")
	f.Fuzz(func(t *testing.T, block string) {
		for _, part := range []string{"applications", "disclosure", "review"} {
			in, err := source.Parse("a.toml", []byte(file))
			if err != nil {
				t.Fatal(err)
			}
			got, _, err := Block(in, year2023, part, block, "block", false)
			if (err == nil) == (got == nil) {
				t.Fatal(got, err)
			}
			if err == nil && strings.Count(string(got), "#") != strings.Count(file, "#") {
				t.Fatalf("a remark is lost: %s", got)
			}
		}
	})
}

// Quotes are taken off where a program put them around a cell, and nowhere else; none
// takes the cells behind it.
func TestQuotes(t *testing.T) {
	for block, want := range map[string][][]string{
		"\"十四五\"规划\t1\n\"一件事\"改革\t2":       {{"\"十四五\"规划", "1"}, {"\"一件事\"改革", "2"}},
		"\"未闭合\t1\n乙\t2\n":                 {{"\"未闭合", "1"}, {"乙", "2"}},
		"\"甲\n乙\"\t\"12\"\n\"说\"\"好\"\"\"": {{"甲\n乙", "12"}, {"说\"好\""}},
		"\"全部\"\t5″\t\"\"\n":               {{"\"全部\"", "5″", "\"\""}},
		"甲\"\n乙\"\t1":                      {{"甲\""}, {"乙\"", "1"}},
		"1\t\t\n\n2":                       {{"1", "", ""}, {""}, {"2"}},
		"":                                 {},
	} {
		if got := Cells(block); !slices.EqualFunc(got, want, slices.Equal) {
			t.Errorf("%q: %q, want %q", block, got, want)
		}
	}
}
