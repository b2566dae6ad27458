"""What the data files hold: their columns with types and meaning, for the files themselves and for the page 数据."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.categories import CATEGORIES
from generator.model.frozen import COLUMNS, CORRECTABLE

SCHEMA_VERSION = 1
"""Of every data file; it goes up when a column changes its name or meaning or is dropped."""
SEPARATOR = "；"
"""Between several values in one cell of a CSV file; a list in JSON."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a CSV file, which is a key of the JSON file too. ``kind``: its type in JSON, in words."""

    name: str
    kind: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """A kind of data file. ``path`` has ``{}`` where a year or month stands; ``rows``: the JSON key of the rows."""

    id: str
    title: str
    path: str
    one_per: str
    """年, 月 or empty."""
    rows: str
    columns: tuple[Column, ...]
    note: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The heading of the CSV file."""
        return tuple(column.name for column in self.columns)


_TEXT, _WHOLE, _NUMBER, _LIST = "文本", "整数", "数", "文本的列表"
_DATE = "日期（2023-07-31）或空"
_MONTH = "月份（2023-06）"

ARTICLES = Dataset(
    "articles",
    "篇目",
    "data/articles",
    "",
    "",
    (
        Column("id", _TEXT, "编号，也是网址的主要部分，如 2023/09/03"),
        Column("url", _TEXT, "从网站根算起的网址"),
        Column("title", _TEXT, "标题；原刊没有标题的简讯，是正文首句"),
        Column("type", _TEXT, "信息、简讯或约稿"),
        Column("issue", "文本或空", "年-期号；约稿为空"),
        Column("month", _MONTH, "计分月份"),
        Column("units", _LIST, "供稿单位的标准名称"),
        Column("authors", _LIST, "作者"),
    ),
    "JSON 文件就是一个数组，没有 schema_version。",
)
UNITS = Dataset(
    "units",
    "单位名录",
    "data/units",
    "",
    "units",
    (
        Column("id", _TEXT, "网址中的编号，不变"),
        Column("url", _TEXT, "从网站根算起的网址"),
        Column("name", _TEXT, "标准名称"),
        Column("full_name", _TEXT, "全称；没有登记的为空"),
        Column("short_name", _TEXT, "简称；没有登记的为空"),
        Column("aliases", _LIST, "其他写法"),
        Column("groups", _LIST, "所属分组的 id，按先后；换过组的有几个"),
        Column("from", f"{_MONTH}或空", "开始存在的月份；一直存在的为空"),
        Column("until", f"{_MONTH}或空", "最后一个月；仍存在的为空"),
        Column("successors", _LIST, "撤并以后的承接单位"),
    ),
)
SCORES = Dataset(
    "scores",
    "每月分数和排名",
    "data/scores/{}",
    "月",
    "groups",
    (
        Column("group", _TEXT, "分组的 id（JSON 里各行按组放在 groups 的 rows 里）"),
        Column("unit", _TEXT, "单位的标准名称"),
        *(
            Column(name, "整数或空" if name == "rank" else _NUMBER if name.endswith("_points") else _WHOLE, meaning)
            for name, meaning in COLUMNS.items()
        ),
        Column(
            "other_points",
            _NUMBER,
            f"{CORRECTABLE['other_points']}（批示、扣分、调整、封顶、归零）；采用、约稿、基础分三项记分加上它，就是本月分数",
        ),
    ),
    "按现在的稿件、台账和规则算出，除不尽的分数取最接近的小数；与印发的数字不同时，差别列在“审计”页。",
)
LINES = Dataset(
    "lines",
    "计分明细",
    "data/lines/{}",
    "年",
    "lines",
    (
        Column("month", _MONTH, "计入的月份"),
        Column("unit", _TEXT, "单位的标准名称"),
        Column("category", _TEXT, f"{'、'.join(CATEGORIES[:-1])}或{CATEGORIES[-1]}"),
        Column("column", _TEXT, "计入哪一栏：adopted、commissioned、base、other；carried 只计入累计"),
        Column("points", _NUMBER, "分数；除不尽的取最接近的小数"),
        Column("rule", _TEXT, "规则编号和条款；结转、调整等没有条款的为空"),
        Column("reason", _TEXT, "依据"),
        Column("source", _TEXT, "来源文件"),
    ),
    "网站上每个分数都是这里若干行之和。",
)
NOTICES = Dataset(
    "notices",
    "通报",
    "data/notices",
    "",
    "notices",
    (
        Column("month", _MONTH, "哪个月的通报"),
        Column("url", _TEXT, "从网站根算起的网址"),
        Column("title", _TEXT, "标题"),
        Column("date", _DATE, "印发日期；没有存档的为空"),
        Column("signatory", _TEXT, "落款"),
        Column("frozen", _DATE, "数字存档的日期；还没有存档的为空"),
        Column("corrections", _WHOLE, "印发以后更正了几处"),
        Column("digests", _LIST, "印发摘要和每次更正的摘要（SHA-256），按先后；没有登记的为空"),
    ),
)
DATASETS = (ARTICLES, UNITS, SCORES, LINES, NOTICES)
"""In the order of the page 数据."""
