"""How much is read: one table of limits, far above what any office needs, so that no file can hang or fill a computer.

What exceeds a limit is told with the limit's name, before anything costly is done with it.
"""

from __future__ import annotations

from dataclasses import dataclass

CODE = "limit"
"""The code of every problem about a limit."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``most`` of something; ``advice`` says what to do where there is more."""

    what: str
    most: int
    unit: str
    advice: str

    @property
    def amount(self) -> str:
        """How much may be: ``512 KB``, ``1000 行``."""
        if self.unit != "字节":
            return f"{self.most} {self.unit}"
        return f"{self.most >> 20} MB" if self.most >= 1 << 20 else f"{self.most >> 10} KB"

    def message(self, found: int | None = None) -> str:
        """What to say to whoever has more; ``found``: how much."""
        now = f"（这里有 {found}）" if found is not None else ""
        return f"{self.what}最多 {self.amount}{now}。{self.advice}"


_SPLIT = "请分成几个文件，或者删去误贴的内容"
_BOMB = "多半是误贴的内容，请核对后删去"
_SLIP = "多半是漏写了右括号，或误贴了别的内容，请核对"

TEXT_SIZE = Limit("一个 .md 文件", 256 << 10, "字节", f"{_SPLIT}；图片请另存为文件再链接")
YAML_SIZE = Limit("一个 .yml 文件", 512 << 10, "字节", _SPLIT)
CSV_SIZE = Limit("一个 .csv 表", 1 << 20, "字节", "每个单位只写一行，多余的行和列请删去")
XLSX_SIZE = Limit("一个 .xlsx 表", 2 << 20, "字节", "请只选中有内容的格子，复制到一个新的工作簿，另存为 .xlsx")
JSON_SIZE = Limit("一个存档文件", 2 << 20, "字节", "存档只由程序写，请用 git 恢复这个文件（git checkout -- 文件名）")
LIST_SIZE = Limit("网址表", 8 << 20, "字节", "网址表只由程序写，请用 git 恢复这个文件（git checkout -- 文件名）")
ATTACHMENT_SIZE = Limit("一个附件", 256 << 20, "字节", "请压缩，或者分成几个文件")
IMPORT_SIZE = Limit("要导入的文件", 60 << 20, "字节", "请先在 Word 或 WPS 里压缩图片，或者分成几个文件")
IMPORT_TEXT = Limit("要导入的文本（.txt、.md 等）", 2 << 20, "字节", "请分成几个文件")

LISTED = Limit("网址表", 100_000, "行", "网址表只由程序写，请用 git 恢复这个文件（git checkout -- 文件名）")
FILES = Limit("content/ 里的文件", 200_000, "个", "多半是放错了文件夹，请把不属于资料库的文件移走")
FOLDER_DEPTH = Limit("文件夹", 12, "层", "多半是复制出了错，请把里面的文件移到上面几层")

YAML_DEPTH = Limit("项目里的层次", 20, "层", _SLIP)
YAML_BRACKETS = Limit("项目里的英文方括号和花括号", 10_000, "个", _BOMB)
YAML_VALUES = Limit("一个文件里的项目", 100_000, "项", _SPLIT)
YAML_TEXT = Limit("一个项目的内容", 10_000, "字", "长的文字请写在正文里")
YAML_DIGITS = Limit("一个数字", 15, "位", "请改正；如果是文字（如编号），请加上英文双引号")

ROWS = Limit("一个表", 1_000, "行", "每个单位只写一行，多余的请删去")
REGISTERED = Limit("一个月的采用表或上报登记", 5_000, "行", "请删去误贴的行")
TABLE_COLUMNS = Limit("一个表", 100, "列", "请删去多余的列")
UNITS = Limit("units.yml 里的单位", 1_000, "个", _BOMB)
ALIASES = Limit("一处的别名或旧网址（aliases）", 100, "个", _BOMB)
CREDITED = Limit("一篇稿件的单位", 100, "个", _BOMB)
PEOPLE = Limit("一处的人名", 100, "个", _BOMB)
ENTRIES = Limit("一个列表", 1_000, "项", "请分成几个文件，或者删去误写的项")
ADDRESS = Limit("一个旧网址", 200, "字", "多半写错了，请改正")

LINES = Limit("一篇正文", 2_000, "行", _SPLIT)
PARAGRAPH = Limit("正文的一段（中间没有空行的）", 50_000, "字", "请用空行分段，或者删去误贴的内容")
NESTING = Limit("引用和列表嵌套", 20, "层", "行首的“>”“-”等符号太多，请删去多余的；要原样显示的，请在前面加反斜杠 \\")
INDENT = Limit("行首的空格", 200, "个", "请删去多余的空格")
REPEATED = Limit("连着写同一个符号", 1_000, "个", _BOMB)
COLUMNS = Limit("正文里的表格", 50, "列", "请拆成几个表，或者删去多余的竖线")
BRACKETS = Limit("一篇正文里的英文方括号", 1_000, "对", _SPLIT)
OPEN_BRACKETS = Limit(
    "正文里各个英文方括号到与它配对的右括号，合起来",
    2_000_000,
    "字",
    "请给每个“[”补上“]”，给每个“](”补上“)”；不是链接的，请改用中文括号",
)
TAGS = Limit("一篇正文里的“<”", 1_000, "个", "请去掉 HTML 标记，表格请用竖线写；要原样显示的，请改用“＜”")
NESTED_HTML = Limit("一篇正文里的 markdown 属性", 50, "个", "请去掉这些 HTML 标记")
BACKTICKS = Limit("一篇正文里的反引号 `", 1_000, "个", _BOMB)
STARS = Limit("一篇正文里的“*”和“_”", 5_000, "个", _BOMB)
BRACES = Limit("一篇正文里的英文花括号", 1_000, "个", _BOMB)
SLASHES = Limit("一篇正文里的反斜杠 \\", 5_000, "个", _BOMB)

TABLE: tuple[tuple[str, tuple[Limit, ...]], ...] = (
    (
        "文件",
        (
            *(TEXT_SIZE, YAML_SIZE, CSV_SIZE, XLSX_SIZE, JSON_SIZE, LIST_SIZE, LISTED),
            *(ATTACHMENT_SIZE, IMPORT_SIZE, IMPORT_TEXT, FILES, FOLDER_DEPTH),
        ),
    ),
    ("项目（YAML）", (YAML_DEPTH, YAML_BRACKETS, YAML_VALUES, YAML_TEXT, YAML_DIGITS)),
    ("内容", (ROWS, REGISTERED, TABLE_COLUMNS, UNITS, ALIASES, CREDITED, PEOPLE, ENTRIES, ADDRESS)),
    (
        "正文",
        (
            *(LINES, PARAGRAPH, NESTING, INDENT, REPEATED, COLUMNS, BRACKETS, OPEN_BRACKETS),
            *(TAGS, NESTED_HTML, BACKTICKS, STARS, BRACES, SLASHES),
        ),
    ),
)
"""Every limit, for people (``docs/files.md``)."""

_SIZES = {".md": TEXT_SIZE, ".csv": CSV_SIZE, ".xlsx": XLSX_SIZE, ".json": JSON_SIZE, ".txt": LIST_SIZE}


def size_limit(path: str) -> Limit:
    """How many bytes a file that is read may have; a draft of the rules may have any name."""
    return _SIZES.get(path[path.rfind(".") :], YAML_SIZE)
