"""Writes reports that strain line and page breaking into a folder, one TOML
file each, the same every time.

    write.py FOLDER
"""

import struct
import sys
import zlib
from pathlib import Path

PART = {1: "overview", 5: "problems", 6: "other"}
NONE = "无。"

SENTENCES = """
县政府办公室认真贯彻落实《中华人民共和国政府信息公开条例》，坚持“以公开为常态、不公开为例外”的原则，稳步推进各项工作
全年通过政府网站主动公开信息1,286条，其中规范性文件12件、政策解读35篇、会议公开18次
依申请公开渠道保持畅通，收到申请47件，比上年增长11.9%，按期答复率100%
公众号“云汀发布”全年推送图文526篇，总阅读量达到83.6万人次，留言回复率为98.5%
按照国办公开办函〔2019〕60号和〔2021〕30号文件的要求，对主动公开基本目录逐项核对
投入资金2350万元，改造管网36.8km，新增绿地4.2万㎡，日处理污水能力由1.5万m³提高到3万m³
咨询电话：0537-7281890、（0537）7281891；传真：0537-7281892
详细内容请访问http://www.yunting.gov.cn/zwgk/2023/index.html或者发送邮件至xxgk_2023@yunting.gov.cn
推广应用“一网通办”App，累计注册用户突破20万，在GB/T 9704-2012基础上统一了公文格式
培训采取“线上+线下”方式，覆盖全部18个乡镇（街道）、42个部门，参训人员达到1260人次
公开内容不够全面、更新不够及时、解读形式单一；个别单位对“应公开尽公开”认识不足
在下一步工作中，要做到三个“更加”：内容更加充实，程序更加规范，渠道更加便捷
《云汀县2023年政务公开工作要点》（云政办发〔2023〕8号）明确了五个方面、23项任务……
会议强调：“要让群众看得到、听得懂、能监督”——这是检验公开实效的标准
行政复议3件（其中维持2件、纠正1件），行政诉讼1件，截至2023年12月31日尚未审结
环境空气质量优良天数比例为86.3%，PM2.5平均浓度为32μg/m³，同比下降8.6%
""".split("\n")[1:-1]

OPENING, CLOSING = "（《“‘〈【〔「『［｛", "）》”’〉】〕」』］｝"
MARKS = "、，。；：？！…—·～％" + OPENING + CLOSING
ASCII_MARKS = "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~"
SIGNS = "￥￡＄℃‰°′″±×÷≤≥≈＝＋－／＼｜＠＃＆＊→←↑↓■□●○◆★☆※№℡§①⑩⑳㈠㈩ⅠⅫ㎡㎏㎜㎝㎞㏄"
UNITS = ["100%", "36.8km", "4.2万㎡", "1234㎡", "25℃", "1.5m³", "3‰", "5kg", "￥12.50", "¥99", "$8.00", "20万元", "75394432.52元",
         "1,234,567.89", "12:30", "2019—2020年", "2019-2020年", "2019~2020年", "3－5个", "3～5个", "1/3", "±0.5", "+144", "－18",
         "0537-7281890", "400-800-8888", "A4", "3D", "PM2.5", "No.1", "第1、2、3项", "2023.1.27", "2023/1/27", "10:1", "50Hz", "－"]
LATIN = ["App", "WiFi", "OA", "LED", "internet", "Information", "GB/T 9704-2012", "e-mail", "on-line", "COVID-19", "5G+", "O2O",
         "Word 2016", "naïve", "café", "Straße", "Ωmega", "AT&T", "C++", "Q&A", "100% free", "ISO/IEC 29500", "αβγ", "Ж", "vs."]
ADDRESSES = ["http://www.yunting.gov.cn", "https://www.yunting.gov.cn/zwgk/xxgk/2023/12/index.html?id=1024&type=3#top",
             "www.yunting.gov.cn", "xxgk@yunting.gov.cn", "yunting_xxgk-2023.office@mail.yunting.gov.cn",
             "http://yunting.gov.cn/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u/v/w/x/y/z/0/1/2/3/4/5/6/7/8/9/long/road/to/nowhere.html"]
