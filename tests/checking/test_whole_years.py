"""One message says which files a year lacks."""

from pathlib import Path

import pytest
from checking.test_stray_months import LEDGER, issue
from scaffolding.made_up_office import begun, bulletin, write

from generator.pipeline import check_archive

BALANCE = "单位,累计分数\n甲县局,1\n乙县局,1\n丙科,1\n"


@pytest.mark.parametrize(
    ("issues", "ledgers", "balance", "parts"),
    [
        (("05",), ("05",), "05", None),
        (("01", "02"), ("01", "02"), "", None),
        (("05",), ("05",), "", "2024年1—4月的资料不全，累计分数不完整。缺：结转 content/balances/2024-05.csv（"),
        (("02",), ("02",), "", "2024年1月的资料不全，累计分数不完整。缺：结转 content/balances/2024-02.csv（"),
        (("05", "06"), ("06",), "05", "2024年5月的资料不全，累计分数不完整。缺：台账 content/ledger/2024-05.csv"),
        (("06",), ("05", "06"), "05", None),  # a month may well have no issue
        (("05", "07"), ("05", "07"), "05", "缺：台账 content/ledger/2024-06.csv；2024年6月的期刊"),
        (("05", "07"), ("05", "07"), "", "缺：结转 content/balances/2024-05.csv（一个文件即可"),
        (("05", "07"), ("05", "07"), "", "；台账 content/ledger/2024-06.csv；2024年6月的期刊"),
        (("01", "03"), ("01", "03"), "", "缺：台账 content/ledger/2024-02.csv；2024年2月的期刊"),
    ],
)
def test_exactly_the_missing_files_are_named(
    issues: tuple[str, ...], ledgers: tuple[str, ...], balance: str, parts: str | None, tmp_path: Path
) -> None:
    root = begun(tmp_path, "2024-01")
    for number in issues:
        issue(root, f"2024-{number}", f"2024-{number}")
    for number in ledgers:
        write(root, f"content/ledger/2024-{number}.csv", LEDGER)
    if balance:
        write(root, f"content/balances/2024-{balance}.csv", BALANCE)
    if ledgers:
        bulletin("new", "notice", f"2024-{ledgers[-1]}", root=root)
    found = [problem.message for problem in check_archive(root)[1] if problem.code == "incomplete-year"]
    assert len(found) == (0 if parts is None else 1)
    assert parts is None or parts in found[0]


def test_freezing_names_them_too(tmp_path: Path) -> None:
    root = begun(tmp_path, "2024-01")
    issue(root, "2024-05", "2024-05")
    write(root, "content/ledger/2024-05.csv", LEDGER)
    bulletin("new", "notice", "2024-05", root=root)
    run = bulletin("notice", "freeze", "2024-05", root=root)
    assert run.exit_code == 1
    assert "缺的文件：结转 content/balances/2024-05.csv" in run.output
