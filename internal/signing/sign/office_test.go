package sign_test

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/signing/sign"
)

// holder makes a certificate's name of its common name, its organisation and units.
func holder(common, organisation string, units ...string) *x509.Certificate {
	n := pkix.Name{CommonName: common, OrganizationalUnit: units}
	if organisation != "" {
		n.Organization = []string{organisation}
	}
	return &x509.Certificate{Subject: n}
}

// The same office under another writing.
func TestIsOf(t *testing.T) {
	const county, bureau = "某某县人民政府", "某某县教育局"
	for _, c := range []struct {
		body string
		*x509.Certificate
	}{
		{bureau, holder(bureau, "")},
		{bureau, holder("某某县 教育局", "")},
		{bureau, holder("某某县教育局（公章）", "")},
		{bureau, holder("某某县教育局(电子签章)", "")},
		{bureau, holder("某某县教育局〔公章〕（2）", "")},
		{bureau, holder("某某县教育局电子印章", "")},
		{bureau, holder("某某县教育局政府信息公开专用章", "")},
		{bureau, holder("某某县教育局行政审批专用章", "")},
		{bureau, holder("某某县教育局 １１３７０８３０ＭＢ２８５４３２１Ｘ", "")},
		{bureau, holder("某某县教育局SM2", "")},
		{bureau, holder("051@某某县教育局@N11370830MB2854321X@1", "某某市数字证书认证中心")},
		{bureau, holder("张三", bureau)},
		{bureau, holder("张三", "某某县", "某某县教育局")},
		{bureau, holder("张三", "某某县人民政府", "教育局", "某某县教育局")},
		{bureau, holder("张三", bureau, "办公室")},
		{bureau, holder("张三", bureau, "综合处", "信息中心")},
		{bureau, holder("电子公文系统", bureau)},
		{bureau, holder("教育局", "某某县")},
		{bureau, holder("张三", "某某县", "教育局")},
		{"某某县教育局（公章）", holder(bureau, "")},
		{"某某县教育局(本级)", holder(bureau, "")},
		{"某某局(本级)", holder("某某局（本级）", "")},
		{"某某大学Ａ区", holder("某某大学a区", "")},
		{"第一中学", holder("第一中学", "某某县教育局")},
		{county, holder("某某县人民政府办公室", "")},
		{county, holder("某某县人民政府办公室（公章）", "")},
		{county, holder("某某县政府", "")},
		{county, holder("某某省某某市某某县人民政府", "")},
		{county, holder("张三", county, "人民政府办公室")},
		{"某某省某某市某某县人民政府", holder(county, "")},
		{"某某省某某县人民政府", holder("某某省某某市某某县人民政府", "")},
		{"内蒙古自治区东胜区教育局", holder("鄂尔多斯市东胜区教育局", "", "内蒙古自治区鄂尔多斯市东胜区教育局")},
		{"城关街道办事处", holder("某某县人民政府城关街道办事处", "")},
		{"某某县城关街道办事处", holder("某某市某某县人民政府城关街道办", "")},
		{"城关镇人民政府", holder("某某县城关镇人民政府", "")},
		{"勉县人民政府", holder("汉中市勉县人民政府", "")},
		{"某某市城区人民政府", holder("城区人民政府", "")},
		{"某某经济开发区管委会", holder("某某市某某经济开发区管理委员会", "")},
	} {
		if !sign.IsOf(c.Certificate, c.body) {
			t.Errorf("%v is not %s", c.Subject, c.body)
		}
	}
}

// Another office, however much of the name it has.
func TestIsOfAnother(t *testing.T) {
	const county, bureau = "某某县人民政府", "某某县教育局"
	for _, c := range []struct {
		body string
		*x509.Certificate
	}{
		{county, holder("某某县人民政府城关街道办事处", "")},
		{county, holder("某某县人民政府城关街道办事处（公章）", county)},
		{county, holder("城关街道办事处", county)},
		{county, holder("张三", county, "城关街道办事处")},
		{county, holder("某某县教育局", county)},
		{county, holder("某某县政务服务中心", county)},
		{county, holder("某某县城关镇人民政府", "")},
		{county, holder("某某市人民政府", "")},
		{county, holder("某某县人民政府教育督导委员会办公室", "")},
		{"某某县人民政府办公室", holder(county, "")},
		{"某某市人民政府", holder(county, "")},
		{"某某省人民政府", holder("某某省某某市人民政府", "")},
		{bureau, holder("某某县卫生局", "")},
		{bureau, holder("教育局", "")},
		{bureau, holder("教育局", "别的县")},
		{bureau, holder("某某县教育局第一中学", "")},
		{bureau, holder("某某县教育局工会", bureau)},
		{bureau, holder("别的县教育局", "")},
		{"城市管理局", holder("某某县城市管理局", "")},
		{"住房和城乡建设局", holder("某某县住房和城乡建设局", "")},
		{"北京市朝阳区教育局", holder("长春市朝阳区教育局", "")},
		{"某某市生态环境局", holder("某某市生态环境局某某县分局", "")},
		{bureau, holder("张三", "")},
		{bureau, holder("", "")},
		{bureau, holder("公章", "")},
		{bureau, holder(bureau+strings.Repeat("(1)", 1<<16), "")},
		{bureau + strings.Repeat("(公章)", 1<<16), holder(bureau, "")},
		{bureau, holder("张三", "", slices.Repeat([]string{"某某县"}, 1<<16)...)},
	} {
		if sign.IsOf(c.Certificate, c.body) {
			t.Errorf("%v is taken for %s", c.Subject, c.body)
		}
	}
}
