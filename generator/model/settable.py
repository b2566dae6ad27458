"""Checks of what a text says, whose severity an office may set: one table.

Whoever finds something emits a plain ``Problem`` with one of these codes; settings and allowances are applied to all of
them in one place (:mod:`generator.checking.settled`). To add a check, add a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CHECKS_VERSION = "1"
"""Of this table and what its checks find; printed in the record of a review. Changes when they find other things."""


@dataclass(frozen=True, slots=True)
class SettableCheck:
    """A check: its code, what it looks for, how severe it is where the settings say nothing, what to do about it."""

    code: str
    word: str
    """What was found, in Chinese: “疑似身份证号”."""
    advice: str
    """What to do about it; of a slip, whose message says that, what is looked for."""
    severity: Literal["error", "warning"] = "warning"


_PERSON = "涉及个人信息。请核对是否必须公开；不必的，请隐去姓名"
_CLEAN = "网站上发布的已经去掉，但资料库（Git）里的原件还有。不宜留存的，请先去掉，再放进来"

SETTABLE: dict[str, SettableCheck] = {
    check.code: check
    for check in (
        SettableCheck("id-number", "疑似身份证号", "个人信息不能公开。请删去", "error"),
        SettableCheck("mobile-number", "疑似手机号码", "个人信息不能公开。请删去，或改成单位的办公电话", "error"),
        SettableCheck("bank-card", "疑似银行卡号", "账号不能公开。请删去", "error"),
        SettableCheck("secrecy-mark", "有密级或内部标识", "这样的材料不能公开。请核对来源，不能公开的请撤下", "error"),
        SettableCheck("draft-mark", "提到尚未定稿的文件", "请核对所写的内容能不能公开，有正式文件的请改用正式文件"),
        SettableCheck("landline", "有固定电话号码", "请核对是不是可以公开的办公电话"),
        SettableCheck("email-address", "有电子邮箱", "请核对是不是可以公开的办公邮箱"),
        SettableCheck("plate-number", "疑似车牌号", "请核对，个人的车牌请删去"),
        SettableCheck("home-address", "疑似个人住址", "请删去门牌，只写到村、街道"),
        SettableCheck("minor-name", "疑似未成年人的姓名", _PERSON),
        SettableCheck("petitioner-name", "疑似信访人的姓名", _PERSON),
        SettableCheck("informant-name", "疑似举报人的姓名", _PERSON),
        SettableCheck("patient-name", "疑似患者的姓名", _PERSON),
        SettableCheck(
            "survey-data", "疑似测绘坐标或成果", "精确的坐标和测绘成果不能随意公开。请核对，删去或只写大致位置"
        ),
        SettableCheck("survey-file", "有测绘或图形数据文件", "这类文件可能涉密，不能放在资料库里。请移走"),
        SettableCheck("map-number", "地图没有审图号", "公开的地图要有审图号。请写在图片说明里；不是地图的，请改说明"),
        SettableCheck(
            "instruction-text", "引用了领导批示的内容", "批示只写级别和日期（instructions），不写内容。请删去"
        ),
        SettableCheck("listed-word", "有本单位词表里的词", "请按词表的要求核对"),
        SettableCheck("picture-position", "图片里记着拍摄地点", _CLEAN),
        SettableCheck("picture-owner", "图片里记着作者或机主", _CLEAN),
        SettableCheck(
            "document-author", "文件属性里有作者或修改人", "会随文件公开。请在 WPS 或 Office 里清除文档信息，另存"
        ),
        SettableCheck(
            "tracked-changes", "文件里有没有处理的修订", "读者能看到改动前的内容。请接受或拒绝全部修订，另存"
        ),
        SettableCheck("document-comments", "文件里有批注", "会随文件公开。请删去批注，另存"),
        SettableCheck("hidden-content", "文件里有隐藏的内容", "读者能把它显示出来。请核对，不公开的请删去，另存"),
        SettableCheck("unread-attachment", "附件里的文字读不出来", "没有检查其中的个人信息。请人工核对"),
        SettableCheck("lost-asterisk", "乘号被吃掉", "数字之间的 * 或 _ 被当作强调符号，网页上看不见"),
        SettableCheck("link-brackets", "链接括号是全角", "写成了全角的 ！ 或括号，不会变成图片和链接"),
        SettableCheck("heading-space", "标题缺空格", "# 号后面没有空格，或用了全角 ＃，不会变成小标题"),
        SettableCheck("text-as-code", "正文变成代码", "一段正文前面有四个空格或制表符，会按代码显示"),
        SettableCheck("list-restarted", "编号重新开始", "“2.”等编号前面隔了段落，网页上从 1 重新数"),
        SettableCheck("title-cut", "标题被截断", "标题里有“空格加 #”，后面的字被 YAML 当作注释丢掉"),
        SettableCheck("broken-table", "表格没有成形", "缺分隔行、用了全角 ｜、从表格软件贴来的制表符、上面没有空行"),
        SettableCheck("table-cells", "表格各行格数不同", "一行的格数和表头不同，多的丢掉，少的空着"),
        SettableCheck("table-sum", "表格合计不符", "合计、总计行或列和各项之和不同"),
        SettableCheck("growth-sum", "增减幅度不符", "“由 100 增长到 120，增长 25%”一类，算出来不是这个数"),
        SettableCheck("parts-sum", "分项与总数不符", "“共 8 件，其中甲 3 件、乙 4 件”一类，加起来不是总数"),
        SettableCheck("over-hundred", "占比超过 100%", "占比、合格率、覆盖率等大于 100%"),
        SettableCheck("doubled-word", "重复的字", "的的、了了"),
        SettableCheck("doubled-mark", "重复的标点", "，，、。。、，。等"),
        SettableCheck("unpaired-mark", "标点不成对", "“”《》（）【】缺了一半"),
        SettableCheck("half-width-mark", "英文标点", "汉字之间的 , : ; ( ) ? !"),
        SettableCheck("full-width-digit", "全角数字", "０１２３ 等"),
        SettableCheck("document-number", "文号括号", "文号里的年份没有用六角括号〔〕"),
        SettableCheck("near-unit-name", "像单位名称", "和 units.yml 里的名称只差一个字"),
        SettableCheck("near-person-name", "像领导姓名", "和 names.txt 里的姓名只差一个音近、形近的字"),
        SettableCheck("wrong-place", "地名归属", "市、县写在了别的省、市后面"),
        SettableCheck("number-gap", "编号不连续", "一期里 01、02、04，缺了的不在公布过的网址里"),
        SettableCheck("type-order", "简讯排在信息前面", "一期里先信息后简讯"),
        SettableCheck("future-month", "月份还没有到", "期刊、通报、台账的月份在今天以后（只在 bulletin check 里提醒）"),
        SettableCheck("future-date", "日期还没有到", "日期在今天以后（只在 bulletin check 里提醒）"),
        SettableCheck("more-than-submitted", "报市多于上报", "台账里报市、报省厅的篇数比上报的多"),
        SettableCheck("typed-figure", "通报里手填的数字", "还没有印发的通报，正文里的篇数没有用占位词"),
        SettableCheck("heavy-picture", "图片太大", "正文里的图片超过 2 MB"),
        SettableCheck("text-date", "日期不合本期", "开头的日期不在本期前后，或没有这一天"),
    )
}
"""Code → check."""
