"""Lines → items: where each begins, its titles, its paragraphs, its credit; and whether type and credit are sure."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.importing.blocks import About, Doubt, Doubts, ImageBlock, TableBlock
from generator.importing.credits import Credit, CreditReader
from generator.importing.headings import Start, is_like_heading, section_of, start_of
from generator.importing.issue_lines import ENUMERATED, Element, Line
from generator.importing.item import Item, Picture, Text
from generator.importing.joining import ends_sentence, is_finished, is_uncertain, joined
from generator.model.import_layout import SKIPPED, ImportLayout

_CAPTION = re.compile(r"[（(]?图(?:为|[一二三四五六七八九十\d]|片?[:：]).*|.*[（(].{0,4}摄[）)]?")
_SHORTEST_TITLE = 6
_SHORT_TITLE, _SHORTEST_SURE = 8, 4
"""Titles that are no longer than this may be headings nobody knows."""
_LONGEST_HEADING = 12
_TITLE_LIKE = re.compile(r"[^。；！？]{2,45}(?<![，、：:,”])")
_OPEN_CREDIT_LINES = 3
_DATED = re.compile(r"[^，。]{0,8}(?:日|月|年|前|来|季度|间|期|上午|下午|\d)，")
"""How the text of a brief begins: 近日，… 4月1日，…; no title does."""


class ItemReader:
    """Reads lines one after the other; what it is not sure of goes to the doubts of the item, or to its own."""

    def __init__(self, credits: CreditReader, flowed: bool, layout: ImportLayout) -> None:
        self.credits, self.flowed, self.layout = credits, flowed, layout
        self.items: list[Item] = []
        self.doubts = Doubts()
        self.section = ""
        """What the last heading stands for."""
        self.unknown: Line | None = None
        """The last heading, where nobody knows what it stands for."""
        self.pending: Credit | None = None
        """A credit on a line of its own before the item it belongs to."""
        self.title_line: Line | None = None
        self.beyond: Element | None = None
        """What stands behind the following line."""
        self.article_looks: set[tuple[bool, bool, bool]] = set()
        self.waiting = 0

    def read(self, elements: list[Element]) -> list[Item]:
        """All items of an issue without head and foot."""
        for place, element in enumerate(elements):
            self.beyond = elements[place + 2] if place + 2 < len(elements) else None
            if isinstance(element, Line):
                self._line(element, elements[place + 1] if place + 1 < len(elements) else None)
                if element.notes and self.items:
                    self.items[-1].notes += element.notes
            elif self.section != SKIPPED:
                self._insert(element)
        self._check_last()
        self._judge_numbered()
        for item in self.items:
            self._judge_text(item)
        return self.items

    @property
    def in_briefs(self) -> bool:
        """Whether a heading says that the items are briefs."""
        return self.section == "简讯"

    @property
    def current(self) -> Item | None:
        """The item that is not closed by a credit yet."""
        return self.items[-1] if self.items and self.items[-1].credit is None else None

    def _add(self, item: Item) -> Item:
        item.lead, self.pending = item.lead or self.pending, None
        self.items.append(item)
        return item

    def _line(self, line: Line, following: Element | None) -> None:
        section = section_of(line.text, self.layout)
        if section and not self._unfinished(line):
            self._check_last()
            self.section, self.unknown = section, None
        elif self.section == SKIPPED:
            return
        elif self._is_unknown_heading(line, following):
            self._check_last()
            self._enter_unknown(line)
        elif self._is_pending_credit(line, following):
            self._check_last()
            found = self.credits.split(line.text)
            self.pending = found[1] if found else None
        elif self._begins_item(line, following):
            self._begin(line, following)
        elif self.current is None:
            self._start(line, following)
        elif self.current.title and not self.current.parts:
            self._titles(self.current, line, following)
        else:
            self._body(self.current, line, following)

    def _enter_unknown(self, line: Line) -> None:
        self.section, self.unknown = "", line
        said = f"“{line.text}”像栏目标题，不知道是信息还是简讯，下面各篇的类型请核对"
        self.doubts.add(line.number, f"{said}。可加 --heading {line.text}=简讯（或 =信息、={SKIPPED}）")

    def _is_unknown_heading(self, line: Line, following: Element | None) -> bool:
        """Whether a line between items is a heading, of a sort that nobody knows."""
        if not isinstance(following, Line) or self.credits.split(line.text) or line.torn or line.after_cut:
            return False
        if start_of(line.text).mark or start_of(line.text).labelled or self.credits.lead(f"{line.text}。"):
            return False
        if not (self.current is None or self._is_over(self.current)):
            return False
        if is_like_heading(line.text):
            return True
        next_start = start_of(following.text)
        before_mark = bool(following.marker or next_start.labelled or self.credits.lead(following.text))
        plain = line.looks_like_title and len(line.text) <= _LONGEST_HEADING and not ends_sentence(line.text)
        return (self.current is None or self.current.lead is not None) and plain and before_mark

    def _is_over(self, item: Item) -> bool:
        last = item.last_text
        return last is not None and ends_sentence(last.text)

    def _is_pending_credit(self, line: Line, following: Element | None) -> bool:
        """``【阳谷县局】`` on a line of its own before its item, in an issue where none has it at its end."""
        if line.text[:1] not in "【〔［[" or not isinstance(following, Line):
            return False
        found = self.credits.split(line.text)
        if found is None or found[0] or found[1].doubts or self.credits.split(following.text):
            return False
        at_end = any(item.credit and item.lead is None for item in self.items)
        return not at_end and (self.current is None or (self.current.lead is not None and bool(self.current.parts)))

    def _begins_item(self, line: Line, following: Element | None) -> bool:
        """Whether a mark, a label or a credit in front says that an item begins here, whatever was before."""
        start, current = start_of(line.text), self.current
        if start.labelled or line.marker:
            return True
        if self.credits.lead(start.text) and not line.torn and not line.after_cut:
            return current is None or current.lead is not None or self._is_over(current)
        if not start.numbered:
            return False
        if current is None:
            return True
        titled = self._is_title(replace(line, text=start.text), following)
        return bool(current.parts) and start.mark == current.number and titled

    def _is_title(self, line: Line, following: Element | None) -> bool:
        """Whether the text behind a mark or a numeral is a title: then its body follows."""
        if not self._is_short(line.text, line) or not isinstance(following, Line) or _DATED.match(line.text):
            return False
        if following.torn or not (self.flowed or line.last) or self.credits.is_open(following.text):
            return False
        if not self._is_not_credit(following) and not self._is_body(self.beyond):
            return False
        start = start_of(following.text)
        return not following.marker and not start.labelled and not section_of(following.text, self.layout)

    def _is_short(self, text: str, line: Line) -> bool:
        return bool(text) and replace(line, text=text).looks_like_title and not ends_sentence(text)

    def _begin(self, line: Line, following: Element | None) -> None:
        """An item that begins with a mark, a numeral, a label or its credit."""
        unsigned = self.current is not None and self.current.lead is None
        self._check_last()
        start = start_of(line.text)
        lead = self.credits.lead(start.text)
        if lead:
            behind = start_of(lead[1])
            start = Start(behind.text, start.mark or behind.mark, start.labelled or behind.labelled)
        titled = self._is_title(replace(line, text=start.text), following)
        item = self._add(Item(self._kind(start, titled), line.number, start.text if titled else "", number=start.mark))
        if lead:
            item.lead = lead[0]
            self._note_credit(item, line.number, lead[0])
        self._judge_kind(item, start, titled, line)
        if unsigned:
            said = f"“{_start_of(start.text or line.text)}”当作新的一篇，可是上一篇还没有署名，请核对"
            item.doubts.append(Doubt(line.number, said, "type"))
        self.title_line = line if titled else None
        if start.text and not titled:
            self._paragraph(item, start.text, line)

    def _kind(self, start: Start, titled: bool) -> str:
        """信息 or 简讯, as far as it can be told."""
        said = self.layout.section(start.mark) if start.mark else ""
        if start.labelled or said in ("信息", "简讯"):
            return "简讯" if start.labelled else said
        if self.section == "信息" and not titled and start.mark and not start.numbered:
            return "简讯"
        return self.section or ("信息" if titled else "简讯")

    def _judge_kind(self, item: Item, start: Start, titled: bool, line: Line) -> None:
        """Say why the kind may be another."""
        if start.labelled or (start.mark and self.layout.section(start.mark)):
            return
        message = ""
        if self.unknown is not None:
            message = self._under_unknown(item)
        elif self.section:
            if self.section == "信息" and not titled:
                message = f"在“信息”栏目里而没有标题，当作{item.kind}，请核对"
        elif titled and start.numbered:
            item.loose = True
        elif titled:
            what = f"标题前有“{start.mark}”" if start.mark else "标题前有署名"
            hint = f"。可加 --heading {start.mark}=信息（或 =简讯）" if start.mark else ""
            message = f"{what}，没有栏目标题，当作{item.kind}，请核对{hint}"
        elif self._is_short(start.text, line) and not _DATED.match(start.text) and self.flowed:
            message = f"“{_start_of(start.text)}”不像整句，没有栏目标题，当作{item.kind}，请核对"
        elif not start.mark or start.numbered:
            message = f"没有标题，也没有栏目标题，当作{item.kind}，请核对"
        if message:
            item.doubts.append(Doubt(line.number, message, "type"))

    def _under_unknown(self, item: Item) -> str:
        if self.unknown is None:
            return ""
        where = f"“{self.unknown.text}”（第 {self.unknown.number} 行）"
        return f"不知道栏目{where}是信息还是简讯，当作{item.kind}，请核对"

    def _judge_numbered(self) -> None:
        """Numbered titles below no heading are articles for sure where they are all of one sort and briefs follow."""
        loose = [item for item in self.items if item.loose]
        alike = len({item.number for item in loose}) == 1 and loose == self.items[: len(loose)]
        if alike and self.section == "简讯" and len(loose) < len(self.items):
            return
        for item in loose:
            said = f"标题前有编号，没有栏目标题，当作{item.kind}，请核对"
            hint = f"可加 --heading {item.number}=信息（或 =简讯）"
            item.doubts.append(Doubt(item.line, f"{said}。{hint}", "type"))

    def _judge_text(self, item: Item) -> None:
        """Say where the text of an item holds what may be the title or the credit of another."""
        texts = [part for part in item.parts if isinstance(part, Text)]
        for place, part in enumerate(texts):
            inner = len(texts) > 1 or bool(item.title)
            listed = ENUMERATED.match(part.text) and place < len(texts) - 1
            if inner and _TITLE_LIKE.fullmatch(part.text) and not listed:
                said = f"正文中“{_start_of(part.text)}”像标题，可能是另一篇，请核对这一篇的起止和署名"
                item.doubts.append(Doubt(part.line, said, "unit"))
                item.doubts += [] if item.title else [Doubt(part.line, said, "type")]
            elif self.credits.is_like_credit(part.text):
                item.doubts.append(
                    Doubt(part.line, f"“{_end_of(part.text)}”像署名而没有认出，留在正文里，请核对", "unit")
                )
        if not item.title and len(texts) == 1 and _TITLE_LIKE.fullmatch(texts[0].text):
            said = f"“{_start_of(texts[0].text)}”只有一句，像标题，请核对这一篇的起止"
            item.doubts += [Doubt(item.line, said, "type"), Doubt(item.line, said, "unit")]
        if item.lead and not item.title and len(texts) > 1:
            said = "这一段没有署名，当作上一段的续文，请核对是不是另一篇"
            item.doubts.append(Doubt(texts[1].line, said, "unit"))

    def _note_credit(self, item: Item, line: int, credit: Credit) -> None:
        item.doubts += [Doubt(line, message, "unit") for message in credit.doubts]
        item.doubts += [Doubt(line, message) for message in credit.remarks]

    def _start(self, line: Line, following: Element | None) -> None:
        """A line after a credit, or the first of all, with no mark before it."""
        if self._late_credit(line):
            return
        self._check_last()
        if self.in_briefs:
            self._start_in_briefs(line, following)
        elif line.looks_like_title:
            self._start_titled(line)
        else:
            kind = self.section or ("简讯" if self.items and self.items[-1].kind == "简讯" else "信息")
            before = self.items[-1] if self.items else None
            if before and 0 < len(before.title) <= _LONGEST_HEADING and before.kind == "信息":
                self._doubt_heading(before)
            item = self._add(Item(kind, line.number))
            said = f"“{_start_of(line.text)}”之前没有标题，当作新的一则{kind}，请核对"
            item.doubts.append(Doubt(line.number, said, "type"))
            self._paragraph(item, line.text, line)

    def _start_in_briefs(self, line: Line, following: Element | None) -> None:
        stands_out = line.stands_out and line.looks_like_title
        if not stands_out and not (self._is_title(line, following) and self._is_body(following)):
            self._paragraph(self._add(Item("简讯", line.number)), line.text, line)
            return
        item = self._add(Item("简讯", line.number, title=line.text))
        self.title_line = line
        if stands_out and _looks(line) in self.article_looks:
            said = f"“{_start_of(line.text)}”的格式与前面信息的标题相同，按栏目当作简讯，请核对"
            item.doubts.append(Doubt(line.number, said, "type"))

    def _is_body(self, following: Element | None) -> bool:
        if not isinstance(following, Line) or following.looks_like_title or start_of(following.text).mark:
            return False
        return self._is_not_credit(following)

    def _start_titled(self, line: Line) -> None:
        item = Item("信息", line.number, title=line.text)
        if self.items and self.items[-1].kind == "简讯" and not self.section:
            said = f"简讯之后又出现像标题的一行“{line.text}”，当作新的一篇信息，请核对"
            item.doubts.append(Doubt(line.number, said, "type"))
        elif self.unknown:
            item.doubts.append(Doubt(line.number, self._under_unknown(item), "type"))
        elif len(line.text) < _SHORTEST_SURE or (len(line.text) <= _SHORT_TITLE and self._are_marked()):
            self.title_line = line
            self._doubt_heading(item)
        self._add(item)
        self.title_line = line
        self.article_looks.add(_looks(line))

    def _are_marked(self) -> bool:
        """Whether the title before this one has a mark or a numeral."""
        before = next((item for item in reversed(self.items) if item.title), None)
        return before is not None and bool(before.number)

    def _late_credit(self, line: Line) -> bool:
        """A second bracket right after a credit: it goes on there."""
        found = self.credits.split(line.text) if self.items else None
        last = self.items[-1] if self.items else None
        if found is None or found[0] or last is None or last.credit is None:
            return False
        more = found[1]
        last.doubts.append(Doubt(line.number, f"“{line.text}”是同一篇的第二个署名，已合并，请核对", "unit"))
        self._note_credit(last, line.number, more)
        units = tuple(dict.fromkeys((*last.credit.units, *more.units)))
        last.credit = Credit(units, (*last.credit.authors, *more.authors))
        return True

    def _titles(self, item: Item, line: Line, following: Element | None) -> None:
        """Lines before the body: the title going on, a subtitle, a credit, or the body's beginning."""
        before = self.title_line
        found = self.credits.split(line.text)
        if (
            found
            and not found[0]
            and not item.lead
            and self._is_body(following)
            and not start_of(_said(following)).mark
        ):
            item.lead = found[1]
            self._note_credit(item, line.number, found[1])
            return
        if before is None or found or not line.looks_like_title or ENUMERATED.match(line.text):
            if (
                ENUMERATED.match(line.text)
                and line.looks_like_title
                and len(item.title) <= _SHORT_TITLE
                and not item.subtitle
            ):
                self._doubt_heading(item)
            self._paragraph(item, line.text, line)
            return
        goes_on = line.torn or (not self.flowed and not line.gap)
        dashed = line.text.startswith(("—", "－", "―", "--"))
        if dashed or not (item.subtitle or goes_on):
            self._subtitle(item, line, before, dashed)
        elif item.subtitle:
            if not goes_on:
                item.doubts.append(Doubt(line.number, f"副题之后又有一行“{line.text}”，已并入副题，请核对"))
            item.subtitle = joined(item.subtitle, line.text) if goes_on else f"{item.subtitle} {line.text}"
        else:
            if not line.torn and not before.cut:
                said = f"“{line.text}”当作标题的第二行，也可能是副题，请核对"
                item.doubts.append(Doubt(line.number, said, self._may_be_heading(item, before)))
            item.title = joined(item.title, line.text)
        self.title_line = line

    def _doubt_heading(self, item: Item) -> None:
        """A title so short that it may be a heading nobody knows; then the pieces below it are doubtful as well."""
        said = f"“{item.title}”当作标题，也可能是栏目标题，请核对"
        item.doubts.append(Doubt(item.line, f"{said}。是栏目的，可加 --heading {item.title}=简讯", "type"))
        self.unknown = self.unknown or self.title_line

    def _may_be_heading(self, item: Item, before: Line) -> About:
        """``type`` where the first line of the title is short enough to be a heading that nobody knows."""
        short = len(before.text) <= _SHORT_TITLE and before.text == item.title
        if not short or item.number or self.unknown:
            return ""
        self.unknown = before
        return "type"

    def _subtitle(self, item: Item, line: Line, before: Line, dashed: bool) -> None:
        same_looks = (line.bold, line.heading, line.centred) == (before.bold, before.heading, before.centred)
        about = "" if dashed or item.subtitle else self._may_be_heading(item, before)
        if self.flowed and same_looks and not dashed:
            said = f"“{line.text}”与标题格式相同，当作副题，也可能是标题的第二行，请核对"
            item.doubts.append(Doubt(line.number, said, about))
        elif about:
            said = f"“{before.text}”当作标题，下一行当作副题；它也可能是栏目标题，请核对"
            item.doubts.append(Doubt(before.number, f"{said}。是栏目的，可加 --heading {before.text}=简讯", about))
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
            said = f"“{_start_of(line.text)}”接到了上一段“{_end_of(last.text)}”之后，请核对是不是一段"
            item.doubts.append(Doubt(line.number, said))
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
        signed = self.current is not None and self.current.lead is not None
        self._check_last()
        item = self._add(Item(self.section or "信息", line.number, title=line.text))
        if not signed:
            said = f"“{line.text}”当作新的一篇的标题，可是上一篇还没有署名，请核对"
            item.doubts.append(Doubt(line.number, said, "type"))
        elif self.unknown:
            item.doubts.append(Doubt(line.number, self._under_unknown(item), "type"))
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
        self._note_credit(item, line.number, item.credit)
        if item.lead and set(item.lead.units) != set(item.credit.units):
            said = f"前面署的是{'、'.join(item.lead.units)}，后面署的是{'、'.join(item.credit.units)}，按后者，请核对"
            item.doubts.append(Doubt(line.number, said, "unit"))
        if not item.parts:
            said = f"“{_start_of(item.title)}”只有标题，没有正文，当作{item.kind}，请核对"
            item.doubts.append(Doubt(line.number, said, "type"))

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
        if item.lead:
            item.credit = item.lead
            return
        name = item.title or (item.last_text.text if item.last_text else "")
        said = f"{item.kind}“{_start_of(name)}”没有找到署名，unit 空着，请对照原件补上"
        item.doubts.append(Doubt(item.line, said, "unit"))
        if not item.title and not item.number:
            item.doubts.append(Doubt(item.line, f"{item.kind}“{_start_of(name)}”的起止不清楚，请核对", "type"))
        item.credit = Credit()
        if not item.parts:
            item.doubts.append(Doubt(item.line, f"“{_start_of(name)}”只有标题，没有正文，请核对"))


def _looks(line: Line) -> tuple[bool, bool, bool]:
    return line.bold, line.heading, line.centred


def _said(element: Element | None) -> str:
    return element.text if isinstance(element, Line) else ""


def _start_of(text: str) -> str:
    return text if len(text) <= 16 else f"{text[:16]}……"


def _end_of(text: str) -> str:
    return text if len(text) <= 12 else f"……{text[-12:]}"
