"""Slips of one character in names of units are all found, and what only looks like them is not."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from generator.proofreading import NearNames, near_names

ROOT = Path(__file__).resolve().parents[2]

ALIKE_TEXT = """
阳:杨羊 谷:古骨 临:林邻 清:青请 发:法 区:曲 分:份 高:搞 新:心 茌:迟荏 平:苹坪 唐:糖塘
度:渡 假:架 冠:管官 县:现 东:冬 昌:长 府:付 莘:深申 阿:啊 用:永 科:可课料 调:掉 查:察
监:见 测:侧策 村:材 镇:震 耕:更 保:宝 护:户 生:声 态:太 修:休 复:覆 质:制 矿:况旷
管:馆 理:里 途:图徒 制:质 政:正 策:测 法:发 规:归 综:宗 合:和 景:境 貌:冒 防:房 灾:栽
减:简 建:健 设:社 程:成 国:果 土:士 空:控 划:画 机:及 关:官 党:挡 委:伟 许:需 技:枝
信:新 息:席 化:华 绘:会 离:理 退:腿 干:甘 部:布 财:材 审:申 登:灯 记:纪 储:楚 备:被
整:正 执:直 支:之 队:对 城:成 研:言 究:就 院:员 览:蓝 督:都 聊:辽 资:姿 源:原
"""
ALIKE = dict(pair.split(":") for pair in ALIKE_TEXT.split())
PLACES = (
    "近日，{}组织召开推进会。",
    "市局会同{}开展联合检查。",
    "该项目由{}牵头实施。",
    "（供稿：{} 张三）",
)
"""Where names stand; each slip takes the next one."""

RIGHT = """
阳谷县召开工作会议，东阿阿胶享誉全国。|国土空间规划科学编制，规划科学合理。|要加强开发利用可再生能源，建设可持续发展的城市。
规划可行性研究报告已经通过，调查可见明显成效。|冠县农业局、冠县商业局参加会议，市农业发展中心到场。|县局、分局和各科室，全局上下，大局意识。
省局办公室、县办公室、市政府办公室和市委办公室参加。|综合科科长张三，人事科科员，规划科科室负责人。|执法支队队员、执法支队队长、执法队伍建设。
规划局面一新，东阿局面向群众，阳谷局长期坚持。|开发利用、调查监测、用途管制、生态修复等工作。|不动产登记中心窗口，县不动产登记中心。
临沂市自然资源和规划局、济宁市自然资源和规划局来我市考察。|高青县自然资源和规划局、单县自然资源和规划局来我县考察学习。
加强行政许可可以提高效率，许可可在网上办理。|科技创新，科技和信息化科技水平，测绘科学技术。|土地利用科学合理，利用科技手段，林草科普活动。
机关党组、机关党建、机关党支部、机关工委，机关党委委员。|会同阳谷局局长，东阿局局机关。|防灾减灾科普宣传，防灾减灾科学知识。
耕地保护监督考核，耕地保护科学。|在临清市召开，临清局和东阿局联合，由高唐局牵头。|自然资源督察办公室主任，督察办公室，督办落实。
财务科、党办、监察室、审计科、人力资源科。|高新区分局、经开区分局、高铁新区分局。|市土地储备中心、市规划编制研究中心、市测绘院、市规划局。
村镇建设科、城镇发展、乡镇发展科学规划。|景观风貌科学管控，生态修复科学推进。|人事任免，人事局，人社局，认识科学，人是科学的。
阳信局、阳信县、高密局、平阴县局、东平局、东明局。|结局圆满，打开新局面，布局合理。|规划展览馆内，城市规划展览馆，规划展览会。
建设用地规划许可，建设科学，建设客户。|地质矿产管理科学化，地质矿产勘查院，省地质矿产局。|政策法规科普，政策法规课程，测绘管理课题。
自然保护地管理科学，保护地科研。|冠县县城，莘县县委，阳谷县县长。|市市场监管局，市市政工程，聊城市市长。|东阿举办活动，东阿具有，东阿据了解，东阿聚焦。
利用课余时间，调查课题组，规划课题。|国土空间规划，国土空间规划局，国土空间规划编制。|开发区建设，开发区分管领导，高新区分为两片。
办公室室内，办公时间。|执法支队对违法行为立案，支队对口帮扶。|中心新建窗口，登记中心新增窗口，整治中心新办公楼。
督察办案，督察办理，督察办好。|保护地克服困难，地矿课题。|市自然资源综合执法支队伍建设。|会议由办公室主任主持，市局办公室会同规划科。
"""


@cache
def names() -> list[str]:
    units = yaml.safe_load((ROOT / "units.yml").read_text(encoding="utf-8"))["units"]
    keys = ("name", "full_name", "short_name")
    return list(dict.fromkeys(n for u in units for n in [*(u.get(k) for k in keys), *u.get("aliases", [])] if n))


WORDS = {"县局", "县办公室", "市办公室", "局办公室", "执法队", "督办", "城市规划展览馆"}
"""What is left of a name without a character, and is a word."""


def slips(name: str) -> list[str]:
    """Each character missing (but the last, without which 规划科 is 规划), doubled, or another."""
    found = [name[:place] + name[place + 1 :] for place in range(len(name) - 1)]
    found += [name[:place] + letter + name[place:] for place, letter in enumerate(name)]
    for place, letter in enumerate(name):
        found += [name[:place] + other + name[place + 1 :] for other in ALIKE.get(letter, "")]
    return [one for one in dict.fromkeys(found) if one not in WORDS and one not in names()]


@pytest.fixture(scope="module")
def known() -> NearNames:
    return near_names(tuple(names()))


def test_every_slip_of_one_character_is_told_with_the_name(known: NearNames) -> None:
    cases = [(name, slip) for name in names() if len(name) >= 3 for slip in slips(name)]
    texts = [PLACES[place % len(PLACES)].format(slip) for place, (_, slip) in enumerate(cases)]
    silent = [text for text in texts if not list(known.in_text(text))]
    assert len(cases) > 1000
    assert silent == []


def test_what_looks_like_a_slip_and_is_none_stays_silent(known: NearNames) -> None:
    texts = [clause for line in RIGHT.split("\n") for text in line.split("|") for clause in text.split("，") if clause]
    assert len(texts) > 100
    told = [hit.message for text in texts for hit in known.in_text(text)]
    assert told == []


def test_names_as_they_are_stay_silent(known: NearNames) -> None:
    assert [hit for name in names() for place in PLACES for hit in known.in_text(place.format(name))] == []


def test_names_of_persons_come_from_the_offices_own_list() -> None:
    known = near_names(("阳谷局",), ("李其超", "王刚"))
    told = {hit.message.split("”")[0][1:] for hit in known.in_text("李奇超主持，副市长王钢出席，李其其超讲话。")}
    assert told == {"李奇超", "王钢", "李其其超"}
    assert list(known.in_text("李其超主持，副市长王刚出席，王港村。")) == []
