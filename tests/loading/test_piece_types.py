"""A piece may be of a kind that the rules name; of no other."""

import shutil
from pathlib import Path

import pytest

from generator.pipeline import check_archive, plan_site, score_archive

SHAPE = Path(__file__).parent.parent / "scoring" / "shapes" / "own-kinds"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return shutil.copytree(SHAPE, tmp_path / "own-kinds")


def test_a_kind_that_no_rule_names_is_an_error_at_the_piece(root: Path) -> None:
    piece = root / "content/2023/01/01.md"
    piece.write_text(piece.read_text("utf-8").replace("type: 动态", "type: 动向"), encoding="utf-8")
    told = [(one.path, one.line, one.code, one.message) for one in check_archive(root)[1] if one.severity == "error"]
    message = "不认识的 type“动向”，只能是：信息、简讯、约稿、动态、调研、要情"
    assert told == [("content/2023/01/01.md", 5, "unknown-type", message)]


def test_pages_show_the_kind(root: Path) -> None:
    pages = {plan.path: plan for plan in plan_site(score_archive(root)[0]).pages}
    issue = pages["2023/01/index.md"].make().html
    assert [issue.index(f">{kind}（1 篇）") for kind in ("动态", "调研", "要情")] == sorted(
        issue.index(f">{kind}（1 篇）") for kind in ("动态", "调研", "要情")
    )
    assert "调研" in pages["2023/01/02.md"].make().html
    assert '<th scope="col">调研</th>' in pages["units/jia.md"].make().html
