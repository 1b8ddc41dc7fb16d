package prose

import "testing"

// TestShort: a body's name for short is its own; that of a superior, or of another
// body whose characters stand in it, is not.
func TestShort(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"重庆市国有资产监督管理委员会", "市国资委收到", "市国资委"},
		{"青山县教育和体育局", "县教体局收到", "县教体局"},
		{"济宁市人力资源和社会保障局", "市人社局受理", "市人社局"},
		{"济宁市任城区住房和城乡建设局", "区住建局收到", "区住建局"},
		{"青山县水利局", "局共收到", "局"},
		{"青山县卫生健康委员会", "委共收到", "委"},
		{"济宁市任城区住房和城乡建设局", "市住建局收到", ""},
		{"济宁市任城区人民政府", "市政府收到", ""},
		{"汶上县白石镇人民政府", "县政府共受理", ""},
		{"济宁市任城区喻屯镇人民政府", "区政府收到", ""},
		{"济宁市人力资源和社会保障局", "市社保局收到", ""},
		{"济宁市文化广电和旅游局", "市旅游局收到", ""},
		{"汶上县自然资源和规划局", "县规划局收到", ""},
		{"青山县水利局", "委共收到", ""},
	} {
		if got := c.text[:NewSelf(c.name, "").short(c.text, 0)]; got != c.want {
			t.Errorf("%s, %s: %q, want %q", c.name, c.text, got, c.want)
		}
	}
}
