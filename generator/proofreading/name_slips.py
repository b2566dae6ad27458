"""Names with one character missing, doubled, or replaced by one that sounds or looks alike.

Two passes look at every place where a name may end: at its last character, as it should be, and at those it is taken
for. Whether what stands there is a slip or other words is decided by what stands before and behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from generator.proofreading.confusable import taken_for
from generator.proofreading.finding import Hit, words

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LINKING = frozenset("由和与对在向据经从到赴及是将把被为给让请随了等同会以按于并至跟或即叫找各该本我全")
"""Single characters that may stand directly before a name."""
_ADMIN = "市县区省局"
_NO_SLIP = frozenset("是使时十实现取去趣声生升胜剧据具举居限")
"""What sounds like 市, 县, 区, 省 or 局 and often stands before a name."""
_GOES_ON = {
    "局": "面势部限促党内务机域",
    "科": "学技研普目级室教幼协创",
    "室": "内外友",
    "办": "公理事法结案好学证",
    "心": "里得理灵愿系态",
    "院": "内士落子线校",
    "馆": "内藏",
    "队": "伍列内",
    "委": "托派任书",
    "站": "点内",
    "所": "有以在需属谓",
    "处": "理置罚分于在",
    "会": "议同场",
    "厅": "内",
    "中": "的间心等央",
}
"""Characters that make another word with the last one of a name."""
_TITLES = "长员主"
"""With what follows a doubled last character: 科科长."""
_SUBJECT = re.compile(
    r"[^\u4e00-\u9fff]|$|[的和与及等在赴到向将已把按对以为被从由副总]"
    r"|(?:组织|召开|开展|印发|举办|举行|负责|牵头|会同|联合|联手|深入|积极|认真|扎实|全力|全面|持续|不断|进一步|严格|坚持|聚焦|立足|创新|强化|加强|加快"
    r"|推进|推动|落实|完成|多措|精心|迅速|及时|派|参加|参与|主动|围绕|紧紧|近日|今年|结合|通过|高度|党支部|党总支|党员|干部|工作人员|主任|科长|局长"
    r"|院长|所长|队长|全体|有关|相关|办理|制定|出台|编制|开启|启动|打造|建立|实施|做好|抓好|狠抓|紧盯|统筹|协调|协同|配合|指导|督促|检查|共|累计|针对"
    r"|充分|切实|依托|利用|先后|供稿|撰稿|报送|承办|主办|获|荣获|被评|入选|成立|设立|提出|要求|强调|发布|公布|发出|收到|审批|审核|审查|受理|核发|发放"
    r"|调研|指导|视察|座谈|走访|考察|学习|慰问|督导|督查|督办|宣讲|交流|对接|参观|汇报|介绍|表示|指出|邀请|安排|部署|要|应|须|需|均|也|还|又|再|正|就|则|却"
    r"|最|首|曾|能|拟|计划|准备|决定|研究|分析|梳理|排查|整改|巡查|开发|建成|投入|争取|帮助|服务|承担|采取|采用|运用|使用|提供|提交|提前|抽调|抽查|选派|选取|率先|全年"
    r"|本月|上半年|下半年|目前|截至|日前|前往|陪同|主要|分别|共同|一行|一季度|二季度|三季度|四季度|[一二三四五六七八九十]|申请|申报|上报|编|报|给|让|使|请|同|跟|比|或)"
)
_ORGANISES = re.compile(
    r"(?:组织|召开|举办|举行|印发|牵头|会同|联合|党组|党支部|积极|认真|扎实|深入|负责人|工作人员|干部|主任|局长|院长|馆长|、|和|与|到|赴|及|在|调研)"
)
_MODAL = re.compile(
    r"[的和与及等副、]|[^\u4e00-\u9fff]|$|(?:组织召开|召开|印发|牵头|会同|负责|党支部|科长|主任|开展|举办|组织|调研|指导)"
)
"""What may follow 可 and the like where they are slips: they stand before most verbs."""
_MAKES_WORD = {
    "举": "办措行报例动起步力国目世荐证家重债",
    "课": "程题堂件本间时",
    "颗": "粒",
    "料": "到理想场堆",
    "居": "民住家中委",
    "剧": "烈本增目院",
    "员": "工会额额",
    "新": "增建型区规政局闻颖生业能设",
    "管": "理网护控道制辖委",
    "试": "点行验用图卷",
    "士": "兵气",
    "源": "头于泉",
    "原": "则因有来本",
    "客": "户观运流",
    "克": "服难",
    "刻": "画苦",
    "半": "年数天个",
    "为": "了主期民",
    "伟": "大业",
    "维": "护修持权",
    "对": "接象照标",
    "兑": "现",
    "信": "息访用心",
    "欣": "赏",
}
"""What a wrong last character makes another word with."""
_VERBS = frozenset("可据聚具拒是应会能要需有在为得")
_WORDS = frozenset(
    words(
        "执法队 市办公室 局办公室 县办公室 区办公室 省办公室 督办 县局 市局 区局 分局 "
        "全局 大局 政局 格局 布局 结局 开局 破局 本科 学科 "
        "内科 外科 专科 理科 文科 工科 社科 商科 支队 中队 大队 机关党组 机关工委 "
        "机关纪委 城市规划展览馆 经开区分局 社区科 社会科 综治科 综合股 人事股"
    )
)
"""Words that are one character away from usual names of units, and are no slips."""
_TRADES = frozenset("农产商企行工渔牧就创物事矿专作营副毕失")
"""With 业 they make a word: 农业发展中心 is another body than 林业发展中心."""
_NEAR_TITLE = re.compile(
    r"(?:市长|县长|区长|局长|书记|主任|委员|常委|主席|成员|总师|规划师|秘书长|科长|所长|队长|同志|领导|代表|调研员|[、：])$"
)
_BESIDE_TITLE = re.compile(
    r"同志|指出|强调|要求|出席|主持|讲话|参加|陪同|调研|市长|副?局长|副?书记|副?主任|副?市长|一行|带队|[、，]"
)


_WINDOW = 2
"""So many characters before the last one are looked at first."""
_WIDER = 10
_FEW = 2
"""With more names than these, more characters are looked at."""
_MOST_SEEN = 20_000


@dataclass(frozen=True)
class _Slip:
    start: int
    end: int
    name: str
    how: str


@dataclass(frozen=True)
class NearNames:
    """What is looked for: ``units`` are all names a unit may have, ``persons`` the office's own list."""

    units: tuple[str, ...]
    persons: tuple[str, ...] = ()

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.units)

    @cached_property
    def _by_last(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in sorted(set(self.units), key=lambda one: (-len(one), one)):
            if len(name) >= 3 and _HAN.fullmatch(name):
                found.setdefault(name[-1], []).append(name)
        return found

    @cached_property
    def _shorts(self) -> dict[str, list[str]]:
        """All known names by their last character, the longest first."""
        found: dict[str, list[str]] = {}
        for name in sorted(self._known, key=lambda one: (-len(one), one)):
            found.setdefault(name[-1], []).append(name)
        return found

    @cached_property
    def _whole(self) -> re.Pattern[str] | None:
        """The last character of a name behind either of the two before it."""
        return _ends(self._by_last)

    @cached_property
    def _last_wrong(self) -> re.Pattern[str] | None:
        names = [name for found in self._by_last.values() for name in found]
        if not names:
            return None
        wrong = "".join(sorted({letter for last in self._by_last for letter in taken_for(last)})) or "-"
        third, penult = ("".join(sorted({name[place] for name in names})) for place in (-3, -2))
        return re.compile(f"[{wrong}](?<=[{third}][{penult}].)")

    @cached_property
    def _by_penult(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for names in self._by_last.values():
            for name in names:
                found.setdefault(name[-2], []).append(name)
        return found

    @cached_property
    def _cut(self) -> re.Pattern[str] | None:
        """Names without their last character."""
        lasts = "".join(sorted({name[-1] for name in self._cuttable}))
        if not lasts:
            return None
        first, second = ("".join(sorted({name[place] for name in self._cuttable})) for place in (-3, -2))
        ways = []
        for is_usual, right in ((True, _SUBJECT), (False, _ORGANISES)):
            ends = sorted({name[-3:-1] for name in self._cuttable if (name[-1] in "心队") is is_usual})
            ways += [f"(?<={'|'.join(ends)})(?={right.pattern})"] if ends else []
        return re.compile(f"[{second}](?<=[{first}].)(?![{lasts}])(?:{'|'.join(ways)})")

    def in_text(self, text: str) -> Iterator[Hit]:
        """Each slip in a text, once a name."""
        told: set[str] = set()
        for slip in self._slips(text):
            written = text[slip.start : slip.end]
            if written not in told:
                told.add(written)
                message = f"“{written}”像是“{slip.name}”（{slip.how}）。写错了请改正；是另一个单位的，不用管"
                yield Hit(slip.start, "near-unit-name", message)
        yield from self._persons_in(text)

    def _slips(self, text: str) -> Iterator[_Slip]:
        if self._whole is None or self._last_wrong is None:
            return
        for found in self._whole.finditer(text):
            if slip := self._ending_at(text, found.start()):
                yield slip
        for found in self._last_wrong.finditer(text):
            if slip := self._wrong_last(text, found.start()):
                yield slip
        for found in self._cut.finditer(text) if self._cut else ():
            if slip := self._cut_off(text, found.end()):
                yield slip

    def _ending_at(self, text: str, at: int) -> _Slip | None:
        """A slip in a name whose last character stands at this place, as it should be."""
        end = at + 1
        names, shorts = self._candidates(text[max(at - _WINDOW, 0) : end])
        if not names:
            return None
        if len(names) > _FEW:
            names, shorts = self._candidates(text[max(at - _WIDER, 0) : end])
        exact = next((name for name in shorts if text.endswith(name, 0, end)), "")
        for name in names:
            if len(name) > len(exact):
                if slip := self._slip(text, end, name, exact):
                    return slip
            elif name == exact:
                return self._doubled_first(text, end, name)
        return None

    def _candidates(self, window: str) -> tuple[list[str], list[str]]:
        """The names that may end with these characters but for one slip, and those that may end so without any.

        The same few windows come again and again.
        """
        found = self._seen.get(window)
        if found is None:
            if len(self._seen) > _MOST_SEEN:
                self._seen.clear()
            names, shorts = self._by_last[window[-1]], self._shorts[window[-1]]
            if len(window) > _WINDOW + 1:
                names, shorts = self._candidates(window[-_WINDOW - 1 :])
            names = [name for name in names if _may_end(name, window)]
            found = self._seen[window] = names, [one for one in shorts if _tails_agree(one, window)]
        return found

    @cached_property
    def _seen(self) -> dict[str, tuple[list[str], list[str]]]:
        return {}

    def _slip(self, text: str, end: int, name: str, exact: str) -> _Slip | None:
        size, same = len(name), 1
        while same < size and end > same and text[end - same - 1] == name[size - same - 1]:
            same += 1
        missed, at = size - same - 1, end - same - 1
        if missed < 0 or at < -1:
            return None
        wrong = text[at] if at >= 0 else ""
        front, start = name[:missed], at - missed
        twice = wrong == name[missed + 1] and text.endswith(front + name[missed], 0, at)
        if twice and self._may_double(text, end, missed, name):
            return _Slip(start - 1, end, name, f"“{wrong}”写了两次")
        if missed == 0:
            return self._first_wrong(text, end, name, exact, at)
        if start >= 0 and text.endswith(front, 0, at) and self._replaced(text, start, end, name, missed):
            return _Slip(start, end, name, f"“{wrong}”应为“{name[missed]}”")
        start = at - missed + 1
        short = exact.startswith(name[0]) or (missed == 1 and name[0] in _ADMIN and len(exact) > len(name) - 3)
        if start >= 0 and not short and text.endswith(front, 0, at + 1) and self._may_lack(text, start, end, name):
            return _Slip(start, end, name, f"少了“{name[missed]}”")
        return None

    def _replaced(self, text: str, start: int, end: int, name: str, missed: int) -> bool:
        """Whether the character in this place of a name is one that is taken for the right one, and makes no word."""
        wrong = text[start + missed]
        alike = wrong in taken_for(name[missed]) or self._other(name, missed, wrong)
        return alike and not self._is_other(text, start, end) and not self._goes_on(text, end)

    def _first_wrong(self, text: str, end: int, name: str, exact: str, at: int) -> _Slip | None:
        """All but the first character stands there."""
        wrong = text[at] if at >= 0 else ""
        size = len(name)
        before = text[at - 1] if at > 0 else ""
        starts = before in _LINKING or not _HAN.match(before)
        if name[0] in _ADMIN and wrong in taken_for(name[0]) and wrong not in _NO_SLIP and starts and before != "从":
            return _Slip(at, end, name, f"“{wrong}”应为“{name[0]}”")
        if exact and (len(exact) >= size - 1 or name[1 : size - len(exact)] == ""):
            return None
        alone = at < 0 or wrong in _LINKING or not _HAN.match(wrong)
        likely = not alone and name[0] not in _ADMIN and (size > 4 or starts)
        if likely and wrong in taken_for(name[0]) and not self._is_other(text, at, end):
            return None if self._goes_on(text, end) else _Slip(at, end, name, f"“{wrong}”应为“{name[0]}”")
        if (alone and size > 3 and self._may_lack(text, at + 1, end, name)) or (
            alone and self._stands_alone(text, at + 1, end)
        ):
            return _Slip(at + 1, end, name, f"少了“{name[0]}”")
        return None

    def _doubled_first(self, text: str, end: int, name: str) -> _Slip | None:
        start = end - len(name)
        if start == 0 or text[start - 1] != name[0]:
            return None
        before = text[start - 2] if start > 1 else ""
        if before in _LINKING or not _HAN.match(before):
            return _Slip(start - 1, end, name, f"“{name[0]}”写了两次")
        return None

    def _wrong_last(self, text: str, at: int) -> _Slip | None:
        wrong = text[at]
        for name in self._last_candidates(text[at - 1 : at + 1]):
            if text.endswith(name[:-1], 0, at):
                start, end = at - len(name) + 1, at + 1
                if self._is_other(text, start, end) or not self._ends_here(text, end, len(name) > 4):
                    return None
                return _Slip(start, end, name, f"“{wrong}”应为“{name[-1]}”")
        return None

    def _ends_here(self, text: str, end: int, is_long: bool) -> bool:
        """Whether the wrong last character belongs to no word with what follows."""
        wrong, follows = text[end - 1], text[end : end + 1]
        if wrong in _VERBS:
            return _MODAL.match(text, end) is not None
        if follows and follows in _MAKES_WORD.get(wrong, ""):
            return False
        return is_long or _SUBJECT.match(text, end) is not None

    def _last_candidates(self, window: str) -> list[str]:
        found = self._last_seen.get(window)
        if found is None:
            found = self._last_seen[window] = [
                one for one in self._by_penult[window[0]] if window[1] in taken_for(one[-1])
            ]
        return found

    @cached_property
    def _last_seen(self) -> dict[str, list[str]]:
        return {}

    def _cut_off(self, text: str, end: int) -> _Slip | None:
        for name in self._cut_candidates(text[end - 2 : end]):
            start = end - len(name) + 1
            if text.endswith(name[:-1], 0, end) and not text.startswith(name[-1], end):
                follows, known = text[end : end + 1], text[start:end] in self._known
                right = _SUBJECT if name[-1] in "心队" else _ORGANISES
                if not known and follows not in _GOES_ON["中"] and right.match(text, end):
                    return _Slip(start, end, name, f"少了“{name[-1]}”")
        return None

    def _cut_candidates(self, window: str) -> list[str]:
        return [name for name in self._cuttable if name[-3:-1] == window]

    @cached_property
    def _cuttable(self) -> list[str]:
        """Names that are no word without their last character: those that begin with a place, or end with 中心."""
        names = [name for found in self._by_last.values() for name in found]
        return [
            name for name in names if (len(name) > 3 and name[-1] in "心队") or (len(name) > 4 and name[-1] != "科")
        ]

    def _other(self, name: str, place: int, wrong: str) -> bool:
        """Whether any other character in this place of a long name is a slip."""
        if len(name) < 7 or not _HAN.match(wrong) or wrong in _ADMIN:
            return False
        town = next((n for n, letter in enumerate(name[:5]) if letter in "市县区"), -1)
        return place > max(town, 1) and not (name[place + 1] == "业" and wrong in _TRADES)

    def _is_other(self, text: str, start: int, end: int) -> bool:
        """Whether what stands there is a known name or a word, or a part of one."""
        written = text[start:end]
        if written in self._known or written in _WORDS or text[max(start - 1, 0) : end] in _WORDS:
            return True
        return any(
            len(name) > len(written) and text.startswith(name, place)
            for name in self._around(text, start)
            for place in range(max(start - len(name) + len(written), 0), start + 1)
        )

    def _around(self, text: str, start: int) -> Iterable[str]:
        return self._shorts.get(text[start], ())

    def _may_lack(self, text: str, start: int, end: int, name: str) -> bool:
        """Whether what stands there is the name without a character, and not another word."""
        if self._is_other(text, start, end) or self._goes_on(text, end):
            return False
        return (len(name) > 4 and start > 0 and text[start] == name[0]) or self._stands_alone(text, start, end)

    def _stands_alone(self, text: str, start: int, end: int) -> bool:
        before = text[start - 1] if start > 0 else ""
        alone = before in _LINKING or not _HAN.match(before)
        return (
            alone
            and text[start:end] not in _WORDS
            and text[start:end] not in self._known
            and bool(_SUBJECT.match(text, end))
        )

    def _may_double(self, text: str, end: int, missed: int, name: str) -> bool:
        if missed + 2 < len(name):
            return True
        follows = text[end : end + 1]
        return not follows or follows not in _GOES_ON.get(name[-1], "") + _TITLES

    def _goes_on(self, text: str, end: int) -> bool:
        """Whether the last character belongs to another word: 规划科 in 规划科学."""
        follows = text[end : end + 1]
        return bool(follows) and follows in _GOES_ON.get(text[end - 1], "")

    @cached_property
    def _person_slips(self) -> re.Pattern[str] | None:
        ways = []
        for name in self.persons:
            for place, letter in enumerate(name):
                alike = "".join(sorted(taken_for(letter)))
                if alike and (place or len(name) > 2):
                    ways.append(f"{name[:place]}[{alike}]{name[place + 1 :]}")
            ways += [f"{name[:place]}{letter}{name[place:]}" for place, letter in enumerate(name) if place]
        return re.compile("|".join(ways)) if ways else None

    def _persons_in(self, text: str) -> Iterator[Hit]:
        for found in self._person_slips.finditer(text) if self._person_slips else ():
            written = found[0]
            name = next((one for one in self.persons if _one_apart(one, written)), "")
            short = len(name) < 3
            beside = _NEAR_TITLE.search(text, max(found.start() - 4, 0), found.start()) or _BESIDE_TITLE.match(
                text, found.end()
            )
            if name and written not in self.persons and (beside or not short):
                message = f"“{written}”像是 names.txt 里的“{name}”。写错了请改正；是另一个人的，把姓名加到 names.txt 里"
                yield Hit(found.start(), "near-person-name", message)


def _may_end(name: str, window: str) -> bool:
    """Whether a text that ends with ``window`` may end with the name, or with a slip of it."""
    same, most = 1, min(len(name), len(window))
    while same < most and window[-1 - same] == name[-1 - same]:
        same += 1
    if same == most:
        return True
    rest = window[: len(window) - same]
    front = name[: len(name) - same]
    return any(
        _tails_agree(one, other) for one, other in ((rest[:-1], front[:-1]), (rest, front[:-1]), (rest[:-1], front))
    )


def _tails_agree(one: str, other: str) -> bool:
    size = min(len(one), len(other))
    return one[len(one) - size :] == other[len(other) - size :]


def _one_apart(name: str, written: str) -> bool:
    if len(name) == len(written):
        return sum(one != other for one, other in zip(name, written, strict=True)) == 1
    return len(name) + 1 == len(written)


def _ends(by_last: dict[str, list[str]]) -> re.Pattern[str] | None:
    if not by_last:
        return None
    names = [name for found in by_last.values() for name in found]
    penult, third, first = (
        "".join(sorted(letters))
        for letters in (
            {*(name[-2] for name in names), *by_last},
            {name[-3] for name in names},
            {name[0] for name in names if len(name) == 3},
        )
    )
    pairs = "|".join(sorted({name[-4:-2] for name in names if len(name) > 3})) or "--"
    linking = "".join(sorted(_LINKING))
    short = f"|(?<=(?:[{linking}]|[^\u4e00-\u9fff])[{first}].)|(?<=\\A[{first}].)" if first else ""
    return re.compile(f"[{''.join(sorted(by_last))}](?:(?<=[{penult}].)|(?<=[{third}]..)|(?<=(?:{pairs}).){short})")


@lru_cache(maxsize=4)
def near_names(units: Sequence[str], persons: Sequence[str] = ()) -> NearNames:
    """Ready to look; the same for the same names."""
    return NearNames(tuple(units), tuple(persons))
