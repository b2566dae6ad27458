"""Lines → items: where each begins, its titles, its paragraphs, its credit."""

from __future__ import annotations

import re

from generator.importing.blocks import Doubts, ImageBlock, TableBlock
from generator.importing.credits import Credit, CreditReader
from generator.importing.issue_lines import ENUMERATED, MARKERS, Element, Line
from generator.importing.item import Item, Picture, Text
from generator.importing.joining import ends_sentence, is_finished, is_uncertain, joined

_SECTION = re.compile(
    rf"[{MARKERS}【\[（(\s]*(?:[一二三四五][、.])?\s*(信息|政务信息|工作动态|要闻|简讯|工作简讯|简讯集锦|短讯|简讯快报)[】\]）)\s:：]*"
)
_BRIEF_LABEL = re.compile(r"[【\[]\s*(简讯|短讯)\s*[】\]]\s*")
_CAPTION = re.compile(r"[（(]?图(?:为|[一二三四五六七八九十\d]|片?[:：]).*|.*[（(].{0,4}摄[）)]?")
_SHORTEST_TITLE = 6
_OPEN_CREDIT_LINES = 3


class ItemReader:
    """Reads lines one after the other; what it is not sure of goes to ``doubts``."""

    def __init__(self, credits: CreditReader, flowed: bool) -> None:
        self.credits, self.flowed = credits, flowed
        self.items: list[Item] = []
        self.doubts = Doubts()
        self.in_briefs = False
        self.title_line: Line | None = None
        self.waiting = 0

    def read(self, elements: list[Element]) -> list[Item]:
        """All items of an issue without head and foot."""
        for place, element in enumerate(elements):
            if isinstance(element, Line):
                self._line(element, elements[place + 1] if place + 1 < len(elements) else None)
            else:
                self._insert(element)
        self._check_last()
        return self.items

    @property
    def current(self) -> Item | None:
        """The item that is not closed by a credit yet."""
        return self.items[-1] if self.items and self.items[-1].credit is None else None

    def _line(self, line: Line, following: Element | None) -> None:
        section = _SECTION.fullmatch(line.text)
        if section and not self._unfinished(line):
            self.in_briefs = "讯" in section[1]
        elif line.marker or _BRIEF_LABEL.match(line.text):
            self._start_brief(line)
        elif self.current is None:
            self._start(line)
        elif not self.current.parts and self.current.kind == "信息":
            self._titles(self.current, line)
        else:
            self._body(self.current, line, following)

    def _start_brief(self, line: Line) -> None:
        self._check_last()
        item = Item("简讯", line.number)
        self.items.append(item)
        text = _BRIEF_LABEL.sub("", line.text.lstrip(MARKERS + " ")).strip()
        if text:
            self._paragraph(item, text, line)

    def _start(self, line: Line) -> None:
        """A line after a credit, or the first of all."""
        if self._late_credit(line):
            return
        self._check_last()
        if self.in_briefs and not (line.stands_out and line.looks_like_title):
            self.items.append(Item("简讯", line.number))
            self._paragraph(self.items[-1], line.text, line)
        elif line.looks_like_title:
            if self.items and self.items[-1].kind == "简讯" and not self.in_briefs:
                self.doubts.add(line.number, f"简讯之后又出现像标题的一行“{line.text}”，当作新的一篇信息，请核对")
            self.items.append(Item("简讯" if self.in_briefs else "信息", line.number, title=line.text))
            self.title_line = line
        else:
            kind = "简讯" if self.items and self.items[-1].kind == "简讯" else "信息"
            self.items.append(Item(kind, line.number))
            self.doubts.add(line.number, f"“{_start_of(line.text)}”之前没有标题，当作新的一则{kind}，请核对")
            self._paragraph(self.items[-1], line.text, line)

    def _late_credit(self, line: Line) -> bool:
        """A second bracket right after a credit: it goes on there."""
        found = self.credits.split(line.text) if self.items else None
        last = self.items[-1] if self.items else None
        if found is None or found[0] or last is None or last.credit is None:
            return False
        more = found[1]
        self.doubts.add(line.number, f"“{line.text}”是同一篇的第二个署名，已合并，请核对")
        units = tuple(dict.fromkeys((*last.credit.units, *more.units)))
        last.credit = Credit(units, (*last.credit.authors, *more.authors), (*last.credit.doubts, *more.doubts))
        return True

    def _titles(self, item: Item, line: Line) -> None:
        """Lines before the body: the title going on, a subtitle, or the body's beginning."""
        before = self.title_line
        if before is None or self.credits.split(line.text) or not line.looks_like_title or ENUMERATED.match(line.text):
            self._paragraph(item, line.text, line)
            return
        goes_on = line.torn or (not self.flowed and not line.gap)
        dashed = line.text.startswith(("—", "－", "―", "--"))
        if dashed or not (item.subtitle or goes_on):
            self._subtitle(item, line, before, dashed)
        elif item.subtitle:
            if not goes_on:
                self.doubts.add(line.number, f"副题之后又有一行“{line.text}”，已并入副题，请核对")
            item.subtitle = joined(item.subtitle, line.text) if goes_on else f"{item.subtitle} {line.text}"
        else:
            if not line.torn and not before.cut:
                self.doubts.add(line.number, f"“{line.text}”当作标题的第二行，也可能是副题，请核对")
            item.title = joined(item.title, line.text)
        self.title_line = line

    def _subtitle(self, item: Item, line: Line, before: Line, dashed: bool) -> None:
        same_looks = (line.bold, line.heading, line.centred) == (before.bold, before.heading, before.centred)
        if self.flowed and same_looks and not dashed:
            self.doubts.add(line.number, f"“{line.text}”与标题格式相同，当作副题，也可能是标题的第二行，请核对")
        item.subtitle = f"{item.subtitle} {line.text}" if item.subtitle else line.text

    def _body(self, item: Item, line: Line, following: Element | None) -> None:
        if self._is_caption(item, line):
            return
        if self._unfinished(line):
            self._go_on(item, line)
        elif self._is_new_item(line, following):
            self._start_unsigned(line)
        else:
            strong = line.bold and not line.centred and line.looks_like_title and self.flowed
            self._paragraph(item, line.text, line, strong)

    def _is_caption(self, item: Item, line: Line) -> bool:
        last = item.parts[-1] if item.parts else None
        if not isinstance(last, Picture) or last.caption or len(line.text) > 60 or self.credits.split(line.text):
            return False
        if _CAPTION.fullmatch(line.text) or (line.centred and line.looks_like_title):
            last.caption = line.text
            return True
        return False

    def _unfinished(self, line: Line) -> bool:
        text = self.current.last_text if self.current else None
        if text is None or text.strong:
            return False
        if self.waiting and self.credits.is_open(text.text):
            return True
        return not is_finished(text.text, line, self.flowed) and self._is_not_credit(line)

    def _is_not_credit(self, line: Line) -> bool:
        """A credit on a line of its own ends the paragraph before it, finished or not."""
        found = self.credits.split(line.text)
        return (found is None or bool(found[0])) and not self.credits.is_open(line.text)

    def _go_on(self, item: Item, line: Line) -> None:
        last = item.last_text
        if last is None:
            return
        in_credit = self.credits.is_open(last.text)
        if not in_credit and is_uncertain(last.text, line, self.flowed):
            self.doubts.add(
                line.number, f"“{_start_of(line.text)}”接到了上一段“{_end_of(last.text)}”之后，请核对是不是一段"
            )
        last.text = f"{last.text} {line.text}" if in_credit else joined(last.text, line.text)
        self._look_for_credit(item, last, line)

    def _is_new_item(self, line: Line, following: Element | None) -> bool:
        """Whether a title begins though the item before has no credit."""
        if not line.looks_like_title or ENUMERATED.match(line.text) or len(line.text) < _SHORTEST_TITLE:
            return False
        if not self._is_not_credit(line) or ends_sentence(line.text):
            return False
        if self.flowed:
            return line.heading or line.centred
        before_credit = isinstance(following, Line) and not self._is_not_credit(following)
        plain = not re.search("[，、：:]", line.text) and not before_credit
        return line.gap and line.last and plain and isinstance(following, Line)

    def _start_unsigned(self, line: Line) -> None:
        self.doubts.add(line.number, f"“{line.text}”当作新的一篇的标题，可是上一篇还没有署名，请核对")
        self._check_last()
        self.items.append(Item("信息", line.number, title=line.text))
        self.title_line = line

    def _paragraph(self, item: Item, text: str, line: Line, strong: bool = False) -> None:
        part = Text(text, line.number, strong)
        item.parts.append(part)
        self.waiting = 0
        self._look_for_credit(item, part, line)

    def _look_for_credit(self, item: Item, part: Text, line: Line) -> None:
        found = self.credits.split(part.text)
        whole = found is not None and (not self.credits.is_open(part.text) or line.last)
        if found is None or not whole:
            open_now = self.credits.is_open(part.text)
            self.waiting = self.waiting + 1 if open_now and self.waiting < _OPEN_CREDIT_LINES else 0
            return
        part.text, item.credit = found
        self.waiting = 0
        if not part.text:
            item.parts.remove(part)
        for doubt in item.credit.doubts:
            self.doubts.add(line.number, doubt)

    def _insert(self, block: TableBlock | ImageBlock) -> None:
        """Put a table or a picture into the item that is being read, else into the one before."""
        what = "表格" if isinstance(block, TableBlock) else f"图片 {block.name} "
        if not self.items:
            self.doubts.add(block.line, f"{what}在第一篇之前，没有导入（可能是刊头），请核对")
            return
        if self.current is None:
            self.doubts.add(block.line, f"{what}在两篇之间，放在了前一篇末尾，请核对属于哪一篇")
        self.items[-1].parts.append(block if isinstance(block, TableBlock) else Picture(block))

    def _check_last(self) -> None:
        item = self.current
        if item is None:
            return
        name = item.title or (item.last_text.text if item.last_text else "")
        self.doubts.add(item.line, f"{item.kind}“{_start_of(name)}”没有找到署名，unit 空着，请对照原件补上")
        item.credit = Credit()
        if not item.parts:
            self.doubts.add(item.line, f"“{_start_of(name)}”只有标题，没有正文，请核对")


def _start_of(text: str) -> str:
    return text if len(text) <= 16 else f"{text[:16]}……"


def _end_of(text: str) -> str:
    return text if len(text) <= 12 else f"……{text[-12:]}"
