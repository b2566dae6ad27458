"""Sums in sentences, made by script: right ones stay silent, wrong ones are told."""

import random

import pytest

from generator.proofreading.sums_in_text import growth, over_hundred, parts

PATTERNS = (
    "受理量由{a}{u}增长到{b}{u}，增长{p}%。",
    "从去年的{a}{u}增加到今年的{b}{u}，增幅{p}%。",
    "由2022年的{a}{u}提高到2023年的{b}{u}，提高{p}%。",
    "面积由{a}{u}扩大至{b}{u}，同比增长{p}%。",
)
FALLING = (
    "由{a}{u}减少到{b}{u}，下降{p}%。",
    "时限由{a}{u}压缩至{b}{u}，压缩{p}%。",
    "从{a}{u}降低到{b}{u}，减少{p}%。",
)


def sentence(draw: random.Random, wrong: bool) -> str:
    rises, decimals = draw.random() < 0.6, draw.choice((0, 1, 2))
    a = draw.randint(20, 900)
    b = a + draw.randint(5, 900) if rises else draw.randint(3, a - 2)
    exact = abs(b - a) / a * 100
    shown = exact + draw.choice((-1, 1)) * max(exact * 0.3, 3) if wrong else exact
    pattern = draw.choice(PATTERNS if rises else FALLING)
    return pattern.format(a=a, b=b, u=draw.choice(("件", "亩", "万元", "天", "")), p=f"{abs(shown):.{decimals}f}")


def test_growth() -> None:
    draw = random.Random(11)
    right, wrong = ([sentence(draw, is_wrong) for _ in range(100)] for is_wrong in (False, True))
    assert [text for text in right if list(growth(text))] == []
    assert [text for text in wrong if not list(growth(text))] == []


def total(draw: random.Random, by: int) -> str:
    unit, counts = draw.choice(("件", "亩", "宗", "个")), [draw.randint(5, 90) for _ in range(draw.randint(2, 5))]
    named = draw.choice(("、", "，", "；")).join(
        f"{place}{n}{unit}" for place, n in zip("甲乙丙丁戊", counts, strict=False)
    )
    comma = draw.choice(("，其中", "，其中，", "。其中"))
    return f"全市共办理{sum(counts) + by}{unit}{comma}{named}。".replace("；", "、")


def test_parts() -> None:
    draw = random.Random(12)
    right = [total(draw, 0) for _ in range(100)]
    wrong = [total(draw, draw.choice((-4, -2, 1, 3))) for _ in range(100)]
    assert [text for text in right if list(parts(text))] == []
    assert [text for text in wrong if not list(parts(text))] == []


@pytest.mark.parametrize(
    "text",
    [
        "由80%提高到95%，提高15个百分点。",
        "由10件增加到40件，翻两番。",
        "由100万元增加到300万元，增长2倍。",
        "由100件增加到125件，增加25件。",
        "由3.2万亩增加到3.5万亩，增长9.4%。",
        "由近100件增长到120余件，增长约25%。",
        "从2020年到2023年，增长25%。",
        "1-3月份，比去年同期增加191亩，同比增长34%。其中，申请项目21个，面积7980亩。",
        "共办理200件，其中线上100件，占50%。",
        "共清理8件，其中主要是甲3件、乙2件。",
        "完成率105%，比计划增长120%，占比100%。",
    ],
)
def test_right(text: str) -> None:
    assert [hit for look in (growth, parts, over_hundred) for hit in look(text)] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("由80%提高到95%，提高10个百分点。", "15个百分点"),
        ("由10件增加到30件，翻两番。", "3倍"),
        ("由100万元增加到300万元，增长3倍。", "2倍"),
        ("由100件增加到125件，增加20件。", "25件"),
        ("由120件增长到100件，增长20%。", "小"),
        ("共8件，其中甲3件、乙4件。", "7 件"),
        ("共办理20件，其中甲25件。", "比总数还多"),
        ("共办理200件，其中线上100件，占60%。", "50.00%"),
        ("占比120%。", "100%"),
        ("合格率达到103.5％。", "100%"),
    ],
)
def test_wrong(text: str, said: str) -> None:
    told = [hit.message for look in (growth, parts, over_hundred) for hit in look(text)]
    assert len(told) == 1
    assert said in told[0]
