"""Persons in a text: names beside what makes them worth protecting, home addresses, plates, addresses for mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.disclosure.findings import Found, masked, shortened

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾"
    "侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟颜倪严温芦俞鲁葛伍韦申尤毕聂焦柳邢岳齐莫庄辛管涂祁耿牟卜詹关凌费纪靳盛童欧甄游裴卫查屈鲍覃霍翁隋薄柏柯阮桂"
    "闵冉闫"
)
"""Those that are no everyday words as well (向, 于, 成, 安 and the like are left out)."""
_DOUBLE = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|令狐|夏侯|慕容"
_HAN = "\u4e00-\u9fff"
_NAME = rf"(?:(?:{_DOUBLE})[{_HAN}]{{1,2}}|[{_SURNAMES}][{_HAN}]{{1,2}})"
_NO_GIVEN = re.compile("[某等的和及与在对向于为是有就到了还也都又们家级部化性所并请会人名岁]|群众|代表|村民|同志|老师")
_NO_NAME = re.compile(
    "王府|王国|马上|马路|许多|许可|高度|高级|高效|高中|高兴|高质|高峰|高考|高龄|高校|高等|方便|方面|方式|方法|方案|方向|方可|常见|常年|"
    "常态|常住|常规|任何|任务|任意|关于|关心|关爱|关注|关系|关键|管理|管控|管辖|管护|程度|程序|金额|金融|金秋|周边|周围|周期|周末|周岁|"
    "周密|严重|严格|严肃|严禁|严厉|康复|毛病|江苏|江西|江北|田地|田间|田园|林地|林业|林木|段时|万元|万人|万名|万余|何时|何人|何种|余人|"
    "余名|张贴|张榜|夏季|夏令|夏天|白天|查询|查看|查处|文化|文明|文件|文艺|游玩|游览|施工|施行|施策|史料|史上|顾虑|顾客|申请|申诉|申报|"
    "盛会|纪律|纪检|武器|武术|石油|钱款|易地|易发|辛苦|辛勤|卫生|卫健|洪水|雷雨|雷电|汤药|龙头|龙湾|焦虑|陈述|陈旧|谢绝|黄河|黄色|齐全|"
    "齐心|莫名|温暖|温馨|童年|费用|费时|欧美|叶片|苏区|曾经|曾在|罗列|鲁迅|鲁西|庄重|孔子|兰花|桂花|柳树|杜绝|唐诗|宋词|明代|沈阳|徐州|"
    "董事|孙子|胡同|范围|金牌|钟点|丁香|尤其|毕业|贺电|何况|伍的|卫片|卜算"
)
"""Everyday words that begin with a surname."""
_AFTER_NAME = (
    r"(?=[，,。；;、（(：:“”\s某等称说到的在因向系患就于家父母住]|$"
    "|反映|来访|提出|来电|来信|举报|实名|今年|表示|告诉|先生|女士|同学|小朋友)"
)
_ROLES = {
    "minor-name": "未成年人|小学生|中学生|初中生|高中生|学生|儿童|幼儿|男童|女童|男孩|女孩|患儿|孤儿|少年|弃婴",
    "petitioner-name": "信访人|上访人|上访户|来访人|来信人|上访群众|信访群众|来访群众|信访老户|投诉人|申诉人|反映人",
    "informant-name": "举报人|检举人|控告人|线索提供人|举报群众",
    "patient-name": "患者|病人|病患|确诊病例|重症病例|感染者|死者|伤者|精神障碍患者|残疾人|艾滋病人",
}
_CODES = {word: code for code, words in _ROLES.items() for word in words.split("|")}
_IN_ROLE = re.compile(
    rf"({'|'.join(sorted(_CODES, key=len, reverse=True))})(?:姓名)?(?:[：:“\"（(]|是|为|叫|\s)?({_NAME}){_AFTER_NAME}"
)
_AGE = re.compile(r"岁(?<=[\d周]岁)")
_AGED = re.compile(rf"(?<![{_HAN}])({_NAME})[，,（(\s]*(?:[男女][，,、\s]*)?(?:1[0-7]|[1-9])周?$")
_BEFORE_AGE = 16

_DOOR = re.compile(r"[号室户栋幢](?<=[\d一二三四五六七八九十百][号室户栋幢])")
_DIGITS = re.compile(r"(?:\d+|[一二三四五六七八九十百]+)$")
_STREET = re.compile(r"[村路街巷弄道区园庄寨屯](?!民)[^，。；;、\n]{0,16}$")
_LIVES = re.compile(
    r"(?:家住|现住|居住[在于]|住址|家庭住址|户籍地址?|户籍所在地|住所地?|住在|[，,（(]住)[：:为是]?[^，。；;\n]{0,20}$"
)
_OF_PERSON = re.compile(
    r"(?:村民|居民|业主|住户|户主|老人|大爷|大妈|大娘|先生|女士|本人|当事人|申请人|信访人|举报人|患者|权利人|产权人|农户|家中)"
    rf"(?:{_NAME})?[：:，,（(家住在的\s]*[^，。；;\n]{{0,14}}$"
)
_OF_OFFICE = re.compile(
    r"(?:局|中心|公司|大厅|所|院|部|站|馆|委|社|处|厅|府|办公室|地址|地点|办公)[：:，,（(位于在设\s]*[^，。；;\n]{0,16}$"
)

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(
    rf"[A-HJ-NP-Z](?<=[{_PROVINCES}][A-Z])[·•.\- ]?(?=[A-HJ-NP-Z]{{0,3}}\d)"
    r"((?:[DF][A-HJ-NP-Z0-9]\d{4}|\d{5}[DF])|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳领])(?![0-9A-Za-z])"
)
_EMAIL = re.compile(r"[\w.+-]{1,64}[@＠][A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}", re.ASCII)


_BEFORE_DOOR = 50


def persons_in(text: str) -> Iterator[Found]:
    """Names beside a role, home addresses, plates and addresses for mail."""
    for found in _IN_ROLE.finditer(text):
        if _is_name(found[2]):
            yield found.start(2), _CODES[found[1]], masked(found[2], 1, 0)
    for age in _AGE.finditer(text) if "岁" in text else ():
        aged = _AGED.search(text[max(0, age.start() - _BEFORE_AGE) : age.start()])
        if aged and _is_name(aged[1]):
            yield age.start(), "minor-name", masked(aged[1], 1, 0)
    yield from _homes(text)
    for found in _PLATE.finditer(text):
        yield found.start(), "plate-number", f"{text[found.start() - 1 : found.start() + 1]}***{found[1][-2:]}"
    if "@" in text or "＠" in text:
        for found in _EMAIL.finditer(text):
            yield found.start(), "email-address", shortened(found[0])


def _is_name(name: str) -> bool:
    return not (_NO_NAME.match(name) or _NO_GIVEN.search(name[1:]))


def _homes(text: str) -> Iterator[Found]:
    for found in _DOOR.finditer(text):
        around = text[max(0, found.start() - _BEFORE_DOOR) : found.start()].rpartition("\n")[2]
        street = _STREET.search(_DIGITS.sub("", around))
        before = around[: street.start()] if street else ""
        if street and (_LIVES.search(before) or (_OF_PERSON.search(before) and not _OF_OFFICE.search(before))):
            yield found.start(), "home-address", f"{street[0][:1]}***{found[0]}"
