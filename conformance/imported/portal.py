"""Pages of portals: one report in the shapes in which content management systems
and word processors leave it. A shape is a function of a report and gives HTML."""

import html

SHAPES = {}


def shape(f):
    SHAPES[f.__name__] = f
    return f


def text(s):
    return html.escape(s, quote=False)


def td(cell, tag="td", inner=text, more=""):
    t, rows, columns = cell
    spans = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
    return f"<{tag}{spans}{more}>{inner(t)}</{tag}>"


def table(rows, inner=text, head=0, attributes=' border="1"', blank=False, more=""):
    out = [f"<table{attributes}><tbody>"]
    for i, row in enumerate(rows):
        out.append("<tr>" + "".join(td(c, "th" if i < head else "td", inner, more) for c in row) + "</tr>")
        if blank:
            out.append("<tr></tr>")
    return "".join([*out, "</tbody></table>"])


def paragraph(s, style="text-indent:2em"):
    return f'<p style="{style}">{text(s)}</p>'


def article(report, draw=table, para=paragraph, heading=None, between=lambda: ""):
    from .report import HEADINGS
    heading = heading or para
    tables = report.tables()
    out = [para(s) for s in report.preamble]
    for i, h in enumerate(HEADINGS):
        out += [heading(h), *(para(s) for s in report.prose[i])]
        if 1 <= i <= 3:
            out.append(draw(tables[i - 1]) + between())
    return "\n".join(out)


def page(report, body, head="", before="", after=""):
    return (f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{report.title}_云汀县人民政府</title>{head}</head><body>{before}'
            f'<div class="article"><h1 style="text-align:center">{report.title}</h1>{body}'
            f'<p style="text-align:right">{report.body}</p><p style="text-align:right">{report.date}</p></div>{after}</body></html>')


@shape
def plain(r):
    return page(r, article(r))


@shape
def trs(r):
    """TRS WCM: TRS_Editor, styles in the text, MsoNormal paragraphs with fonts."""
    def para(s):
        return f'<p align="justify" class="MsoNormal"><font face="仿宋_GB2312" size="4"><span style="mso-spacerun:yes">　　</span>{text(s)}</font><o:p></o:p></p>'
    before = '<div class="crumb">当前位置：<a href="../">首页</a>&gt;<a href="./">政府信息公开年报</a></div>'
    tools = ('<div class="xl_tit"><div class="fl">发布日期：2024-01-19 16:20　　来源：云汀县</div><div class="fr">浏览量：<script>document.write(3)</script>'
             '　字体：【<a>大</a> <a>中</a> <a>小</a>】　<a>打印本页</a></div></div>')
    body = f'<div class="TRS_Editor"><style type="text/css">.TRS_Editor P{{margin-top:0}}</style><div class="Custom_UnionStyle">{article(r, para=para)}</div></div>'
    return page(r, body, before=before + tools, after='<div class="xl_fj">相关附件：<a href="P02024.docx">年报.docx</a></div><div>扫一扫在手机打开当前页</div><div>主办：云汀县人民政府办公室　　网站标识码：3300000000</div>')


@shape
def hanweb(r):
    """大汉: the whole page is tables, the article between comments."""
    inside = f'<!--ZJEG_RSS.content.begin--><meta name="ContentStart">{article(r)}<meta name="ContentEnd"><!--ZJEG_RSS.content.end-->'
    return (f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>云汀县 年报 {r.title}</title></head><body>'
            '<table width="1000" align="center"><tr><td width="200" valign="top"><table><tr><td><a href="#">机构概况</a></td></tr><tr><td><a href="#">政策文件</a></td></tr></table></td>'
            f'<td><table width="100%"><tr><td colspan="4">索引号</td><td>k1234/2024-00012</td><td>发布机构</td><td>粮储局</td></tr></table>'
            f'<table width="100%"><tr><td align="center"><b>{r.title}</b></td></tr><tr><td align="center">发布日期：2024-01-19　浏览次数：12　字号：[大 中 小]</td></tr>'
            f'<tr><td class="bt_content"><div id="zoom">{inside}<p align="right">{r.body}</p><p align="right">{r.date}</p></div></td></tr></table></td></tr></table></body></html>')


