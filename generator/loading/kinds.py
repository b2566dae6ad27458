"""Every kind of file that an archive is read from: what it is for, where it lies, who reads it. One table for all.

Loading, the advice on misplaced files, the JSON Schemas, the list of files in ``docs/``
come from :data:`KINDS`. What is of no kind is an attachment or a mistake (:mod:`generator.loading.misplaced`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any, cast, get_args, get_type_hints

from pydantic import TypeAdapter

from generator.fingerprints import Record
from generator.loading import (
    address_list,
    adoption_table,
    allowance_file,
    article_file,
    commission_file,
    frozen_file,
    import_layout_file,
    issue_file,
    issued_register,
    month_record,
    month_tables,
    notice_file,
    schema,
    submission_table,
)
from generator.loading.context import Context
from generator.loading.front_matter import read_plain_page
from generator.loading.text_file import File
from generator.model.inputs import CONTENT, RULES_FILE, SITE_FILE, UNITS_FILE
from generator.model.rules import RuleBook
from generator.model.site import SiteSettings
from generator.model.units import UnitRegistry

_MONTH = "{year}-{month}"
_PARTS = {
    "{year}": "[1-9][0-9]{3}",
    "{month}": "(?:0[1-9]|1[0-2])",
    "{issue}": "(?:0[1-9]|[1-9][0-9])",
    "{piece}": r"(?!index\.md|[0-9]\.md)[a-z0-9-]+",
    "{page}": "(?:[a-z0-9-]+/)*[a-z0-9-]+",
    "{table}": "(?:csv|xlsx)",
}
"""What may stand in the place of each word of a path."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file."""

    name: str
    word: str
    """What editors call it."""
    title: str
    """What it is for, in Chinese."""
    path: str
    """Where it lies, with ``{year}`` and other words of :data:`_PARTS`."""
    example: str
    naming: str
    """How to name such a file, for an editor who named it otherwise."""
    field: str = ""
    """The field of the archive that holds its records."""
    read: Callable[[File, Context], Any] | None = None
    """File → record, or ``None`` with problems. The settings at the root, which all the rest needs, are
    read first and on their own (:mod:`generator.loading.loader`)."""
    schema: tuple[str, Any] | None = None
    """Name of its JSON Schema, and the type that the YAML in it must have."""
    is_scanned: bool = True
    """Whether it is looked through for persons and secrets: not what the program writes, which is full of digests, nor
    what says again what was found elsewhere."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """What the whole path must match."""
        text = re.escape(self.path)
        for word, part in _PARTS.items():
            text = text.replace(re.escape(word), part)
        return re.compile(text)

    @property
    def record(self) -> type[Record]:
        """The type of its records, as the function that reads them says."""
        return cast(type[Record], get_args(get_type_hints(self.read)["return"])[0])

    @property
    def folder(self) -> str:
        """The folder in which such files lie: ``content/ledger/``; empty where it is a year, or the root."""
        top, slash, _ = self.path.removeprefix(f"{CONTENT}/").partition("/")
        return f"{CONTENT}/{top}/" if slash and "{" not in top else ""

    @property
    def tidied(self) -> bool:
        """Whether people write it as they type; the settings of the site are read by other programs too."""
        return self.schema is not None and self.name != "site"

    @property
    def form(self) -> TypeAdapter[Any]:
        """What the YAML in it must be."""
        assert self.schema is not None
        return _form(self.schema[1])

    @property
    def makes_page(self) -> bool:
        """Whether each such file has a page of its own."""
        return self.ending == ".md"

    @property
    def page_needs_file(self) -> bool:
        """Whether there is such a page only where there is the file; a month has a provisional notice without one."""
        return self.makes_page and self.name != "notice"

    @property
    def is_single(self) -> bool:
        """Whether there is one such file at most, which says nothing by itself."""
        return bool(self.field) and "{" not in self.path

    @property
    def is_table(self) -> bool:
        """Whether it is a table of the office, CSV or a workbook: only one of both for a month."""
        return self.path.endswith(".{table}")

    @property
    def ending(self) -> str:
        """``.md``, ``.yml`` or the like."""
        return PurePosixPath(self.example).suffix

    @property
    def advice(self) -> str:
        """How to name such a file, with an example."""
        return self.naming if "如 " in self.naming else f"{self.naming}，如 {self.example}"


@lru_cache(maxsize=32)
def _form(written: Any) -> TypeAdapter[Any]:
    return TypeAdapter(written)


_DATED = "文件名要写成四位年、短横、两位月"

KINDS = (
    Kind("units", "单位名录", "各单位的名称、别名和分组", UNITS_FILE, UNITS_FILE, "", schema=("units", UnitRegistry)),
    Kind("rules", "计分规则", "按起止月份分套的计分规则", RULES_FILE, RULES_FILE, "", schema=("rules", RuleBook)),
    Kind("site", "网站设置", "网站的名称、网址和样子", SITE_FILE, SITE_FILE, "", schema=("site", SiteSettings)),
    Kind(
        "issue",
        "期刊",
        "一期的期号、计分月份、编发日期、责任编辑",
        "content/{year}/{issue}/index.md",
        "content/2023/09/index.md",
        "每一期的文件夹是四位年、两位期号",
        "issues",
        issue_file.read_issue,
        ("issue", schema.IssueMeta),
    ),
    Kind(
        "article",
        "稿件",
        "一期里的一篇信息或简讯",
        "content/{year}/{issue}/{piece}.md",
        "content/2023/09/01.md",
        "稿件的文件名要用两位数字，如 01.md、02.md，请改名；不要的副本请删去",
        "articles",
        article_file.read_article,
        ("article", schema.ArticleMeta),
    ),
    Kind(
        "commissioned",
        "约稿",
        "一篇约稿，按计分月份",
        f"content/commissioned/{_MONTH}/{{piece}}.md",
        "content/commissioned/2023-06/01.md",
        "约稿要放在当月的文件夹里，名为两位数字",
        "articles",
        article_file.read_commissioned,
        ("article", schema.ArticleMeta),
    ),
    Kind(
        "ledger",
        "台账",
        "各单位当月上报、报市、报省厅的篇数（.csv 或 .xlsx）",
        f"content/ledger/{_MONTH}.{{table}}",
        "content/ledger/2023-06.csv",
        f"台账的{_DATED}",
        "ledgers",
        month_tables.read_ledger,
    ),
    Kind(
        "balance",
        "结转",
        "中途启用时，各单位当年到上月的累计分数（.csv 或 .xlsx）",
        f"content/balances/{_MONTH}.{{table}}",
        "content/balances/2023-06.csv",
        f"结转分数的{_DATED}",
        "balances",
        month_tables.read_balance,
    ),
    Kind(
        "adoption-table",
        "采用表",
        "当月的上级采用和批示，每行一条（.csv 或 .xlsx）",
        f"content/adoptions/{_MONTH}.{{table}}",
        "content/adoptions/2024-05.csv",
        f"采用表的{_DATED}",
        "adoption_tables",
        adoption_table.read_adoptions,
    ),
    Kind(
        "submissions",
        "上报登记",
        "当月收到的来稿，每篇一行；有它的月份，台账的篇数从它数出来（.csv 或 .xlsx）",
        f"content/submissions/{_MONTH}.{{table}}",
        "content/submissions/2024-05.csv",
        f"上报登记的{_DATED}",
        "submissions",
        submission_table.read_submissions,
    ),
    Kind(
        "adjustments",
        "调整",
        "当月的调整分数和迟报等事项",
        f"content/adjustments/{_MONTH}.yml",
        "content/adjustments/2023-06.yml",
        f"调整和事项的{_DATED}",
        "records",
        month_record.read_record,
        ("adjustments", month_record.RecordFile),
    ),
    Kind(
        "commissions",
        "约稿任务",
        "谁约的稿、期限、约了哪些单位，按交办月份",
        f"content/commissions/{_MONTH}.yml",
        "content/commissions/2023-06.yml",
        f"约稿任务的{_DATED}",
        "commissions",
        commission_file.read_commissions,
        ("commissions", commission_file.CommissionFile),
    ),
    Kind(
        "notice",
        "通报",
        "一个月的通报的标题、落款、注和正文",
        f"content/notices/{_MONTH}.md",
        "content/notices/2023-06.md",
        f"通报的{_DATED}",
        "notices",
        notice_file.read_notice,
        ("notice", schema.NoticeMeta),
    ),
    Kind(
        "frozen",
        "存档",
        "通报印发时存档的数字，只由程序写",
        f"content/notices/{_MONTH}.frozen.json",
        "content/notices/2023-06.frozen.json",
        f"存档数字的{_DATED}",
        "frozen",
        frozen_file.read_frozen,
        is_scanned=False,
    ),
    Kind(
        "register",
        "印发登记",
        "每次存档和更正的摘要，只由程序写",
        issued_register.REGISTER,
        issued_register.REGISTER,
        "",
        "register",
        issued_register.read_register,
        is_scanned=False,
    ),
    Kind(
        "page",
        "其他页面",
        "其他页面",
        "content/pages/{page}.md",
        "content/pages/about.md",
        "文件名只能用小写英文字母、数字和短横",
        "plain_pages",
        read_plain_page,
        ("page", schema.PageMeta),
    ),
    Kind(
        "allowances",
        "放行",
        "检查指出、核对后确实可以公开的，各记原因、姓名和日期",
        allowance_file.ALLOWANCES,
        allowance_file.ALLOWANCES,
        "",
        "allowances",
        allowance_file.read_allowances,
        ("allowances", allowance_file.AllowanceFile),
        is_scanned=False,
    ),
    Kind(
        "addresses",
        "网址",
        "公布过的网址，只由程序写",
        address_list.ADDRESSES,
        address_list.ADDRESSES,
        "",
        "addresses",
        address_list.read_addresses,
        is_scanned=False,
    ),
    Kind(
        "import",
        "导入对照",
        "导入旧资料时认过的栏目、表格栏目和署名",
        import_layout_file.LAYOUT,
        import_layout_file.LAYOUT,
        "",
        "import_layout",
        import_layout_file.read_layout,
        ("import", import_layout_file.LayoutFile),
    ),
)
"""In the order in which they are read: a piece needs its issue, everything needs the units."""

_PATTERNS: Mapping[str, re.Pattern[str]] = {kind.name: kind.pattern for kind in KINDS}
_BY_NAME = {kind.name: kind for kind in KINDS}


def kind_of(path: str) -> Kind | None:
    """The kind of the file at a path relative to the root; ``None`` for an attachment or a mistake."""
    return next((_BY_NAME[name] for name, pattern in _PATTERNS.items() if pattern.fullmatch(path)), None)
