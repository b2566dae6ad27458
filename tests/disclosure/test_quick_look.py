"""The quick look at the digits of a row leaves out nothing that would be found."""

import random

from pytest import MonkeyPatch

from generator.disclosure import digit_runs

_DIGITS = (
    "13812345678",
    "8613912345678",
    "11010519491231002X",
    "110105491231002",
    "6222021234567890123",
    "4111111111111111",
    "01012345678",
    "1234567890123456X",
)
_GAPS = (" ", "-", "X", " 1", ".", "\n")
_BEFORE, _AFTER = ("", "电话", "卡号：", "身份证", "a"), ("", " 万元", "号", "X")


def _made_up(chance: random.Random) -> str:
    digits = chance.choice((*_DIGITS, "".join(chance.choices("0123456789X１", k=chance.randint(11, 22)))))
    parted = "".join(char + (chance.choice(_GAPS) if chance.random() < 0.3 else "") for char in digits)
    return chance.choice(_BEFORE) + parted + chance.choice(_AFTER)


def test_the_quick_look_changes_nothing(monkeypatch: MonkeyPatch) -> None:
    chance = random.Random(13)
    texts = [*_DIGITS, *(_made_up(chance) for _ in range(4000))]
    quick = [list(digit_runs.numbers_in(text)) for text in texts]
    monkeypatch.setattr(digit_runs, "_has_digits_of_one", lambda groups: True)
    assert quick == [list(digit_runs.numbers_in(text)) for text in texts]
    assert sum(map(bool, quick)) > 50
