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
    )
}
"""Code → check."""
