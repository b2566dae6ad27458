"""What is said of a published address that is lost fits what its page was made from."""

from pathlib import Path

import pytest
from small_site import site

from generator.pipeline import check_archive

FROM_FILE = "如果是文件改了名或移了位置，请在它开头写上“aliases: [/{}]”"
FROM_YEAR = "它由程序按那一年的资料生成，请核对那一年的期、稿件或台账是不是移走了、删去了，放回原处就有"
UNIT = "单位的 id 定了就不再改，请在 units.yml 里改回“id: old”（单位撤销时不要删除，写 until）"
GROUP = "分组的 id 定了就不再改，请在 units.yml 里改回“id: old”"
PERSON = "作者页随稿件的署名而定，不保证长期不变，也不必列在这里；署名写错的，改正后就有"

LOST = {
    "2023/05/": FROM_FILE,
    "2023/06/09/": FROM_FILE,
    "notices/2022-06/": FROM_FILE,
    "commissioned/2023-06/01/": FROM_FILE,
    "pages/about/": FROM_FILE,
    "old/page.html": FROM_FILE,
    "units/old/": UNIT,
    "units/old/2023/": UNIT,
    "units/jia/2022/": FROM_YEAR,
    "standings/2023/old/": GROUP,
    "standings/2022/county/": FROM_YEAR,
    "standings/2022/": FROM_YEAR,
    "reporting/2022/": FROM_YEAR,
    "commissioned/2022/": FROM_YEAR,
    "2022/": FROM_YEAR,
    "people/a6dd1eaf63/": PERSON,
}


@pytest.mark.parametrize("address", LOST)
def test_what_is_said(tmp_path: Path, address: str) -> None:
    root = site(tmp_path, {"content/addresses.txt": f"/\n/{address}\n"})
    problems = [(one.line, one.code, one.message) for one in check_archive(root)[1]]
    told = LOST[address].format(address)
    message = f"网址“/{address}”公布过，现在却没有这一页。{told}；如果确实不再提供，请删去本行"
    assert problems == [(2, "address-gone", message)]


def test_an_issue_whose_old_number_is_another_issue_is_told_once(tmp_path: Path) -> None:
    index = "---\nissue: 2023-07\nmonth: 2023-07\naliases: /2023/06/\n---\n"
    (problem,) = check_archive(site(tmp_path, {"content/2023/07/index.md": index}))[1]
    assert (problem.path, problem.line, problem.code) == ("content/2023/07/index.md", 4, "alias-taken")


def test_an_old_address_of_a_piece_that_its_issue_gives_must_be_free(tmp_path: Path) -> None:
    index = "---\nissue: 2023-07\nmonth: 2023-07\naliases: /2023/05/\n---\n"
    files = {"content/2023/07/index.md": index, "overrides/2023/05/01": ""}
    (problem,) = check_archive(site(tmp_path, files))[1]
    assert (problem.path, problem.line, problem.code) == ("content/2023/07/index.md", 4, "alias-taken")
    assert problem.message.startswith(
        "旧网址“/2023/05/01/”（“content/2023/07/01.md”随本期改过网址）是现有的文件（“overrides/2023/05/01”）"
    )
