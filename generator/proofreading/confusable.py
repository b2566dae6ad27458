"""Characters that are taken for each other: they sound alike, or look alike."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_READINGS = Path(__file__).with_name("readings.txt")
_ALIKE = (
    "己已巳 未末术本木 土士工王 干千于午牛 日曰目自白百 人入八 大太犬天夫 玉主王住 田由甲申电 刀力刁 贝见 兔免 鸟乌岛 "
    "栗粟票 治冶 准淮维 晴睛睹 清情请晴睛靖精 析折拆 拔拨 侯候 幕募墓慕暮 戊戌戍 崇祟 弋戈 徙徒 籍藉 楼搂镂 "
    "陕狭峡侠挟 谷合古各 阳阴 科料 局居屈屎 县具且 冠寇 莘幸辛荤 茌荏茬 平苹坪评半 高商膏 唐糖塘 临监 东车乐 "
    "阿呵河何柯 昌晶冒唱 府附俯腐 区巨匹叵 开井升 发友 利刹和 用甩 调凋稠绸 查杳 监蓝临 测侧则 林材村森琳 草早苹 "
    "资货贷 源原 湿温 地池他她拖 村材树 镇填慎 展屏 耕耘 护沪炉户 生主牛 态忐 修俏 复夏 质贡 矿扩旷 产严 管菅官 "
    "途徒涂 制刺 政改致攻 策荣 法去祛 规视现 综踪棕 合今令拾 景影 观现规欢 风凤 貌貂 防妨纺仿坊 灾夹 减咸 办为力 "
    "公分 室宝空窒 设没投役 程逞 国囤固 空控 划刘戈 关天 党觉赏堂 委季秀 行衍 许汗 可何司 技枝伎 信倡 息思恩 绘给 "
    "离禽 退追 休体 部陪倍 事争 财材则 审宙 市币布 业亚 中申 心必 动劫 登澄 记纪 执热 支攴友 队从 储诸 执挚 "
    "法泫 工土 建健键 城诚成 乡幺 土工 权杈 确硝 证征 水木 务各 电申 水永氷 交文 通逼 运远 教孝 育盲 卫工 商高 "
    "税悦 农衣 牧物 渔鱼 保堡 安按 全金 环坏 境镜 应庆 急恩 统绕 计什 统充 审宇 计许 档挡 案安 馆绾 院皖 究突 "
    "站占 所断 处外 厅斤 会合 员贝 校较 医匠 宣宜 传专 组细 织枳 纪记 检捡 察寨 巡训 视规 信言 访妨 新析 闻间 "
    "群裙 众丛 妇好 合盒 残线 疾病 团困 少小 青责 年牛 湖糊 河何 堤提 泵石 闸闲 渠巨 灌罐 溉慨 节芯 供洪 排徘 "
    "东冬 西酉 南商 北比 里重 历厉 刘浏 李季 王玉 张涨 陈阵 杨扬 赵越 黄横 周同 吴昊 徐除 孙小 马鸟 朱未 胡湖 "
    "郭廓 何河 高亮 罗萝 郑邓 梁粱 谢射 宋末 韩翰 冯玛 于干 董重 萧箫 曹槽 袁哀 邓郑 傅博 沈忱 曾增 彭膨 吕品 "
    "苏办 卢户 蒋将 蔡察 贾贡 丁于 魏巍 薛孽 叶汁 阎闫 余佘 潘番 杜肚 戴载 夏复 钟种 汪注 田由 任仕 姜妾 范苑 "
    "方万 石右 姚挑 谭潭 廖寥 邹邻 熊能 金全 陆陌 郝赤 孔礼 白自 崔催 康唐 毛手 邱丘 秦泰 江汪 史吏 顾硕 邵绍 "
    "孟盂 龙尤 万方 段殷 钱线 汤场 尹伊 黎梨 易昜 常尝 武式 乔桥 贺驾 赖懒 龚袭 文交 其具 奇寄 超越 刚钢纲岗 "
    "强弹 伟纬 军车 明朋 勇甬 杰木 涛寿 磊蕊 静净 丽两 敏梅 芳房 娟捐 洋样 鹏朋 宇字 浩洁 晓浇 峰锋蜂 波破 "
    "辉挥 斌武 玲铃 燕蒸 红江 霞露 梅海 松讼 柏伯 桂挂 昌冒"
)
"""Groups of characters; one may be in several."""
_NEARLY = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_NASAL = re.compile(r"(?<=[aei])ng$")


@cache
def _syllables() -> dict[str, str]:
    """What is heard → all characters that sound so."""
    found: dict[str, str] = {}
    for line in _READINGS.read_text(encoding="utf-8").splitlines():
        syllable, letters = line.split(" ")
        heard = _plain(syllable)
        found[heard] = found.get(heard, "") + letters
    return found


def _plain(syllable: str) -> str:
    """A syllable without what many do not hear: zh and z, an and ang."""
    for written, heard in _NEARLY:
        if syllable.startswith(written):
            syllable = heard + syllable[len(written) :]
    return _NASAL.sub("n", syllable)


@cache
def taken_for(letter: str) -> frozenset[str]:
    """Every character that sounds or looks like this one, without itself."""
    groups = (*_syllables().values(), *_ALIKE.split(" "))
    return frozenset("".join(group for group in groups if letter in group)) - {letter}