@shape
def kaipu(r):
    """开普: post_N.html, a header of facts in a table, the text in divs with br."""
    def para(s):
        return f"　　{text(s)}<br><br>"
    body = '<div class="content">' + article(r, para=para) + "</div>"
    facts = "<table class='table'><tr><td>索引号：</td><td>0071/2024-0003</td><td>分类：</td><td>年报</td></tr><tr><td>名称：</td><td colspan=3>" + r.title + "</td></tr></table>"
    return page(r, facts + body, after="<ul><li>上一篇：<a>没有了</a></li><li>下一篇：<a>2022年年报</a></li></ul>")


@shape
def epoint(r):
    """新点: scripts, spans instead of paragraphs, tables in scrolling boxes."""
    def para(s):
        return f'<div style="text-indent:32pt"><span style="font-family:仿宋">{text(s[:7])}</span><span style="font-family:仿宋">{text(s[7:])}</span></div>'
    def draw(rows):
        return '<div style="overflow-x:auto">' + table(rows, attributes=' cellspacing="0" class="ewb-table"') + "</div>"
    return page(r, article(r, draw=draw, para=para), head="<script src='a.js'></script>", before="<!--[if lt IE 9]><p>请升级浏览器</p><![endif]-->")


@shape
def wps_html(r):
    """Saved by WPS as a web page: one p in each cell, o:p, widths, empty paragraphs."""
    def inner(t):
        return f'<p class=MsoNormal align=center style="mso-pagination:none"><span lang="EN-US" style="font-family:宋体">{text(t)}<o:p></o:p></span></p>'
    def draw(rows):
        return table(rows, inner, attributes=' class=MsoNormalTable border=1 cellspacing=0 style="border-collapse:collapse;mso-table-layout-alt:fixed"', more=' width=76 valign=center style="width:45.8pt"')
    return page(r, article(r, draw=draw, between=lambda: "<p class=MsoNormal><o:p>&nbsp;</o:p></p>"))


@shape
def nested(r):
    """Each table of the report is a table in a cell of a table."""
    def draw(rows):
        return f'<table width="100%"><tr><td>{table(rows)}</td></tr></table>'
    return page(r, article(r, draw=draw))


@shape
def pieces(r):
    """One table for each part of table 2, table 3 in three pieces without heads."""
    def draw(rows):
        if len(rows) == 4:
            return table(rows)
        if len(rows) > 20:
            out, at = [], (0, 9, 17, len(rows))
            for a, b in zip(at, at[1:]):
                piece = [[(t, min(n, b - i), c) for t, n, c in row] for i, row in enumerate(rows[a:b], a)]
                for t, n, c in [(t, n, c) for i, row in enumerate(rows[:a]) for t, n, c in row if i + n > a]:
                    i = next(k for k, row in enumerate(rows) if (t, n, c) in row)
                    piece[0].insert(0 if t.startswith("三") else 1, ("", min(i + n, b) - a, c))
                out.append(table(piece))
            return "".join(out)
        starts = [i for i, row in enumerate(rows) if row[0][0].startswith("第二十条")] + [len(rows)]
        return "".join(table(rows[a:b]) for a, b in zip(starts, starts[1:]))
    return page(r, article(r, draw=draw))


@shape
def breaks(r):
    """<br> in labels, upright labels glyph by glyph, blanks inside of words."""
    def inner(t):
        if t in ("三、本年度办理结果", "（三）不予公开"):
            return "<br/>".join(t)
        if t in ("商业企业", "科研机构", "社会公益组织", "法律服务机构"):
            return f"{t[:2]}<br>{t[2:]}"
        if t == "自然人" or t == "总计" or t == "其他":
            return "&nbsp;".join(t)
        if len(t) > 6 and "、" in t:
            return text(t[:4]) + "\n        " + text(t[4:])
        return f"&nbsp;{text(t)} "
    return page(r, article(r, draw=lambda rows: table(rows, inner)))


