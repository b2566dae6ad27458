import pytest

from generator.disclosure import scan_markdown, without_secrets

FOUND = {
    "绝密★10年": "secrecy-mark",
    "（秘密）": "secrecy-mark",
    "内部资料 注意保存": "secrecy-mark",
    "鲁政办发明电〔2024〕3号": "secrecy-mark",
    "《办法》（征求意见稿）": "secrecy-mark",
    "已形成征求意见稿": "draft-mark",
    "0635-8321680": "landline",
    "请发到 zhang@example.org": "email-address",
    "车牌鲁P12345": "plate-number",
    "张三，住阳谷县谷山路12号": "home-address",
    "学生王小明（12岁）": "minor-name",
    "信访人张建国反映": "petitioner-name",
    "举报人李强来电": "informant-name",
    "患者李明，男": "patient-name",
    "东经116.1234度，北纬36.5678度": "survey-data",
    "4045678.123, 39512345.678": "survey-data",
    "采用CGCS2000坐标系": "survey-data",
    "![阳谷县区位图](a.png)": "map-number",
    "![会场](a.png)\n\n图1 规划图": "map-number",
    "王市长作出批示：“请认真落实”": "instruction-text",
    "&#49;3800138000": "mobile-number",
}
SILENT = (
    "加强保密工作，严守国家秘密和商业秘密",
    "加密电话和照明电力",
    "说明电子政务的作用",
    "学生和家长、患者高度评价、学生安全，举报人于5月",
    "地址：聊城市东昌府区兴华西路40号",
    "面积116.1234亩，占36.5678%",
    "工程质量控制点",
    "![工作流程示意图](a.png)",
    "![区位图 审图号：鲁S（2024）001号](a.png)",
    "按照市领导批示，开展“百日攻坚”行动",
    "email: a@example.org\nphone: 0635-8321680",
    "instructions:\n  - {level: 市级, date: 2023-06-25}",
)


@pytest.mark.parametrize("text", FOUND)
def test_found(text: str) -> None:
    assert {one.code for one in scan_markdown(text)} == {FOUND[text]}


@pytest.mark.parametrize("text", SILENT)
def test_silent(text: str) -> None:
    assert scan_markdown(text) == ()


def test_messages_that_quote_hide_numbers() -> None:
    assert without_secrets("现在是“13800138000”，137 0013 7000") == "现在是“138****8000”，137****7000"
