"""A made-up report in the form of 2021: its words and its figures, and the rows
of its tables as cells (text, rows, columns)."""

import random

KINDS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
RESULTS = [  # group, key, label
    ("", "open", "（一）予以公开"),
    ("", "partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    ("（三）不予公开", "deny1", "1.属于国家秘密"),
    ("（三）不予公开", "deny2", "2.其他法律行政法规禁止公开"),
    ("（三）不予公开", "deny3", "3.危及“三安全一稳定”"),
    ("（三）不予公开", "deny4", "4.保护第三方合法权益"),
    ("（三）不予公开", "deny5", "5.属于三类内部事务信息"),
    ("（三）不予公开", "deny6", "6.属于四类过程性信息"),
    ("（三）不予公开", "deny7", "7.属于行政执法案卷"),
    ("（三）不予公开", "deny8", "8.属于行政查询事项"),
    ("（四）无法提供", "unable1", "1.本机关不掌握相关政府信息"),
    ("（四）无法提供", "unable2", "2.没有现成信息需要另行制作"),
    ("（四）无法提供", "unable3", "3.补正后申请内容仍不明确"),
    ("（五）不予处理", "reject1", "1.信访举报投诉类申请"),
    ("（五）不予处理", "reject2", "2.重复申请"),
    ("（五）不予处理", "reject3", "3.要求提供公开出版物"),
    ("（五）不予处理", "reject4", "4.无正当理由大量反复申请"),
    ("（五）不予处理", "reject5", "5.要求行政机关确认或重新出具已获取信息"),
    ("（六）其他处理", "other1", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("（六）其他处理", "other2", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("（六）其他处理", "other3", "3.其他"),
    ("", "result_total", "（七）总计"),
]
OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
BODY = "云汀县粮食和物资储备局"
HEADINGS = ["一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
            "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项"]


class Report:
    """figures: {(part, row): [figure, …]} as texts; prose: six lists of paragraphs."""

    def __init__(self, seed, year=2023):
        self.dice, self.year = random.Random(seed), year
        self.body, self.title = BODY, f"{BODY}{year}年政府信息公开工作年度报告"
        self.preamble = [f"根据《中华人民共和国政府信息公开条例》第五十条规定，编制本报告。所列数据的统计期限自{year}年1月1日起至12月31日止，第{seed}号。"]
        self.figures = self.disclosure() | self.applications() | self.review()
        self.prose = [
            [f"{year}年，我局把粮仓、应急物资和救灾物资的信息逐项公开，全年发布{seed + 113}条，其中网站{seed + 60}条、公众号53条。",
             "（一）主动公开。按月公布轮换、采购和拍卖的结果，价格一律附上依据，便于群众比对。",
             "（二）平台建设。把分散在三个栏目的内容并到一处，旧网址保留半年。"],
            [], [], [],
            [f"一是储备粮轮换的公告偏于专业，群众看不懂；二是个别股室报送迟，最长的迟了{seed % 9 + 3}天。",
             "改进办法是每条公告附一段白话，报送改为当天提醒。"],
            ["本年度没有收取信息处理费。"],
        ]
        self.date = f"{year + 1}年1月19日"

    def disclosure(self):
        n = self.dice.randrange
        out = {("disclosure", k): [str(n(9)), str(n(5)), str(n(30))] for k in ("rules", "normdocs")}
        out |= {("disclosure", k): [str(n(3000))] for k in ("licence", "penalty", "compulsion")}
        out["disclosure", "fees"] = [self.dice.choice(["0", "12.5", "316.85", "1024"])]
        return out

    def applications(self):
        n, rows = self.dice.randrange, {}
        for _, key, _ in RESULTS[:-1]:
            rows[key] = [n(1, 40) if n(4) == 0 else 0 for _ in KINDS]
        rows["result_total"] = [sum(r[i] for r in rows.values()) for i in range(6)]
        rows["carried_out"] = [n(4) for _ in KINDS]
        all_ = [a + b for a, b in zip(rows["result_total"], rows["carried_out"])]
        rows["carried_in"] = [min(a, n(3)) for a in all_]
        rows["new"] = [a - b for a, b in zip(all_, rows["carried_in"])]
        return {("applications", k): [str(x) for x in [*r, sum(r)]] for k, r in rows.items()}

    def review(self):
        out = {}
        for key in ("review", "suit_direct", "suit_after_review"):
            r = [self.dice.randrange(5) for _ in range(4)]
            out["review", key] = [str(x) for x in [*r, sum(r)]]
        return out

    def tables(self):
        """The three tables, each a list of rows of cells."""
        f = self.figures
        one = [[("第二十条第（一）项", 1, 4)], [(t, 1, 1) for t in ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")]]
        for label, key in (("规章", "rules"), ("行政规范性文件", "normdocs")):
            one.append([(label, 1, 1), *((x, 1, 1) for x in f["disclosure", key])])
        for item, rows in (("（五）", [("行政许可", "licence")]), ("（六）", [("行政处罚", "penalty"), ("行政强制", "compulsion")])):
            one += [[(f"第二十条第{item}项", 1, 4)], [("信息内容", 1, 1), ("本年处理决定数量", 1, 3)]]
            one += [[(label, 1, 1), (f["disclosure", key][0], 1, 3)] for label, key in rows]
        one += [[("第二十条第（八）项", 1, 4)], [("信息内容", 1, 1), ("本年收费金额（单位：万元）", 1, 3)],
                [("行政事业性收费", 1, 1), (f["disclosure", "fees"][0], 1, 3)]]
        return [one, self.table3(), self.table4()]

    def table3(self):
        def figures(key):
            return [(x, 1, 1) for x in self.figures["applications", key]]

        out = [[("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), ("申请人情况", 1, 7)],
               [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)], [(k, 1, 1) for k in KINDS[1:]],
               [("一、本年新收政府信息公开申请数量", 1, 3), *figures("new")],
               [("二、上年结转政府信息公开申请数量", 1, 3), *figures("carried_in")]]
        done = set()
        for i, (group, key, label) in enumerate(RESULTS):
            row = [("三、本年度办理结果", len(RESULTS), 1)] if i == 0 else []
            if group and group not in done:
                done.add(group)
                row.append((group, sum(g == group for g, _, _ in RESULTS), 1))
            out.append([*row, (label, 1, 1 if group else 2), *figures(key)])
        return [*out, [("四、结转下年度继续办理", 1, 3), *figures("carried_out")]]

    def table4(self):
        f = self.figures
        return [[("行政复议", 1, 5), ("行政诉讼", 1, 10)],
                [*((o, 2, 1) for o in OUTCOMES), ("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)],
                [(o, 1, 1) for o in OUTCOMES * 2],
                [(x, 1, 1) for k in ("review", "suit_direct", "suit_after_review") for x in f["review", k]]]
