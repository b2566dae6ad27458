"""The console script as a user calls it."""

import json
from pathlib import Path

import pytest
from archives import REPO, published_columns, published_rows
from processes import bulletin


def test_check_of_the_real_content_finds_nothing() -> None:
    run = bulletin("check")
    assert (run.returncode, run.stdout, run.stderr) == (0, "检查通过：2 期，116 篇稿件，2 个月。\n", "")
    assert json.loads(bulletin("check", "--format", "json").stdout) == []


def test_scores_as_text_json_and_csv() -> None:
    text = bulletin("scores", "2023-06").stdout
    assert "   1  阳谷局          17     5     4     4    20       4       5     0    29  148.5" in text

    data = json.loads(bulletin("scores", "2023-06", "--format", "json").stdout)
    assert published_columns(data) == published_rows()

    heading, first, *_ = bulletin("scores", "2023-06", "--format", "csv").stdout.splitlines()
    assert heading.startswith("group,unit,submitted,adopted_above,adopted,adopted_points,")
    assert first == "county,阳谷局,17,0,5,4,4,20,4,5,29,148.5,1,0"


def test_provisional_months_say_what_is_missing() -> None:
    text = bulletin("scores", "2024-04").stdout
    assert text.startswith("2024年4月政务信息采用情况（暂定）\n  缺：缺本月台账")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek"], "没有命令 chek"),
        (["check", "--fromat", "json"], "没有选项 --fromat。是不是 --format"),
        (["check", "--format", "xml"], "--format 只能是：text、json"),
        (["scores"], "缺少 月份"),
        (["scores", "2023-6"], "月份要写成 2023-06 的样子"),
        (["scores", "２０２３-06"], "月份要写成 2023-06 的样子（现在是“２０２３-06”）"),
        (["scores", "2023-06\n"], "月份要写成 2023-06 的样子"),
        (["scores", "2022-01"], "资料库里没有2022年1月的内容。有内容的月份：2023-06、2024-04"),
        (["check", "--root", "tests"], "tests 不是资料库"),
    ],
)
def test_wrong_usage_is_told_in_chinese_and_exits_with_2(arguments: list[str], message: str) -> None:
    run = bulletin(*arguments)
    assert run.returncode == 2
    assert message in run.stderr
    assert "--help" in run.stderr


COMMANDS = [[], ["check"], ["build"], ["serve"], ["scores"], ["addresses"], ["addresses", "freeze"]]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_a_page_to_work_from(command: list[str]) -> None:
    run = bulletin(*command, "--help")
    assert run.returncode == 0
    assert run.stdout.startswith("用法：")
    assert "显示本页" in run.stdout
    assert "Usage" not in run.stdout


def test_it_works_from_another_folder(tmp_path: Path) -> None:
    run = bulletin("scores", "2023-06", "--root", str(REPO), cwd=tmp_path)
    assert run.returncode == 0
    assert "阳谷局" in run.stdout
