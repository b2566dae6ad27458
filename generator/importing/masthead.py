"""Head and foot of an issue: number, date, editors, recipients — and what has to be said when they are lost."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from generator.importing.blocks import Doubts, TableBlock
from generator.importing.headings import section_of, start_of
from generator.importing.issue_lines import MARKERS, Element, Line
from generator.importing.numerals import value_of
from generator.model.import_layout import ImportLayout
from generator.model.months import issue_label, month_label, month_of

_NUMBER = r"([0-9]{1,6}|[〇零一二三四五六七八九十百]{1,7})"
_ISSUE = re.compile(rf"(?<!总)第\s*{_NUMBER}\s*期")
_WHOLE = re.compile(rf"总\s*第?\s*{_NUMBER}\s*期")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年")
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_HEAD_LINE = re.compile(
    r".{2,30}(编|编印|主办|主管|承办)(\s*(19|20)\d\d年.*)?|(编印|主办|主管|承办)(单位)?\s*[:：].*|"
    r"[【\[（(]?内部(资料|刊物|交流|参阅).*|[-_—―=\s]+"
)
_CONTENTS = re.compile(r"[【\[]?\s*(目\s*录|本期(要目|导读|目录|内容)|要\s*目)\s*[】\]]?\s*[:：]?")
_FOOT_LINE = re.compile(
    r"(责任编辑|责\s*编|编\s*辑|审\s*[核稿定]|签\s*发|主\s*编|校\s*对|投\s*稿|邮\s*箱|电子邮[箱件]|联系(电话|人)|电\s*话|"
    r"传\s*真|地\s*址|[发报送]\s*[:：]|抄\s*[送报]|主\s*送|共\s*印|印\s*数|编印|主办|[（(]?共印)"
)
_EDITORS = re.compile(r"(?:责任编辑|责\s*编|(?<!责任)编\s*辑)\s*[:：]?\s*([^:：]*?)(?=\s*\S{0,6}[:：]|$)")
_RECIPIENTS = re.compile(r"^(发|报|送|主\s*送|抄\s*[送报])\s*[:：]\s*(.+)$")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_PHONE = re.compile(r"(?:电\s*话|联系电话)\s*[:：]?\s*([0-9][0-9\-—、/ ]{5,40})")
_PERSON = re.compile(r"[\u3400-\u9fff·]{2,6}")
_NAMES = re.compile(r"[\s、,，;；]+")
_PAGED = re.compile(
    r"(.{2,80}?)(?:[\s.…·．•⋯_—-]*[.…·．⋯]{2,}[\s.…·．⋯]*|\s+|[（(]\s*)(?:第\s*)?\d{1,3}(?:\s*页)?\s*[）)]?"
)
_LEADERS = re.compile(r"[.…·．⋯]{2,}[\s.…·．⋯]*\d{1,3}$")
_SURE_TITLE = 5
_SEARCHED_HEAD, _SEARCHED_FOOT = 14, 16
_LONGEST_HEAD_LINE = 60


@dataclass
class Imprint:
    """What head and foot say; ``None`` or empty where they say nothing."""

    number: int | None = None
    year: int | None = None
    whole_number: int | None = None
    date: date | None = None
    editors: list[str] = field(default_factory=list)
    recipients: list[tuple[str, str]] = field(default_factory=list)
    email: str = ""
    phone: str = ""
    has_head: bool = False
    doubts: Doubts = field(default_factory=Doubts)

    def fields(self, issue: str, month: str, text: str) -> dict[str, object]:
        """The front matter of ``index.md``."""
        lost = [key for key, value in (("issue", self.number), ("date", self.date)) if value is None]
        recipients = [who if label == "发" else f"{label}：{who}" for label, who in self.recipients]
        return {
            "issue": issue,
            "month": month,
            "date": self.date,
            "whole_number": self.whole_number,
            "editors": self.editors,
            "recipients": "；".join(recipients),
            "email": self.email,
            "phone": self.phone,
            "unconfirmed": lost,
            "note": self._note(issue, month, text) if lost else "",
        }

    def _note(self, issue: str, month: str, text: str) -> str:
        """A remark for readers: what is lost, and where number and month come from."""
        found = {"期号": self.number, "编发日期": self.date, "责任编辑": self.editors}
        lost = [name for name, value in found.items() if not value]
        names = "、".join(lost[:-1]) + ("和" if len(lost) > 1 else "") + lost[-1]
        parts = [f"{'原件' if self.has_head else '原件缺刊头，'}{names}不详"]
        sources = [] if self.number else [f"“{issue_label(issue)}”是暂编期号"]
        if self.date is None:
            dated = _month_in_text(text) == (month[:4], month[5:].lstrip("0"))
            how = f"据文中所记日期（{month_label(month)}）推定" if dated else f"（{month_label(month)}）是导入时指定的"
            sources.append(f"月份{how}")
        parts.append("，".join([*sources, "找到原刊后请更正"]))
        return "；".join(parts) + "。"

    def compare(self, issue: str, month: str) -> Doubts:
        """Doubts about a head that says something else than the person who imports."""
        year, number = int(issue[:4]), int(issue[5:])
        doubts = Doubts(self.doubts)
        if self.number is not None and (self.number, self.year or year) != (number, year):
            printed = f"{self.year or year}年第{self.number}期"
            doubts.add(1, f"刊头印的是{printed}，导入时指定的是{issue_label(issue)}，请核对 --issue")
        if self.date and month_of(self.date) != month:
            doubts.add(1, f"刊头日期是 {self.date}，计分月份指定的是{month_label(month)}，请核对 --month")
        return doubts


def take_imprint(elements: list[Element]) -> tuple[Imprint, list[Element]]:
    """Cut head, table of contents and foot off; the rest are the items."""
    imprint = Imprint()
    start = _end_of_head(elements)
    if start:
        imprint.has_head = True
        _read_head(imprint, elements[:start])
    start = _end_of_contents(elements, start)
    end = _start_of_foot(elements, start)
    for text in _foot_lines(imprint, elements[end:]):
        _read_foot_line(imprint, text)
    return imprint, elements[start:end]


def _text(element: Element) -> str:
    """What an element says, in one line with ordinary digits."""
    if isinstance(element, Line):
        text = element.text
    else:
        text = " ".join(" ".join(row) for row in element.rows) if isinstance(element, TableBlock) else ""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _end_of_head(elements: list[Element]) -> int:
    """The place after the head: after the line with the number (or a date alone) and what belongs to it."""
    end = 0
    for place, element in enumerate(elements[:_SEARCHED_HEAD]):
        text = _text(element)
        if (text[:1] in MARKERS and text) or len(text) > _LONGEST_HEAD_LINE or re.search("[。,，]", text):
            break
        dated = _DATE.search(text) and len(text) <= 40
        if _ISSUE.search(text) or _WHOLE.search(text) or dated or (end and _HEAD_LINE.fullmatch(text)):
            end = place + 1
    return end


def _read_head(imprint: Imprint, head: list[Element]) -> None:
    text = " ".join(map(_text, head))
    whole = _WHOLE.search(text)
    imprint.whole_number = (value_of(whole[1]) or None) if whole else None
    issue = _ISSUE.search(_WHOLE.sub(" ", text))
    imprint.number = (value_of(issue[1]) or None) if issue else None
    if found := _DATE.search(text):
        try:
            imprint.date = date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            imprint.doubts.add(_line(head[0]), f"刊头日期“{found[0]}”不存在，没有采用，请核对")
    year = _YEAR.search(text)
    imprint.year = int(year[1]) if year else None
    for element in head[1:]:  # the first is the name
        said = _text(element)
        if (
            said
            and not any(pattern.search(said) for pattern in (_ISSUE, _WHOLE, _DATE))
            and not _HEAD_LINE.fullmatch(said)
        ):
            imprint.doubts.add(_line(element), f"刊头里的“{said}”没有导入，请核对")


def _line(element: Element) -> int:
    return element.number if isinstance(element, Line) else element.line


def _end_of_contents(elements: list[Element], start: int) -> int:
    """The place after a table of contents: lines with leaders and a page, or that come again as titles.

    It need not have a heading where its first line has both a page and a title below.
    """
    texts = [element.text if isinstance(element, Line) else "" for element in elements]
    later = Counter(_title_key(text) for text in texts[start:])
    place = start
    if place < len(texts) and _CONTENTS.fullmatch(texts[place]):
        place += 1
    elif not (place < len(texts) and _is_entry(texts[place], later, headed=False)):
        return start
    while place < len(texts) and texts[place] and _is_entry(texts[place], later, headed=True):
        later[_title_key(texts[place])] -= 1
        place += 1
    return place


def _is_entry(text: str, later: Counter[str], headed: bool) -> bool:
    if text[:1] in "【〔［[" and not section_of(text, ImportLayout()):
        return False
    found = _PAGED.fullmatch(text)
    title = found[1] if found else text
    comes_again = any(
        times > (key == _title_key(text))
        and (key == _title_key(title) or (len(key) > _SURE_TITLE < len(title) and key.startswith(_title_key(title))))
        for key, times in later.items()
    )
    return bool(found and (comes_again or _LEADERS.search(text))) or (headed and comes_again)


def _title_key(text: str) -> str:
    """A title as a table of contents repeats it: without mark, number, and white space."""
    return "".join(start_of(text).text.lstrip("·").split())


def _start_of_foot(elements: list[Element], start: int) -> int:
    end = len(elements)
    for place in range(len(elements) - 1, max(start, len(elements) - _SEARCHED_FOOT) - 1, -1):
        text = _text(elements[place])
        if not text or text[0] in MARKERS or text.endswith("。") or (text.endswith(")") and "印" not in text):
            break
        if _FOOT_LINE.match(text.lstrip("(")):
            end = place
    return end


def _foot_lines(imprint: Imprint, foot: list[Element]) -> list[str]:
    """The lines of the foot, those that go on in the next one joined."""
    lines: list[str] = []
    for element in foot:
        text = _text(element)
        if not lines or _FOOT_LINE.match(text.lstrip("(")):
            lines.append(text)
        elif _RECIPIENTS.match(lines[-1]) and len(text) <= _LONGEST_HEAD_LINE:
            lines[-1] += text
        else:
            imprint.doubts.add(_line(element), f"页尾的“{text}”没有导入，请核对")
    return lines


def _read_foot_line(imprint: Imprint, text: str) -> None:
    if found := _EDITORS.search(text):
        imprint.editors += [name for name in _NAMES.split(found[1]) if _PERSON.fullmatch(name)]
    if found := _EMAIL.search(text):
        imprint.email = imprint.email or found[0]
    if found := _PHONE.search(text):
        imprint.phone = imprint.phone or found[1].strip()
    if found := _RECIPIENTS.match(text):
        imprint.recipients.append(("".join(found[1].split()), _full_width(found[2].strip())))


def _full_width(text: str) -> str:
    """Chinese punctuation again, which counting needed in its plain form."""
    return text.translate({ord(plain): full for plain, full in zip(",;:()", "，；：（）", strict=True)})


def _month_in_text(text: str) -> tuple[str, str]:
    """Year and month that the text names most often."""
    years = Counter(_YEAR.findall(text))
    months = Counter(re.findall(r"(?<![\d-])(1[0-2]|[1-9])月(?=\d{1,2}日)", text))
    first = [min(counter, key=lambda key: (-counter[key], key), default="") for counter in (years, months)]
    return first[0], first[1]
