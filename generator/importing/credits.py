"""The credit of an item, （单位 单位/作者 作者） at its end or 【单位】 before it: finding it and taking it apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import pairwise

from generator.loading.unit_names import unknown_unit
from generator.model.units import UnitRegistry

_BRACKET = re.compile(
    r"(?:[（(]\s*([^（）()]{2,120}?)\s*[）)]|[【〔［\[]\s*([^【】〔〕［］\[\]]{2,120}?)\s*[】〕］\]])\s*。?$"
)
_LEADING = re.compile(
    r"(?:[【〔［\[]\s*([^【】〔〕［］\[\]]{2,60}?)\s*[】〕］\]]|[（(]\s*([^（）()]{2,60}?)\s*[）)])\s*[:：]?\s*"
)
_OPEN = re.compile(r"(?:^|[。！？”…])\s*[（(]([^（）()。，]{0,120})$")
_CLOSE_ONLY = re.compile(r"(?:^|(?<=[。！？”]))([^（）()。，！？”]{2,40})[）)]\s*。?$")
_AFTER_SENTENCE = re.compile(r"(?:^|[。！？…][”’）)]?)\s*$")
_UNIT_LIKE = re.compile(r".{1,20}(局|科|室|中心|分局|支队|大队|院|馆|站|所|处|办|党委|公司|协会|学会|集团|组|部)")
_SAID_BEFORE = re.compile(r"^(供稿单位|供稿|来稿|来源|撰稿|报送)\s*")
_SAID_AFTER = re.compile(r"\s*(?:联合|共同)?(?:供稿|报送|撰稿|来稿)?$")
_ROLES: Mapping[str, str] = {
    **dict.fromkeys(("供稿单位", "来稿单位", "报送单位", "撰稿单位", "单位", "来源"), "unit"),
    **dict.fromkeys(("供稿", "来稿", "报送"), "any"),
    **dict.fromkeys(("供稿人", "撰稿人", "撰稿", "作者", "通讯员", "执笔", "文字"), "person"),
    **dict.fromkeys(("联系人",), "contact"),
    **dict.fromkeys(("审核", "审核人", "摄影", "编辑", "责编", "责任编辑", "校对", "电话", "联系电话", "图"), "other"),
}
"""What is said before a colon in a credit → whom it names."""
_LABEL = re.compile(
    "("
    + "|".join(r"[ \u3000]*".join(label) for label in sorted(_ROLES, key=len, reverse=True))
    + r")[ \u3000]*[:：][ \u3000]*"
)
_LABELLED = re.compile(rf"(?:^|(?<=[。！？”]))\s*[—－―-]*\s*({_LABEL.pattern}[^。！？]{{2,80}})$")
_DASHED = re.compile(r"(?<=[。！？”])\s*[—－―]{1,3}\s*([^。！？]{2,40})$")
_DASHES = re.compile(r"^[—－―-]+\s*")
_PERSON = re.compile(r"[\u3400-\u9fff·]{2,4}")
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭郎鲁韦马苗方"
    "俞任袁柳鲍史唐费薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅卞齐康伍余元顾孟平黄穆萧尹姚邵汪祁毛狄臧戴宋庞熊纪舒屈项祝董"
    "梁杜阮蓝席季贾路娄江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万柯卢莫房解应宗丁宣邓单洪包诸左石崔吉龚程邢裴陆荣翁荀"
    "惠曲封储靳段焦巴侯班仇宁甘厉祖武符刘景詹束龙叶司黎薄白怀蒲从索赖卓屠池乔闻党翟谭贡劳姬申冉桑桂牛寿边燕尚温庄晏"
    "柴瞿阎慕连习艾容向古易廖终步都耿满匡国文东欧沃利越师巩聂晁敖冷辛简饶曾沙丰关查荆游权盖益公牟逯付肖代闫仝亓仉"
)
_NEAR = 0.75
_LONGEST = 200
"""Credits stand at the end; looking further back would only take time."""
_SEPARATORS = re.compile(r"[\s、,，;；]+")
_SLASH = re.compile(r"[/／|｜]")
_JOINERS = ("联合", "会同", "和", "与", "及", "暨")
_OWN_OFFICE = re.compile(r"(?:局|机关)?办公室|局?办|.{1,6}股")
"""What is a part of the unit named right before it, and no unit of its own."""
_OWN_PART = re.compile(r".{1,8}(?:办公室|科|室|所|队|中心|站|组|处|部|院|馆)")


@dataclass(frozen=True, slots=True)
class Credit:
    """Units and authors as printed; ``doubts``: why it may be wrong; ``remarks``: what is worth a look."""

    units: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class _Names:
    """The names of a credit as they are sorted out."""

    def __init__(self) -> None:
        self.units: list[str] = []
        self.authors: list[str] = []
        self.bare: list[str] = []
        """Authors that neither a slash nor a word sets apart from the units."""
        self.doubts: list[str] = []


class CreditReader:
    """Knows the units and the month the names must be of; ``mapped``: what an editor said a name is."""

    def __init__(self, units: UnitRegistry, month: str, mapped: Mapping[str, str] | None = None) -> None:
        self.units, self.month, self.mapped = units, month, dict(mapped or {})
        self.names = {name for name in (*units.known_names, *self.mapped) if self._resolve(name)}
        self.longest = max(map(len, self.names), default=0)

    def _resolve(self, name: str) -> str:
        """The canonical name of a unit; empty for none."""
        unit = self.units.resolve(self.mapped.get(name, name), self.month)
        return unit.name if unit else ""

    def split(self, text: str) -> tuple[str, Credit] | None:
        """A paragraph → what stands before its closing credit, and the credit; ``None`` when it has none."""
        tail = max(0, len(text) - _LONGEST)
        found = _BRACKET.search(text, tail)
        if found:
            before = text[: found.start()].rstrip()
            inside = found[1] or found[2]
            credit = self.parse(inside, sure=bool(_AFTER_SENTENCE.search(before, max(0, len(before) - 9))))
            return (before, credit) if credit else None
        if found := _LABELLED.search(text, tail):
            credit = self.parse(found[1], sure=True)
            return (text[: found.start()].rstrip(), credit) if credit else None
        dashed = _DASHED.search(text, tail)
        if dashed and (credit := self._all_known(dashed[1])):
            doubt = f"“{dashed[1]}”没有括号，当作署名，请核对"
            return text[: dashed.start()].rstrip(), replace(credit, doubts=(*credit.doubts, doubt))
        opened = _OPEN.search(text, tail)
        found = opened if opened and opened[1].strip() else _CLOSE_ONLY.search(text, tail)
        if found and (credit := self._all_known(found[1])):
            before = text[: found.start(1)].rstrip().rstrip("（(").rstrip()
            return before, replace(credit, doubts=(*credit.doubts, f"署名“{found[1].strip()}”的括号不全，请核对"))
        bare = _DASHES.sub("", text)
        if len(bare) <= self.longest * 2 and (credit := self._all_known(bare)):
            return "", replace(credit, doubts=(*credit.doubts, f"“{text}”没有括号，当作署名，请核对"))
        return None

    def lead(self, text: str) -> tuple[Credit, str] | None:
        """A credit in brackets before a text, and the text; only where every name in it is known."""
        found = _LEADING.match(text)
        if found is None or found.end() == len(text):
            return None
        credit = self.parse(found[1] or found[2], sure=False)
        return (credit, text[found.end() :]) if credit and not credit.doubts else None

    def is_like_credit(self, text: str) -> bool:
        """Whether the text ends with brackets as a credit does, though none could be read there."""
        found = _BRACKET.search(text, max(0, len(text) - _LONGEST))
        if found is None:
            tail = max(0, len(text) - _LONGEST)
            return bool(_LABELLED.search(text, tail) or _DASHED.search(text, tail))
        inside = found[1] or found[2]
        at_end = _AFTER_SENTENCE.search(text[: found.start()][-9:].rstrip())
        return bool(at_end) and len(inside) <= 40 and not re.search("[。！？，《]", inside)

    def is_open(self, text: str) -> bool:
        """Whether a credit has begun at the end of the text and goes on in the next line."""
        found = _OPEN.search(text, max(0, len(text) - _LONGEST))
        return found is not None and (not found[1] or self._begins_with_unit(found[1]))

    def _begins_with_unit(self, text: str) -> bool:
        head = _SEPARATORS.split(_SLASH.split(_LABEL.sub("", text.strip(), count=1))[0])[0]
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
        text = text.strip()
        labels = list(_LABEL.finditer(text))
        names = _Names()
        if labels:
            self._sort_labelled(text, labels, names)
        else:
            text = _SAID_AFTER.sub("", _SAID_BEFORE.sub("", text))
            self._sort(text, names, behind_slash=False)
        known = [name for name in names.units if name in self.names]
        likely = labels or (names.units and self._may_be_unit(names.units[0], bool(names.authors)))
        if not known and not (sure and likely):
            return None
        doubts = [*names.doubts, *(self._unknown(name) for name in names.units if name not in self.names)]
        if not names.units:
            doubts.append(f"署名“{text}”里没有单位，请对照原件补上")
        units, doubled = self._once(names.units)
        remarks = [f"署名里“{name}”重复，只记了一次" for name in doubled]
        doubts += [f"作者“{name}”不像一个人名，请核对" for name in names.authors if not _PERSON.fullmatch(name)]
        if names.bare:
            said = f"署名“{text}”里没有“/”，“{'、'.join(names.bare)}”当作作者，请核对"
            (remarks if all(map(self._is_surely_person, names.bare)) else doubts).append(said)
        return Credit(tuple(units), tuple(names.authors), tuple(doubts), tuple(remarks))

    def _unknown(self, name: str) -> str:
        return unknown_unit(self.units, name, self.month)

    def _is_surely_person(self, name: str) -> bool:
        named = any(one.startswith(name) for one in self.names)
        return name[0] in _SURNAMES and 2 <= len(name) <= 3 and not named

    def _may_be_unit(self, name: str, signed: bool) -> bool:
        """Whether an unknown name at the place of a credit is one: by its ending, its authors, or a near name."""
        return bool(_UNIT_LIKE.fullmatch(name)) or signed or bool(get_close_matches(name, self.names, 1, _NEAR))

    def _sort_labelled(self, text: str, labels: list[re.Match[str]], names: _Names) -> None:
        """``供稿单位：甲；作者：乙``: what each word says of the names behind it."""
        before = text[: labels[0].start()].strip(" \u3000;；,，、")
        if before:
            self._sort(before, names, behind_slash=False)
        for place, label in enumerate(labels):
            end = labels[place + 1].start() if place + 1 < len(labels) else len(text)
            value = text[label.end() : end].strip(" \u3000;；,，、")
            word = re.sub(r"\s", "", label[1])
            role = _ROLES[word]
            if role == "other":
                names.doubts.append(f"署名里的“{word}：{value}”没有导入，请核对")
                continue
            own = _Names()
            self._sort(_SAID_AFTER.sub("", value), own, behind_slash=role in ("person", "contact"))
            if role == "contact":
                names.doubts.append(f"署名里的联系人“{value}”当作作者，请核对")
            if role == "unit" and own.authors:
                names.doubts.append(f"署名里“{word}”后面的“{'、'.join(own.authors)}”当作作者，请核对")
            names.units += own.units
            names.authors += own.authors
            names.bare += own.bare if role == "any" else ()
            names.doubts += own.doubts

    def _sort(self, text: str, names: _Names, behind_slash: bool) -> None:
        """Names of units and of authors, in order; after a slash stand authors, until a unit is named again."""
        slashed = behind_slash or _SLASH.search(text) is not None
        for part_place, part in enumerate(_SLASH.split(text)):
            behind = behind_slash or part_place > 0
            last = ""
            for token in self._tokens(part):
                if last and not behind and _OWN_OFFICE.fullmatch(token):
                    names.doubts.append(f"“{last} {token}”只记作{last}，请核对")
                    continue
                found = self._glued(token) or self._with_own_part(token, names)
                if found:
                    names.units += found
                elif behind or (names.units and _PERSON.fullmatch(token) and not _UNIT_LIKE.fullmatch(token)):
                    persons = list(_persons(token))
                    names.authors += persons
                    names.bare += persons if not slashed else ()
                else:
                    names.units.append(token)
                last = found[-1] if found else ""

    def _with_own_part(self, token: str, names: _Names) -> list[str]:
        """``阳谷县局办公室`` or ``阳谷县局规划股``: the unit it begins with, whose own part the rest is."""
        name = next((token[:size] for size in range(len(token) - 1, 0, -1) if token[:size] in self.names), "")
        rest = token[len(name) :]
        if not name or not (_OWN_OFFICE.fullmatch(rest) or _OWN_PART.fullmatch(rest)):
            return []
        if not _OWN_OFFICE.fullmatch(rest):
            names.doubts.append(f"“{token}”只记作{name}，请核对")
        return [name]

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
        """Known names that make up the token without a rest, the longest first at every place.

        An office behind a unit is the unit's own, and what else an authority (局) has behind it may be: no names then.
        """
        found = self._names_in(token, start=True)
        if found is None or len(found) < 2:
            return found
        own = any(
            (one.endswith("局") and not other.endswith("局")) or other == "办公室" for one, other in pairwise(found)
        )
        return None if own and "".join(found) == token else found

    def _names_in(self, token: str, start: bool) -> list[str] | None:
        if not token:
            return []
        if len(token) > _LONGEST:
            return None
        for size in range(min(self.longest, len(token)), 0, -1):
            if token[:size] in self.names and (rest := self._names_in(token[size:], start=False)) is not None:
                return [token[:size], *rest]
        for joiner in () if start else _JOINERS:
            if token.startswith(joiner) and (rest := self._names_in(token[len(joiner) :], start=True)):
                return rest
        return None

    def _once(self, names: list[str]) -> tuple[list[str], list[str]]:
        seen: dict[str, str] = {}
        doubled = []
        for name in names:
            key = self._resolve(name) or name
            if key in seen:
                doubled.append(name)
            seen.setdefault(key, self.mapped.get(name, name))
        return list(seen.values()), doubled


def _persons(token: str) -> Iterator[str]:
    """``张三和李四`` as two; ``李和平`` is one."""
    parts = re.split("[和与]", token)
    yield from parts if len(parts) > 1 and all(2 <= len(part) <= 3 for part in parts) else [token]
