"""Numbers that are what they look like, and look-alikes, made by script; no list here is shared with the program."""

import random
from datetime import date, timedelta

REGIONS = [
    *("110101", "110105", "120102", "130102", "130983", "140106", "150102", "210102", "211302", "220104"),
    *("230103", "310104", "310115", "320102", "320583", "330106", "330782", "340104", "350102", "350583"),
    *("360102", "370102", "370202", "371502", "371521", "371522", "371523", "371524", "371525", "371526"),
    *("371581", "372501", "372522", "372527", "410102", "410181", "420106", "430102", "440103", "440306"),
    *("450103", "460105", "500101", "510104", "520102", "530102", "540102", "610102", "620102", "630102"),
    *("640104", "650102"),
]
MOBILE = [
    *("134", "135", "136", "137", "138", "139", "147", "150", "151", "152", "157", "158"),
    *("159", "166", "170", "176", "178", "182", "185", "187", "188", "189", "191", "198"),
    "199",
]
CARDS = ["622848", "621700", "622202", "622588", "621226", "436742", "955880", "622700"]
BEFORE_ID = ["身份证号", "身份证号码：", "（", "公民身份号码为", "证件号码 ", "张某，", "id:", "\n", "居民", "- "]
BEFORE_PHONE = [
    "电话",
    "联系电话：",
    "（",
    "手机号",
    "Tel:",
    "联系人张某，",
    "+86 ",
    "\n",
    "微信 ",
    "拨打",
    "请致",
    "|",
]
AFTER = ["。", "，", "）", "\n", " ", "的", "（已核实）", "；", "|", "、"]
FULL = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def day(chance: random.Random, first: int, last: int) -> date:
    return date(first, 1, 1) + timedelta(days=chance.randrange((last - first) * 365))


def check_digit(first: str) -> str:
    """ISO 7064 MOD 11-2, step by step."""
    value = 0
    for digit in first:
        value = (value + int(digit)) * 2 % 11
    return "0123456789X"[(12 - value) % 11]


def id_number(chance: random.Random) -> str:
    first = f"{chance.choice(REGIONS)}{day(chance, 1930, 2020):%Y%m%d}{chance.randrange(1, 1000):03}"
    return first + check_digit(first)


def old_id_number(chance: random.Random) -> str:
    return f"{chance.choice(REGIONS)}{day(chance, 1930, 1999):%y%m%d}{chance.randrange(1, 1000):03}"


def mobile(chance: random.Random) -> str:
    return f"{chance.choice(MOBILE)}{chance.randrange(10**8):08}"


def card(chance: random.Random) -> str:
    first = chance.choice(CARDS)
    first += "".join(str(chance.randrange(10)) for _ in range(18 - len(first)))
    total = sum(sum(divmod(int(one) * (2 - place % 2), 10)) for place, one in enumerate(reversed(first)))
    return first + str(-total % 10)


def spelt(chance: random.Random, number: str, parts: tuple[int, ...]) -> str:
    """A number as people write it: as it is, full-width, in parts, emphasised."""
    way = chance.randrange(6)
    if way < 2:
        return number
    if way == 2:
        return number.translate(FULL)
    cut, places = [], list(parts)
    while number:
        size = places.pop(0) if places else len(number)
        cut.append(number[:size])
        number = number[size:]
    return chance.choice([" ", "-", "　"]).join(cut) if way < 5 else "\u200b".join(cut)


def true_ids_and_mobiles(seed: int, count: int) -> list[tuple[str, str]]:
    """Text → code."""
    chance, cases = random.Random(seed), []
    for place in range(count):
        if place % 2:
            text = chance.choice(BEFORE_PHONE) + spelt(chance, mobile(chance), (3, 4, 4)) + chance.choice(AFTER)
            cases.append((f"近日，{text}", "mobile-number"))
        else:
            number = old_id_number(chance) if place % 10 == 0 else spelt(chance, id_number(chance), (6, 8, 4))
            cases.append((f"经查，{chance.choice(BEFORE_ID)}{number}{chance.choice(AFTER)}", "id-number"))
    return cases


CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code(chance: random.Random) -> str:
    """统一社会信用代码, of digits alone as often as may be."""
    signs = "0123456789" if chance.random() < 0.7 else CREDIT_SIGNS
    while True:
        first = chance.choice(["91", "11", "12", "52", "93"]) + chance.choice(REGIONS)
        first += "".join(chance.choice(signs) for _ in range(9))
        total = sum(CREDIT_SIGNS.index(one) * pow(3, place, 31) for place, one in enumerate(first))
        last = (31 - total % 31) % 31
        if last < len(CREDIT_SIGNS):
            return first + CREDIT_SIGNS[last]


def look_alikes(seed: int, count: int) -> list[str]:
    chance = random.Random(seed)

    def digits(size: int) -> str:
        return str(chance.randrange(1, 10)) + "".join(str(chance.randrange(10)) for _ in range(size - 1))

    makers = [
        lambda: f"统一社会信用代码：{credit_code(chance)}",
        lambda: f"信用代码{credit_code(chance)}，",
        lambda: f"宗地代码 {chance.choice(REGIONS)}{digits(6)}GB{digits(5)}。",
        lambda: f"宗地代码为{chance.choice(REGIONS)}{digits(13)}，",
        lambda: f"不动产单元号{chance.choice(REGIONS)}{digits(6)}GB{digits(5)}F{digits(8)}。",
        lambda: f"地块编号{chance.choice(REGIONS)}{digits(9)}，",
        lambda: f"图斑{chance.choice(REGIONS)}{digits(9)}。",
        lambda: f"投资{mobile(chance)}元，",
        lambda: f"共{mobile(chance)[:11]}.{digits(2)}万元",
        lambda: f"面积{mobile(chance)}平方米。",
        lambda: f"面积{digits(5)}.{digits(4)}亩，",
        lambda: (
            f"{chance.randrange(2000, 2030)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02} 至 2024-12-31"
        ),
        lambda: f"issue: {chance.randrange(2000, 2030)}-{chance.randrange(1, 99):02}",
        lambda: f"受理编号：{mobile(chance)}。",
        lambda: f"项目代码{chance.randrange(2000, 2030)}-{chance.choice(REGIONS)}-{digits(2)}-{digits(2)}-{digits(6)}",
        lambda: f"鲁（{chance.randrange(2000, 2030)}）聊城市不动产权第{digits(7)}号",
        lambda: f"聊自然资规〔{chance.randrange(2000, 2030)}〕{digits(2)}号",
        lambda: f"{id_number(chance)[:17]}{digits(1)}{digits(2)}",
        lambda: chance.choice(["加强保密工作", "严守国家秘密", "开展保密教育", "商业秘密保护", "照明电力", "加密电话"]),
        lambda: chance.choice(["质量控制点", "业务流程示意图", "学生和家长", "患者高度评价", "举报人员", "信访工作"]),
        lambda: f"拨打12345，400-{digits(3)}-{digits(4)}",
        lambda: f"1.{digits(2)}亿元、{digits(1)}.{digits(2)}万亩，增长{digits(2)}.{digits(1)}%",
    ]
    return [f"近日，{chance.choice(makers)()}办理完毕。" for _ in range(count)]