@shape
def lies(r):
    """rowspan of 20 where there are 22 rows, of more than there are, empty cells below."""
    def draw(rows):
        out = []
        for row in rows:
            out.append([(t, {22: 20, 3: 5}.get(n, n) if t.startswith("三、") else n, c) for t, n, c in row])
        return table(out)
    return page(r, article(r, draw=draw))


@shape
def empty_rows(r):
    return page(r, article(r, draw=lambda rows: table(rows, blank=True)))


@shape
def below_spans(r):
    """The second and third row have empty cells under the spans above them."""
    def draw(rows):
        rows = [list(row) for row in rows]
        if len(rows) > 20:
            rows[2] = [("", 1, 1), *rows[2], ("", 1, 1)]
            rows[1] = [(t, 1, c) for t, n, c in rows[1]]
        return table(rows)
    return page(r, article(r, draw=draw))


@shape
def wide(r):
    """A table of five columns, colspan in the middle, as Shanghai has it."""
    def draw(rows):
        if len(rows) > 20 or len(rows) == 4:
            return table(rows)
        return table([[(t, n, c + 1) if i == 1 and c == 1 or c == 4 else (t, n, c) for i, (t, n, c) in enumerate(row)] for row in rows])
    return page(r, article(r, draw=draw))


@shape
def heads(r):
    """thead and th, a caption, the group of columns declared."""
    def draw(rows):
        n = 3 if len(rows) != 14 else 1
        return "<table border=1><caption>统计表</caption><colgroup><col><col></colgroup><thead>" + "".join("<tr>" + "".join(td(c, "th") for c in row) + "</tr>" for row in rows[:n]) + "</thead>" + table(rows[n:])[len('<table border="1">'):]
    return page(r, article(r, draw=draw))


@shape
def variants(r):
    """Labels as offices write them."""
    other = {"（六）其他处理": "（六）其它处理", "3.其他": "3.其它", "其他": "其它", "一、本年新收政府信息公开申请数量": "（一）本年新收政府信息公开申请数量",
             "行政规范性文件": "规范性文件", "本年收费金额（单位：万元）": "本年收费金额(万元)", "尚未审结": "未审结", "总计": "合计",
             "本年制发件数": "本年制发数", "3.危及“三安全一稳定”": "3．危及\"三安全一稳定\"", "法人或其他组织": "法人或其它组织",
             "四、结转下年度继续办理": "四、结转下年度继续办理的数量", "2.其他法律行政法规禁止公开": "2.其他法律、行政法规禁止公开"}
    return page(r, article(r, draw=lambda rows: table([[(other.get(t, t), n, c) for t, n, c in row] for row in rows])))


def marked(zero):
    def f(r):
        def draw(rows):
            return table([[(zero if t == "0" else t, n, c) for t, n, c in row] for row in rows])
        return page(r, article(r, draw=draw))
    return f


for name, zero in {"strokes": "/", "wide_strokes": "／", "dashes": "—", "none": "无", "units": "0件", "blank": "", "hyphens": "-", "nbsp": "\u00a0"}.items():
    SHAPES[name] = marked(zero)


@shape
def amounts(r):
    """Figures with units and marks."""
    def draw(rows):
        return table([[(t + "件" if t.isdigit() and int(t) else f"{int(t):,}" if t.isdigit() else t, n, c) for t, n, c in row] for row in rows])
    return page(r, article(r, draw=draw))


@shape
def two_columns(r):
    """Figures laid out in a second table beside the text, menus at the left."""
    menu = "".join(f'<li><a href="#{i}">{t}</a></li>' for i, t in enumerate(["领导信息", "机构职能", "政策文件", "年度报告", "依申请公开"]))
    return page(r, article(r), before=f'<div class="left"><ul>{menu}</ul></div>', after='<div class="right"><h3>相关阅读</h3><ul><li><a>2022年政府信息公开工作年度报告</a></li><li><a>2021年政府信息公开工作年度报告</a></li></ul></div>')


@shape
def divs(r):
    """No table at all: boxes by styles. Nothing can be told: all has to be marked."""
    def draw(rows):
        return "".join('<div class="row">' + "".join(f"<div class='cell'>{text(t)}</div>" for t, _, _ in row) + "</div>" for row in rows)
    return page(r, article(r, draw=draw))
