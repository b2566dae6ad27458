"""Each folder of sites_invalid/ holds one fault; what `bulletin check` says about it stands there word for word."""

import re
from pathlib import Path

import pytest
from attached import RIGHT
from made_up_sites import FAULTS, SITES, VALID, check, expected, put_in, rows, valid_site
from processes import bulletin

from generator.plain_files import Below

KEYS = ["path", "line", "field", "code", "severity", "message"]
FILES = {"content", "issues", "index", "ledger", "balances", "notices", "commissioned", "pages", "units", "rules"}
ENDINGS = {"md", "csv", "yml"}
FIELDS = {"aliases", "authors", "base", "date", "from", "group", "groups", "id", "issue", "missing", "month", "name"}
FIELDS |= {"names_kind", "published", "reason", "rule_sets", "sections", "text", "title", "type", "unit", "until"}
FILES |= {"adoptions", "commissions", "submissions"}
FIELDS |= {"due", "label", "piece"}
FILES |= {"mkdocs", "overrides"}
FIELDS |= {"custom_dir", "extra_css", "extra_javascript", "markdown_extensions", "people", "plugins"}
FIELDS |= {"site_name", "site_url"}
FIELDS |= {"extra", "first_year", "last_year"}
FILES |= {"allowances"}
FIELDS |= {"by", "mobile", "number", "review"}
COMPUTING = {"ANSI", "BOM", "CSV", "Excel", "GBK", "Tab", "UTF", "WPS", "Word", "false", "true"}
COMPUTING |= {"bulletin", "fix", "jpg", "xlsx"}
WORDS_EDITORS_KNOW = FILES | ENDINGS | FIELDS | COMPUTING | {"county", "material", "yanggu"}


def site_with(fault: str, folder: Path) -> Path:
    root = valid_site(folder)
    put_in(root, fault)
    return root


def test_the_site_without_a_fault_is_fine() -> None:
    assert check(VALID).output == "检查通过：1 期，3 篇稿件，1 个月。\n"
    assert check(VALID).exit_code == 0
    assert rows(VALID) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_text(fault: str, tmp_path: Path) -> None:
    result = check(site_with(fault, tmp_path))
    assert result.stdout == expected(fault, "expected.txt")
    assert result.exit_code == (1 if " 错误 " in result.stdout else 0)


@pytest.mark.parametrize("fault", FAULTS)
def test_json(fault: str, tmp_path: Path) -> None:
    root = site_with(fault, tmp_path)
    result = check(root, "json")
    assert result.stdout == expected(fault, "expected.json")
    assert [list(row) for row in rows(root)] == [KEYS] * len(rows(root))
    assert result.exit_code == check(root).exit_code


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault != "text-as-it-will-be-read"])
def test_one_fault_is_one_problem(fault: str, tmp_path: Path) -> None:
    assert len(rows(site_with(fault, tmp_path))) == 1


@pytest.mark.parametrize("fault", FAULTS)
def test_messages_are_chinese(fault: str, tmp_path: Path) -> None:
    for row in rows(site_with(fault, tmp_path)):
        said = re.sub("“[^”]*”", "", str(row["message"]))  # without what is quoted from the file
        assert re.search("[一-鿿]{3}", said)
        assert set(re.findall("[A-Za-z_]+", said)) <= WORDS_EDITORS_KNOW


def test_each_fault_is_named_after_what_is_wrong_and_has_its_files() -> None:
    for fault in FAULTS:
        names = {path.name for path in (SITES / fault).iterdir()}
        assert names >= {"expected.txt", "expected.json"}
        assert len(names) > 2, f"{fault} differs from _valid in nothing"


def test_from_the_console(tmp_path: Path) -> None:
    root = site_with("unknown-unit", tmp_path)
    text = bulletin("check", "--root", root)
    assert (text.returncode, text.stdout, text.stderr) == (1, expected("unknown-unit", "expected.txt"), "")
    form = bulletin("check", "--root", root, "--format", "json")
    assert (form.returncode, form.stdout, form.stderr) == (1, expected("unknown-unit", "expected.json"), "")


def test_warnings_alone_do_not_fail(tmp_path: Path) -> None:
    run = bulletin("check", "--root", site_with("no-text", tmp_path))
    assert (run.returncode, run.stdout) == (0, expected("no-text", "expected.txt"))


def test_line_ends_of_windows_are_accepted(tmp_path: Path) -> None:
    root = valid_site(tmp_path)
    for path in root.rglob("*.*"):
        if path.suffix in (".md", ".csv", ".yml"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert check(root).output == check(VALID).output


@pytest.mark.parametrize(
    "ledger",
    [
        "单位,上报篇数,报市,报省厅\n东山局,3,1,0\n西河局,2,0,1\n测绘科,1,0,0\n",  # no BOM
        "单位,上报篇数,报市,报省厅,,\n东山局,3,1,0,,\n西河局,2,0,1,,\n测绘科,1,0,0,,\n,,,,,\n",
        " 单位 ,上报篇数,报市,报省厅\n东山局 , 3 ,1,0\n西河局　,2,0,1\n测绘科,1,0,0\n",
        '"单位","上报篇数","报市","报省厅"\n"东山局","3","1","0"\n西河局,2,,1\n\n测绘科,1\n',
    ],
    ids=["no BOM", "empty columns on the right", "spaces", "quotes and blanks"],
)
def test_what_spreadsheets_do_to_a_table_is_accepted(ledger: str, tmp_path: Path) -> None:
    root = valid_site(tmp_path)
    (root / "content/ledger/2023-06.csv").write_text(ledger, encoding="utf-8")
    assert check(root).output == check(VALID).output


@pytest.mark.parametrize("name", ["~$01.md", ".01.md.swp", ".DS_Store"])
def test_hidden_files_of_programs_are_left_alone(name: str, tmp_path: Path) -> None:
    root = valid_site(tmp_path)
    (root / "content/2023/09" / name).write_bytes(b"\xff")
    assert check(root).output == check(VALID).output


@pytest.mark.parametrize("name", sorted(RIGHT.keys() - {"表.csv"}))  # which is told by its name where no text links it
def test_attachments_that_a_text_links_are_right(name: str, tmp_path: Path) -> None:
    root = valid_site(tmp_path)
    (root / "content/2023/09" / name).write_bytes(RIGHT[name])
    (row,) = rows(root)
    assert (row["path"], row["code"], row["severity"]) == (f"content/2023/09/{name}", "not-linked", "warning")
    piece = root / "content/2023/09/01.md"
    piece.write_text(f"{piece.read_text('utf-8')}\n\n[附件]({name})\n", "utf-8")
    assert check(root).output == check(VALID).output


def test_a_file_in_use_by_another_program_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = valid_site(tmp_path)
    read = Below.read

    def locked(below: Below, path: str, *largest: int) -> bytes:
        if path.endswith(".csv"):
            raise PermissionError(13, "Permission denied")
        return read(below, path, *largest)

    monkeypatch.setattr(Below, "read", locked)
    assert {row["code"] for row in rows(root)} == {"unreadable"}
