"""Long runs of digits in a text, however they are written, and what each of them is.

One pass finds runs of eleven digits and more, with spaces, hyphens, emphasis and line ends between them, and full-width
digits among them. A run is a row of groups; identity, mobile, card and landline numbers are whole groups in a row.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import digit

from generator.disclosure.findings import SECRET, Found, masked
from generator.disclosure.identity import is_card, is_id_number, is_mobile, is_old_id_number

_HYPHENS = "‐‑‒–—−－﹣-"
_BETWEEN = rf"[ \t\n\xa0\u2000-\u200f\u202f\u2060\u3000\ufeff\xad·.*_()（）{_HYPHENS}]{{0,3}}"
_RUN = re.compile(rf"[0-9０-９](?:{_BETWEEN}[0-9０-９]){{10,}}(?:{_BETWEEN}[XxＸｘ](?![0-9A-Za-z]))?")
_GROUP = re.compile(r"\d+|[XxＸｘ]")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\xad]+")

_PERSON_WORDS = re.compile(r"身份证|证件号|公民|身份号")
_PHONE_WORDS = re.compile(
    r"电话|手机|联系|微信|拨打|热线|来电|致电|短信|号码|传真|座机|\btel|phone|mob|[+＋]$", re.IGNORECASE
)
_CARD_WORDS = re.compile(r"银行|卡号|账号|帐号|账户|帐户|户名")
_CODE_WORDS = re.compile(
    r"宗地|地块|图斑|地籍|不动产|单元号|权证|编号|代码|编码|流水|案号|单号|批次|合同|发票|订单|备案|条码"
)
_IS_CODE = re.compile(
    r"(?:编号|代码|编码|单元号|流水号?|案号|单号|文号|批次|批号|备案号?|受理号|序列号|条码"
    r"|(?:宗地|地块|图斑|地籍|不动产|权证|证书|合同|发票|订单)号?)[为是:：\s“\"（(]*$"
)
_UNIT_AFTER = re.compile(
    r"[\s*_]*(?:[万亿元角分％%‰㎡亩顷吨米件个笔篇户宗人次份册页字年月日时秒岁度升克斤]|平方|公顷|公里|千米|立方|千瓦|美元|人民币|[kcm]?m[²³23]?\b|kg|KB|MB)"
)
_MONEY_BEFORE = re.compile(r"[¥￥$€]\s*$")
_WORD_BEFORE = re.compile(r"[0-9A-Za-z]*$")
_ADDRESS_BEFORE = re.compile(r"(?:https?|ftp)://[^\s\u4e00-\u9fff，。；）》”]*$|[?&=/][\w.%-]*$", re.IGNORECASE)
_PREFIXES = frozenset(
    {"", "tel", "mob", "mobile", "phone", "call", "id", "idno", "no", "sfz", "wx", "vx", "qq", "t", "m"}
)

_MOBILE_SHAPES = frozenset({(11,), (3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (1,) * 11})
_LANDLINE = re.compile(r"(?:0(?:10|2\d)[2-8]\d{7}|0[3-9]\d{2}[2-8]\d{6,7})")
_LANDLINE_SHAPES = frozenset({(3, 8), (4, 7), (4, 8), (3, 4, 4), (4, 3, 4), (4, 4, 4)})
_LOCAL = re.compile(r"(?:电话|传真|座机|热线|联系方式)[^\d\n]{0,6}([2-8]\d{2,3}[- ]?\d{4})(?![\d-])")

_LONGEST = 19
_AROUND = 24


@dataclass(frozen=True, slots=True)
class _Group:
    """Digits that stand together, and where they stand in the text."""

    digits: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Row:
    """Groups in a row, with what stands before, between and after them."""

    groups: tuple[_Group, ...]
    gaps: tuple[str, ...]
    """What stands between two of them."""
    before: str
    after: str
    last_gap: str
    next_gap: str
    """What parts them from further digits of the run; empty at its ends."""
    last: str
    next: str
    """Those further digits."""

    @property
    def digits(self) -> str:
        return "".join(group.digits for group in self.groups)

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(len(group.digits) for group in self.groups)

    @property
    def letters(self) -> str:
        """What of Latin letters and digits stands right before them."""
        found = _WORD_BEFORE.search(self.before)
        return found[0].lower() if found else ""

    @property
    def is_part_of_word(self) -> bool:
        """Whether they are a part of a code with letters."""
        return (self.after[:1].isascii() and self.after[:1].isalnum()) or self.letters not in _PREFIXES

    @property
    def is_fraction(self) -> bool:
        """Whether they are a part of a decimal or of a figure with thousands."""
        apart = {".", ",", "，"}
        return (
            self.last_gap == "."
            or self.next_gap == "."
            or bool(apart & {self.before[-1:]} and self.before[-2:-1].isdigit())
        )

    @property
    def is_amount(self) -> bool:
        """Whether a unit of measure or money says what they count."""
        return bool(self.is_fraction or _UNIT_AFTER.match(self.after) or _MONEY_BEFORE.search(self.before))


def numbers_in(text: str) -> Iterator[Found]:
    """Identity, mobile, card and landline numbers."""
    for start, _, code, shown in _spans_in(text):
        yield start, code, shown
    if any(word in text for word in ("电话", "传真", "座机", "热线", "联系方式")):
        for found in _LOCAL.finditer(text):
            yield found.start(1), "landline", found[1]


def without_secrets(text: str) -> str:
    """The text with every secret number in its masked form: for messages that quote what an editor wrote."""
    for start, end, code, shown in reversed(list(_spans_in(text))):
        if code in SECRET:
            text = text[:start] + shown + text[end:]
    return text


def _spans_in(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Begin, end, code and masked value of each number."""
    for run in _RUN.finditer(text):
        groups = _groups(run)
        place = 0
        while place < len(groups):
            sizes = range(1, _LONGEST + 1) if len(groups[place].digits) <= _LONGEST else ()
            rows = (_row(text, groups, place, size) for size in sizes)
            found = next(((row, what) for row in rows if row and (what := _what(row))), None)
            if found is None:
                place += 1
                continue
            row, (code, shown) = found
            yield row.groups[0].start, row.groups[-1].end, code, shown
            place += len(row.groups)