NESTED = ["“‘一网’‘一门’‘一次’改革”", "《关于印发〈信息公开指南〉的通知》", "（见《年报》（2023）第3页）", "“（一）”“（二）”", "“放管服”",
          "《条例》《规定》", "〔2019〕60号", "（云政办〔2023〕8号）", "“‘《办法》’”。", "）》”。", "！”——", "……”（", "。’”", "？！", "……。",
          "——“", "”、“", "）、（", "》、《", "：“《"]
BLANKS = ["电话 0537", "No. 1", "a b c", "中 文", "中　文", "5 000", "。 ", "， ，", "第 3 页", "A  B", "（ 一 ）", "http://a.cn b", "GB/T 9704",
          "and/or", "he said “no” to", "it's", "(a)", "a)", "[1]", "\u200b无宽", "fi\u2060gure", "f(x)=y", "《a》", "“a”"]
RARE = ["㙍", "㛃", "䶮", "龘", "𬭎", "𣲗", "𬱖", "𪩘", "𫖯", "𬙂", "葛\U000e0100", "凞", "堃", "喆", "珺", "祎", "靐", "彧", "﨎", "朗", "々", "〇", "ㄅ", "の", "カ"]


def fill(n):
    """n characters of plain Chinese."""
    base = "县政府办公室认真做好信息公开工作及时回应群众关切不断提高服务水平"
    return (base * (n // len(base) + 1))[:n]


def near_the_end(items, first=22, last=28):
    """Paragraphs in which each item stands at every place near the end of a
    line of 28 characters, the first of which is indented by two."""
    return [fill(n - 2) + item + fill(9) for item in items for n in range(first, last + 1)]


def toml(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def block(paragraphs):
    return '"""\n' + "\n".join(p.replace("\\", "\\\\").replace('"', '\\"') for p in paragraphs) + '\n"""'


def rows(names, values):
    return "".join(f"{name} = [{', '.join(values)}]\n" for name in names)


APPLICATIONS = ["new", "carried_in", "open", "partial", *(f"deny{i}" for i in range(1, 9)), *(f"unable{i}" for i in range(1, 4)),
                *(f"reject{i}" for i in range(1, 6)), "other1", "other2", "other3", "result_total", "carried_out"]


def report(parts, title=None, agency="云汀县人民政府办公室", preamble=(), figure="0", total="", more="", signature=None):
    """A report of the form of 2021. With a total it is one as it was published."""
    last = [total] if total else []
    out = "year = 2023\n" + ("as_published = true\n" if total else "")
    out += f"preamble = {block(preamble)}\n" if preamble else ""
    out += f"[agency]\nname = {toml(agency)}\n"
    if title:
        out += f"[title]\nlines = [{', '.join(map(toml, title))}]\n"
    for n, key in PART.items():
        out += f"[{key}]\ntext = {block(parts.get(n, [NONE]))}\n"
    out += "[disclosure]\n" + rows(["rules", "normdocs"], [figure] * 3)
    out += "".join(f"{name} = {figure}\n" for name in ["licence", "penalty", "compulsion", "fees"])
    out += "[applications]\n" + rows(APPLICATIONS, [figure] * 6 + last)
    out += "[review]\n" + rows(["review", "suit_direct", "suit_after_review"], [figure] * 4 + last)
    out += more
    return out + f"[signature]\nname = {toml(signature or agency)}\ndate = \"2024年1月22日\"\n"


def old(year, none, figure):
    """A report of the form of 2019."""
    body = "".join(f"[{key}]\ntext = {block([prose(Dice(year), 300)])}\n" for key in PART.values())
    return f"""year = {year}
[agency]
name = "云汀县人民政府办公室"
{body}[disclosure]
rules = [{figure}, {figure}, {figure}]
normdocs = [{figure}, {none}, {figure}]
licence = [{figure}, "+{figure}", {figure}]
other_services = [{figure}, "-{figure}", {figure}]
penalty = [{figure}, {none}, {figure}]
compulsion = [{none}, {none}, {none}]
fees = [{figure}, "－{figure}"]
procurement = [{figure}, "{figure}元"]
[applications]
{rows([name.replace("other3", "other") for name in APPLICATIONS if name not in ("other1", "other2")], [figure] * 6)}[review]
{rows(["review", "suit_direct", "suit_after_review"], [figure] * 4)}[signature]
name = "云汀县人民政府办公室"
date = "{year + 1}年1月22日"
"""


class Dice:
    """Numbers that look like chance and are the same every time."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) % 2**31
        return (self.state >> 8) % n

    def one(self, items):
        return items[self.below(len(items))]


def prose(dice, length):
    """A paragraph of at least so many characters, made of sentences and of
    whatever else these reports are strained with."""
    text = ""
    while len(text) < length:
        text += dice.one(SENTENCES)
        if dice.below(3) == 0:
            text += dice.one(["", "，计", "（", "："]) + dice.one(UNITS + NESTED + LATIN + ADDRESSES)
        text += dice.one("。；，。")
    return text[:-1] + "。"


def mixed(seed, paragraphs, longest):
    dice, found, level = Dice(seed), [], 0
    for n in range(paragraphs):
        length = 10 + dice.below(longest)
        head = dice.one(["", "", f"（{'一二三四五六七八九十'[level % 10]}）工作情况", f"{level % 9 + 1}.具体做法", f"（{level % 9 + 1}）措施"])
        level += head != ""
        found.append(head + ("。" if head and dice.below(2) else "") + prose(dice, length) if not head or dice.below(4) else head)
    return found


def table(name, columns, lines, **more):
    cells = ",\n".join("  [" + ", ".join(c if isinstance(c, str) and c.isdigit() else toml(str(c)) for c in row) + "]" for row in lines)
    extra = "".join(f"{k} = {v}\n" for k, v in more.items())
    return f"[table.{name}]\n{extra}columns = [{', '.join(map(toml, columns))}]\nrows = [\n{cells},\n]\n"


def spans(count):
    """Rows with labels that reach over several of them, so that pages end inside."""
    lines, dice = [], Dice(7)
    while len(lines) < count:
        height = 1 + dice.below(9)
        for n in range(height):
            lines.append([f"第{len(lines) + 1}类事项" if n == 0 else "^", f"{len(lines) + 1}.{fill(4 + dice.below(30))}",
                          dice.one(SENTENCES)[:6 + dice.below(40)] if n % 3 == 0 else "^", str(dice.below(10**8))])
    lines[-1][2] = "末行"
    return lines


def reports():
    yield "one-page", report({})
    yield "long-paragraphs", report({
        1: [f"（{n}）{head}。" + prose(Dice(n_), 2000) for n_, (n, head) in enumerate(
            [("一", "主动公开"), ("二", "依申请公开"), ("三", "政府信息管理"), ("四", "平台建设"), ("五", "监督保障")])]})
    yield "marks", report({1: near_the_end(MARKS)})
    yield "ascii-marks", report({1: near_the_end(ASCII_MARKS)})
    yield "signs", report({1: near_the_end(SIGNS, 25)})
    yield "pairs", report({1: near_the_end(a + b for a in "，。”）》…—" for b in "“（《”）》…—、")})
    yield "nested", report({1: near_the_end(NESTED)})
    yield "units", report({1: near_the_end(UNITS)})
    yield "latin", report({1: near_the_end(LATIN)})
    yield "addresses", report({1: near_the_end(ADDRESSES)})
    yield "blanks", report({1: near_the_end(BLANKS)})
    yield "rare", report({1: near_the_end(RARE, 26)})
    yield "items", report({1: [f"（{n}）工作情况。{prose(Dice(i), 40)}" for i, n in enumerate(chinese(31), 1)],
                           5: [f"{i}.{prose(Dice(i), 30)}" for i in range(1, 32)],
                           6: [f"（{i}）{prose(Dice(i), 20)}" for i in range(1, 32)] + [f"{chr(0x245f + i)}{prose(Dice(i), 20)}" for i in range(1, 21)]})
    yield "headings", report({1: [line for i, n in enumerate(chinese(20), 1) for line in (
        f"（{n}）第{i}个方面的情况", f"{i}.具体做法", f"（{i}）" + fill(20 + i), *(prose(Dice(i + k), 25 * i) for k in range(i % 4)))]})
    yield "figures", report({1: [prose(Dice(3), 600)]}, figure="12345678")
    yield "figures-published", report({}, figure="12345678", total="74074068")
    yield "figures-2019", old(2019, "0", "12345678")
    yield "figures-2019-small", old(2020, "0", "1234567.89")
    long = "云汀县人民政府住房和城乡建设（人民防空、园林绿化、城市管理综合行政执法）委员会办公室"
    yield "titles", report({1: [prose(Dice(5), 300)]}, agency=long, signature=long)
    yield "title-of-four-lines", report({1: [prose(Dice(6), 300)]}, title=[
        "云汀县住房和城乡建设局", "（云汀县人民防空办公室、云汀县园林绿化服务中心）", "2023年政府信息公开", "工作年度报告"])
    yield "tables", report(
        {1: [prose(Dice(8), 400), "事项见下表：", "{table.spans}", prose(Dice(9), 200), "{table.wide}", prose(Dice(10), 500), "{table.narrow}",
             "{table.small}", prose(Dice(11), 100)]},
        more=table("spans", ["类别", "事项", "说明", "金额（元）"], spans(120), keep="false") +
        table("wide", ["序号", *(f"第{n}列" for n in range(1, 12))], [[str(i), *(str(Dice(i * n).below(10**8)) for n in range(1, 12))] for i in range(1, 40)], title='"宽表"', keep="false") +
        table("narrow", ["项目", "说明"], [[fill(3 + n), prose(Dice(n), 10 * n)] for n in range(1, 15)], keep="false") +
        table("small", ["项目", "件数"], [["人大代表建议", "11"], ["政协委员提案", "14"]], title='"建议提案办理结果"'))
    yield "attachments", report({1: mixed(5, 5, 200)}, more="".join(
        f"[[attachment]]\ntitle = {toml('附件的标题' * n)}\ntext = {block(mixed(60 + n, n * 3, 200) + ['{table.a%d}' % n] + mixed(70 + n, 2, 100))}\n"
        for n in range(1, 6)) + "".join(table(f"a{n}", ["类别", "事项", "说明", "金额（元）"], spans(25 * n), keep="false") for n in range(1, 6)))
    yield "pictures", report({1: [line for n in range(1, 16) for line in (prose(Dice(n), 90 * n), "见下图：", "{image.p%d}" % n)]}, more="".join(
        f"[image.p{n}]\nfile = \"picture.png\"\nwidth_mm = {20 + 9 * n}\n" + (f"caption = \"图{n}  {fill(n * 3)}\"\n" if n % 3 else "")
        for n in range(1, 16)))
    for n in range(1, 9):  # the last paragraph and the signature at different places of a page
        yield f"signature-{n}", report({5: [fill(26 + 28 * (2 * n))], 6: [fill(26 + 28 * (n % 5))]})
    for n, paragraphs in enumerate([4, 8, 12, 16, 20, 25, 30], 1):
        yield f"mixed-{n}", report({1: mixed(n, paragraphs, 300), 5: mixed(n + 20, paragraphs // 4 + 1, 200)}, preamble=mixed(n + 40, 2, 150))
    yield "sixty-pages", report({1: mixed(99, 205, 330)})


def png(width, height):
    """A grey picture."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes(x * 255 // width for x in range(width)) for _ in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def chinese(n):
    ones = "零一二三四五六七八九"
    return [(ones[i // 10] if i >= 20 else "") + ("十" if i >= 10 else "") + (ones[i % 10] if i % 10 else "") for i in range(1, n + 1)]


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "picture.png").write_bytes(png(600, 300))
    for name, text in reports():
        (folder / f"{name}.toml").write_text(text, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
