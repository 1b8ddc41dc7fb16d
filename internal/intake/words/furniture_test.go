package words

import "testing"

// TestFurniture: lines of a portal's page are told from those of a report.
func TestFurniture(t *testing.T) {
	w, err := Read()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		"首页 > 政府信息公开 > 年报": true,
		"首页＞政府信息公开＞年报":     true,
		"【打印】 【关闭窗口】":      true,
		"发布日期：2024-01-22":  true,
		"索引号：ylx/2024-00012 发布机构：云岭县民政局 发布日期：2024-01-22 浏览次数：128 字号：[大 中 小] 【打印】": true,
		"标题：年报 发文机关: 云岭县人民政府办公室　发文字号: 云政办发〔2024〕12号　成文日期: 2024-01-18 有效性: 有效":     true,

		"云岭县民政局2023年政府信息公开工作年度报告":                                      false,
		"市民可以从门户网站首页 > 政府信息公开 > 年报查阅本报告":                               false,
		"首页 > 政府信息公开栏目全年更新213条。":                                       false,
		"工作机构：云岭县人民政府办公室 办公地址：云岭县中山路12号 联系电话：0931-1234567 电子邮箱：a@b.cn": false,
		"全年公开信息：文件12件，分类：3类，解读：5篇，均由办公室审核后在门户网站、公众号、公报上同时发布，没有遗漏的情况发生": false,
	} {
		if w.Page.Furniture(text) != want {
			t.Errorf("%s: furniture %t", text, !want)
		}
	}
}
