package check

import (
	"strings"

	"nianbao/internal/check/prose"
	"nianbao/internal/pattern"
)

// A body is what kind of office reports, as far as its name tells.
type body int

const (
	unknownBody body = iota
	department       // of a government: 局, 委员会, 办公室, …
	township         // 镇, 乡, 街道
	county
	city // of a prefecture or of a county: its name does not tell
	prefecture
	province
)

// government reports whether the body is a 各级人民政府 above the townships.
func (b body) government() bool { return b >= county }

var (
	bodyOfTownship   = pattern.New(`(?:[镇乡]|[镇乡]人民政府|街道|街道办|街道办事处|苏木(?:人民政府)?)$`)
	bodyOfVertical   = pattern.New(`税务|海关|气象|海事|烟草|邮政管理|金融监督|证监|银保监|银监|外汇|调查队|国家|中国|中华|出入境|民航|地震`)
	bodyUnclear      = pattern.New(`管理委员会|管委会|新区|开发区|示范区|公司|集团|学校|医院|兵团`)
	bodyOfDepartment = pattern.New(`(?:局|委员会|办公室|厅|署|中心|办|委|公安处|总队|支队|大队|社|协会|联合会)$`)
	bodyOfProvince   = pattern.New(`(?:^[^市县州]+省|自治区|^(?:北京|上海|天津|重庆)市)(?:人民政府)?$`)
	bodyOfPrefecture = pattern.New(`(?:自治州|地区行政公署|地区行署|盟行政公署|^(?:北京|上海|天津|重庆)市.{1,6}[区县](?:人民政府)?|州人民政府)(?:人民政府)?$`)
	bodyOfCounty     = pattern.New(`(?:[县旗]|自治县|市.{1,6}区|特区|林区|[^市自治]{2,4}区)(?:人民政府)?$`)
	bodyOfCity       = pattern.New(`市(?:人民政府)?$`)
)

// body tells which body the report is of.
func (c *Context) body() body {
	if !c.bodyTold {
		c.bodyKind, c.bodyTold = bodyOf(c.Report.Agency.Text), true
	}
	return c.bodyKind
}

// bodyOf tells from a name. Bodies of national systems and of zones have
// deadlines and reports of their own and are told apart by nobody here.
func bodyOf(name string) body {
	name = prose.Fold(name).Text
	switch {
	case bodyOfVertical.MatchString(name) && !strings.HasSuffix(name, "人民政府"):
		return unknownBody
	case bodyOfTownship.MatchString(name):
		return township
	case bodyUnclear.MatchString(name) && !strings.HasSuffix(name, "街道办事处"):
		return unknownBody
	case bodyOfDepartment.MatchString(name):
		return department
	case bodyOfProvince.MatchString(name):
		return province
	case bodyOfPrefecture.MatchString(name):
		return prefecture
	case bodyOfCounty.MatchString(name):
		return county
	case bodyOfCity.MatchString(name):
		return city
	}
	return unknownBody
}