def _groups(run: re.Match[str]) -> list[_Group]:
    """The groups of a run; digits that only an invisible character parts stand together."""
    groups: list[_Group] = []
    for one in _GROUP.finditer(run[0]):
        digits = "".join("X" if char in "XxＸｘ" else str(digit(char)) for char in one[0])
        start, end = run.start() + one.start(), run.start() + one.end()
        gap = run[0][groups[-1].end - run.start() : one.start()] if groups else " "
        if groups and not _INVISIBLE.sub("", gap):
            groups[-1] = _Group(groups[-1].digits + digits, groups[-1].start, end)
        else:
            groups.append(_Group(digits, start, end))
    return groups


def _row(text: str, groups: list[_Group], place: int, size: int) -> _Row | None:
    chosen = groups[place : place + size]
    length = sum(len(group.digits) for group in chosen)
    if len(chosen) < size or not 11 <= length <= _LONGEST or not (size == 1 or _has_digits_of_one(chosen)):
        return None
    start, end = chosen[0].start, chosen[-1].end
    last = groups[place - 1] if place else None
    following = groups[place + size] if place + size < len(groups) else None
    return _Row(
        tuple(chosen),
        tuple(text[one.end : other.start] for one, other in itertools.pairwise(chosen)),
        text[max(0, start - _AROUND) : start].rstrip("\n").rpartition("\n")[2],
        text[end : end + 8].partition("\n")[0],
        text[last.end : start] if last else "",
        text[end : following.start] if following else "",
        last.digits if last else "",
        following.digits if following else "",
    )


def _has_digits_of_one(groups: list[_Group]) -> bool:
    """Whether these digits are those of any number: a quick look, for long runs have many groups."""
    digits = "".join(group.digits for group in groups)
    if "X" in digits:  # the last character of an identity number, and of nothing else
        return "X" not in digits[:-1] and is_id_number(digits)
    return bool(
        is_mobile(digits)
        or is_card(digits)
        or is_id_number(digits)
        or is_old_id_number(digits)
        or _LANDLINE.fullmatch(digits)
    )


def _what(row: _Row) -> tuple[str, str] | None:
    """Code and masked value of what the row is."""
    digits = row.digits
    if "X" in digits[:-1]:
        return None
    if is_id_number(digits) and not (row.letters and any(char.isdigit() for char in row.letters)):
        return "id-number", masked(digits, 2, 3)
    if digits.endswith("X"):
        return None
    if is_old_id_number(digits) and _is_old_id(row):
        return "id-number", masked(digits, 2, 3)
    if is_card(digits) and _is_card(row):
        return "bank-card", masked(digits, 0, 4)
    mobile = _mobile_in(row)
    if mobile:
        return "mobile-number", masked(mobile, 3, 4)
    if _LANDLINE.fullmatch(digits) and _is_landline(row):
        return "landline", digits
    return None


def _is_old_id(row: _Row) -> bool:
    if _PERSON_WORDS.search(row.before):
        return True
    return not (row.is_part_of_word or row.is_amount or _CODE_WORDS.search(row.before)) and len(row.groups) == 1


def _is_card(row: _Row) -> bool:
    if row.is_part_of_word or row.is_amount or "\n" in "".join(row.gaps) or "." in "".join(row.gaps):
        return False
    if _CARD_WORDS.search(row.before):
        return True
    even = len(row.groups) == 1 or set(row.shape[:-1]) == {4}
    return even and not (_CODE_WORDS.search(row.before) or _ADDRESS_BEFORE.search(row.before))


def _mobile_in(row: _Row) -> str:
    """The mobile number the row is, also behind the number of the country; empty where it is none."""
    digits, is_asked = row.digits, bool(_PHONE_WORDS.search(row.before))
    if len(row.groups) == 1:
        for begin in ("0086", "86", *(("0",) if is_asked else ())):
            digits = digits.removeprefix(begin) if len(digits) == 11 + len(begin) else digits
    if not is_mobile(digits) or row.is_part_of_word:
        return ""
    return digits if _is_alone(row, is_asked) else ""


def _is_alone(row: _Row, is_asked: bool) -> bool:
    gaps = "".join(row.gaps)
    if row.is_fraction or ("." in gaps and row.shape != (3, 4, 4)):
        return False
    if "\n" in gaps:
        return is_asked and len(row.groups) == 2
    if is_asked:
        return True
    if len(row.groups) > 1 and row.shape not in _MOBILE_SHAPES:
        return False
    if row.is_amount or _ADDRESS_BEFORE.search(row.before) or _IS_CODE.search(row.before):
        return False
    return not (_joins(row.last_gap, row.last) or _joins(row.next_gap, row.next))


def _joins(gap: str, digits: str) -> bool:
    """Whether a hyphen makes one code of a number and of what stands beside it."""
    return bool(gap) and set(gap) <= set(_HYPHENS) and digits not in ("86", "0086") and not is_mobile(digits)


def _is_landline(row: _Row) -> bool:
    if row.is_part_of_word or row.is_amount or "\n" in "".join(row.gaps) or "." in "".join(row.gaps):
        return False
    return row.shape in _LANDLINE_SHAPES or (len(row.groups) == 1 and bool(_PHONE_WORDS.search(row.before)))
