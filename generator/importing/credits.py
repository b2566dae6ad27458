"""The credit at the end of an item, （单位 单位/作者 作者）: finding it and taking it apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches

from generator.loading.unit_names import unknown_unit
from generator.model.units import UnitRegistry

_BRACKET = re.compile(r"[（(]\s*([^（）()]{2,120}?)\s*[）)]\s*。?$")
_OPEN = re.compile(r"(?:^|[。！？”…])\s*[（(]([^（）()。，]{0,120})$")
_CLOSE_ONLY = re.compile(r"(?:^|(?<=[。！？”]))([^（）()。，！？”]{2,40})[）)]\s*。?$")
_AFTER_SENTENCE = re.compile(r"(?:^|[。！？…][”’）)]?)\s*$")
_UNIT_LIKE = re.compile(r".{1,20}(局|科|室|中心|分局|支队|大队|院|馆|站|所|处|办|党委|公司|协会|学会|集团|组|部)")
_SAID_BEFORE = re.compile(r"^(供稿单位|供稿|来稿|来源|撰稿|报送)\s*[:：]?\s*")
_SAID_AFTER = re.compile(r"\s*(供稿|报送|撰稿)$")
_PERSON = re.compile(r"[\u3400-\u9fff·]{2,4}")
_NEAR = 0.75
_LONGEST = 200
"""Credits stand at the end; looking further back would only take time."""
_SEPARATORS = re.compile(r"[\s、,，;；]+")
_SLASH = re.compile(r"[/／|｜]")


@dataclass(frozen=True, slots=True)
class Credit:
    """Units and authors as printed, and what is uncertain about them."""

    units: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


class CreditReader:
    """Knows the units and the month the names must be of."""

    def __init__(self, units: UnitRegistry, month: str) -> None:
        self.units, self.month = units, month
        self.names = {name for name in units.known_names if units.resolve(name, month)}
        self.longest = max(map(len, self.names), default=0)

    def split(self, text: str) -> tuple[str, Credit] | None:
        """A paragraph → what stands before its closing credit, and the credit; ``None`` when it has none."""
        tail = max(0, len(text) - _LONGEST)
        found = _BRACKET.search(text, tail)
        if found:
            before = text[: found.start()].rstrip()
            credit = self.parse(found[1], sure=bool(_AFTER_SENTENCE.search(before, max(0, len(before) - 9))))
            return (before, credit) if credit else None
        opened = _OPEN.search(text, tail)
        found = opened if opened and opened[1].strip() else _CLOSE_ONLY.search(text, tail)
        if found and (credit := self._all_known(found[1])):
            before = text[: found.start(1)].rstrip().rstrip("（(").rstrip()
            return before, replace(credit, doubts=(*credit.doubts, f"署名“{found[1].strip()}”的括号不全，请核对"))
        if len(text) <= self.longest * 2 and (credit := self._all_known(text)):
            return "", replace(credit, doubts=(*credit.doubts, f"“{text}”没有括号，当作署名，请核对"))
        return None

    def is_open(self, text: str) -> bool:
        """Whether a credit has begun at the end of the text and goes on in the next line."""
        found = _OPEN.search(text, max(0, len(text) - _LONGEST))
        return found is not None and (not found[1] or self._begins_with_unit(found[1]))

    def _begins_with_unit(self, text: str) -> bool:
        head = _SEPARATORS.split(_SLASH.split(text.strip())[0])[0]
        return (
            self._glued(head) is not None
            or any(name.startswith(head) for name in self.names)
            or bool(_UNIT_LIKE.fullmatch(head))
        )

    def _all_known(self, text: str) -> Credit | None:
        credit = self.parse(text.strip(), sure=False)
        return credit if credit and not any("没有单位" in doubt for doubt in credit.doubts) else None

    def parse(self, text: str, sure: bool) -> Credit | None:
        """Take a credit apart. ``sure``: it stands where credits stand, so unknown units make it no less a credit."""
        text = _SAID_AFTER.sub("", _SAID_BEFORE.sub("", text.strip()))
        units, authors = self._sort(text)
        known = [name for name in units if name in self.names]
        if not known and not (sure and units and self._may_be_unit(units[0], bool(authors))):
            return None
        doubts = [unknown_unit(self.units, name, self.month) for name in units if name not in self.names]
        units, doubled = self._once(units)
        doubts += [f"署名里“{name}”重复，只记了一次" for name in doubled]
        doubts += [f"作者“{name}”不像一个人名，请核对" for name in authors if not _PERSON.fullmatch(name)]
        if authors and not _SLASH.search(text):
            doubts.append(f"署名“{text}”里没有“/”，“{'、'.join(authors)}”当作作者，请核对")
        return Credit(tuple(units), tuple(authors), tuple(doubts))

    def _may_be_unit(self, name: str, signed: bool) -> bool:
        """Whether an unknown name at the place of a credit is one: by its ending, its authors, or a near name."""
        return bool(_UNIT_LIKE.fullmatch(name)) or signed or bool(get_close_matches(name, self.names, 1, _NEAR))

    def _sort(self, text: str) -> tuple[list[str], list[str]]:
        """Names of units and of authors, in order; after a slash stand authors, until a unit is named again."""
        units: list[str] = []
        authors: list[str] = []
        for part_place, part in enumerate(_SLASH.split(text)):
            behind_slash = part_place > 0
            for token in self._tokens(part):
                found = self._glued(token)
                if found:
                    units += found
                elif behind_slash or (units and _PERSON.fullmatch(token) and not _UNIT_LIKE.fullmatch(token)):
                    authors.append(token)
                else:
                    units.append(token)
        return units, authors

    def _tokens(self, text: str) -> list[str]:
        """The names in a part of a credit; a name that a line end or wide spacing tore apart is put together."""
        tokens: list[str] = []
        for token in filter(None, _SEPARATORS.split(text)):
            last = tokens[-1] if tokens else ""
            torn_unit = last not in self.names and last + token in self.names
            torn_person = last not in self.names and min(len(last), len(token)) == 1 and len(last + token) <= 3
            if last and (torn_unit or torn_person):
                tokens[-1] = last + token
            else:
                tokens.append(token)
        return tokens

    def _glued(self, token: str) -> list[str] | None:
        """Known names that make up the token without a rest, the longest first at every place."""
        if not token:
            return []
        if len(token) > _LONGEST:
            return None
        for size in range(min(self.longest, len(token)), 0, -1):
            if token[:size] in self.names and (rest := self._glued(token[size:])) is not None:
                return [token[:size], *rest]
        return None

    def _once(self, names: list[str]) -> tuple[list[str], list[str]]:
        seen: dict[str, str] = {}
        doubled = []
        for name in names:
            unit = self.units.resolve(name, self.month)
            key = unit.name if unit else name
            if key in seen:
                doubled.append(name)
            seen.setdefault(key, name)
        return list(seen.values()), doubled
