"""The figures of a covering text: replaced by placeholders, and recorded where the archive computes another one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.importing.blocks import Doubts
from generator.importing.notice_cover import Cover
from generator.importing.notice_parts import tidy
from generator.model import placeholders
from generator.model.months import number_of
from generator.model.units import Section, UnitRegistry

_BRACES = str.maketrans("{}｛｝", "〔〕〔〕")
_RECEIVED, _ADOPTED = "收到|上报|报送|来稿", "采用"
_LEADERS = r"(?P<before>前(?:三|3)名?[^，。；：]{0,6}?(?P<section>%s)[^，。；、]{0,4}?[为是有：:])(?P<names>[^，。；]+)"


class CoveringText:
    """A covering text with placeholders where the figures of its month stand.

    ``figures``: as computed; without any the text stays as it is. ``published``: the printed counts that differ.
    """

    def __init__(
        self, cover: Cover, figures: Mapping[str, str], units: UnitRegistry, month: str, doubts: Doubts
    ) -> None:
        printed = "\n\n".join(cover.paragraphs)
        self.body = printed.translate(_BRACES)
        self.published: dict[str, int] = {}
        self._figures, self._units, self._month = figures, units, month
        self._line, self._doubts = cover.line, doubts
        names = [(name, section) for section in units.sections for name in _names(section)]
        self._sections = sorted(names, key=lambda pair: -len(pair[0]))
        self._any_section = "|".join(_pattern(name) for name, _ in self._sections)
        if self.body != printed:
            doubts.add(cover.line, "正文里有花括号，在网页上另有用处，已改成〔〕，请核对")
        if figures:
            self._put_months()
            self._put_leaders()
            self._put_counts()

    def _put_months(self) -> None:
        """``6月份`` → ``{{月份}}月份``."""
        number = number_of(self._month)
        self.body = re.sub(rf"(?<!\d){number}(?=月份)", f"{{{{{placeholders.MONTH}}}}}", self.body)

    def _put_leaders(self) -> None:
        """The names of the first three of a section."""
        self.body = re.sub(_LEADERS % self._any_section, self._leaders, self.body)

    def _leaders(self, found: re.Match[str]) -> str:
        section = self._section(found["section"])
        if section is None:
            return found[0]
        name = section.label + placeholders.LEADERS
        if tidy(found["names"]) == self._figures[name]:
            return f"{found['before']}{{{{{name}}}}}"
        if self._resolved(found["names"]) != self._resolved(self._figures[name]):
            said = f"正文说{section.title}前三是“{found['names']}”，按累计分数是“{self._figures[name]}”"
            self._doubts.add(self._line, f"{said}；正文照原样保留")
        return found[0]

    def _resolved(self, names: str) -> set[str]:
        units = [(name, self._units.resolve(tidy(name), self._month)) for name in re.split("[、和]", names)]
        return {unit.name if unit else name for name, unit in units}

    def _put_counts(self) -> None:
        """The pieces received and adopted, in all and for each section."""
        received = verb = ""
        section: Section | None = None
        out: list[str] = []
        done = 0
        words = re.compile(
            rf"(?P<end>。)|(?P<verb>{_RECEIVED}|{_ADOPTED})|{self._any_section}|(?P<count>\d+)(?=[条篇])"
        )
        for found in words.finditer(self.body):
            if found["end"]:
                verb, section = received, None
            elif found["verb"]:
                verb, section = found["verb"], None
            elif found["count"]:
                out += [self.body[done : found.start()], self._count(found["count"], verb, section)]
                done = found.end()
            else:
                section = self._section(found[0])
        self.body = "".join([*out, self.body[done:]])

    def _count(self, number: str, verb: str, section: Section | None) -> str:
        part = "" if not verb else placeholders.ADOPTED if verb == _ADOPTED else placeholders.SUBMITTED
        if section is not None:
            name = section.label + part
        else:
            name = placeholders.SUBMITTED_TOTAL if part == placeholders.SUBMITTED else ""
        if not part or name not in self._figures or self.published.get(name, int(number)) != int(number):
            return number
        if number != self._figures[name]:
            self.published[name] = int(number)
            said = f"正文说{name} {number} 条，按表格和清单合计是 {self._figures[name]}"
            self._doubts.add(self._line, f"{said}；印的数字记在 published，网页并列两个数字")
        return f"{{{{{name}}}}}"

    def _section(self, printed: str) -> Section | None:
        return next((section for name, section in self._sections if re.fullmatch(_pattern(name), printed)), None)


def _names(section: Section) -> set[str]:
    """What a text may call a section: its title, its list without 各 and 信息采用情况, its label."""
    listed = section.list_title.removeprefix("各").removesuffix("信息采用情况")
    return {name for name in (section.title, listed, section.label, section.title.removeprefix("局属")) if name}


def _pattern(name: str) -> str:
    return re.escape(name).replace("（", "[（(]").replace("）", "[）)]")
