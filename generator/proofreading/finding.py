"""What proofreading finds, and every check that finds something: one table."""

from __future__ import annotations

from typing import NamedTuple

from generator.problems import Severity


class Finding(NamedTuple):
    """Line of the file, stable code, and what is wrong and what to do, in Chinese; ``field``: in the front matter."""

    line: int
    field: str
    code: str
    message: str


class Hit(NamedTuple):
    """As a :class:`Finding`, at a place of the text that was looked at."""

    place: int
    code: str
    message: str


class Check(NamedTuple):
    """A check as settings and the lists for editors name it."""

    code: str
    title: str
    looks_for: str
    severity: Severity = "warning"


CHECKS: tuple[Check, ...] = (
    Check("lost-asterisk", "乘号被吃掉", "数字之间的 * 或 _ 被当作强调符号，网页上看不见"),
    Check("link-brackets", "链接括号是全角", "![图](…)、[文](…) 写成了全角的 ！ 或括号，不会变成图片和链接"),
    Check("heading-space", "标题缺空格", "# 号后面没有空格，或用了全角 ＃，不会变成小标题"),
    Check("text-as-code", "正文变成代码", "一段正文前面有四个空格或制表符，会按代码显示"),
    Check("list-restarted", "编号重新开始", "“2.”等编号前面隔了段落，网页上从 1 重新数"),
    Check("title-cut", "标题被截断", "标题里有“空格加 #”，后面的字被 YAML 当作注释丢掉"),
    Check("broken-table", "表格没有成形", "缺分隔行、用了全角 ｜、从表格软件贴来的制表符、上面没有空行"),
    Check("table-cells", "表格各行格数不同", "一行的格数和表头不同，多的丢掉，少的空着"),
    Check("table-sum", "表格合计不符", "合计、总计行或列和各项之和不同"),
    Check("growth-sum", "增减幅度不符", "“由 100 增长到 120，增长 25%”一类，算出来不是这个数"),
    Check("parts-sum", "分项与总数不符", "“共 8 件，其中甲 3 件、乙 4 件”一类，加起来不是总数"),
    Check("over-hundred", "占比超过 100%", "占比、合格率、覆盖率等大于 100%"),
    Check("doubled-word", "重复的字", "的的、了了"),
    Check("doubled-mark", "重复的标点", "，，、。。、，。等"),
    Check("unpaired-mark", "标点不成对", "“”《》（）【】缺了一半"),
    Check("half-width-mark", "英文标点", "汉字之间的 , : ; ( ) ? !"),
    Check("full-width-digit", "全角数字", "０１２３ 等"),
    Check("document-number", "文号括号", "文号里的年份没有用六角括号〔〕"),
    Check("near-unit-name", "像单位名称", "和 units.yml 里的名称只差一个字"),
    Check("near-person-name", "像领导姓名", "和 names.txt 里的姓名只差一个音近、形近的字"),
    Check("wrong-place", "地名归属", "市、县写在了别的省、市后面"),
    Check("number-gap", "编号不连续", "一期里 01、02、04，缺了的不在公布过的网址里"),
    Check("type-order", "简讯排在信息前面", "一期里先信息后简讯"),
    Check("future-month", "月份还没有到", "期刊、通报、台账的月份在今天以后（只在 bulletin check 里提醒）"),
    Check("future-date", "日期还没有到", "日期在今天以后（只在 bulletin check 里提醒）"),
    Check("more-than-submitted", "报市多于上报", "台账里报市、报省厅的篇数比上报的多"),
    Check("typed-figure", "通报里手填的数字", "还没有印发的通报，正文里的篇数没有用占位词"),
    Check("heavy-picture", "图片太大", "正文里的图片超过 2 MB"),
    Check("text-date", "日期不合本期", "开头的日期不在本期前后，或没有这一天"),
)
"""Everything that is looked for in a text, in the order in which editors are told of it."""

SEVERITY = {check.code: check.severity for check in CHECKS}


def words(text: str) -> list[str]:
    """The words of a list that is written with spaces between them."""
    return text.split()
