from pathlib import Path

from click.testing import CliRunner
from made_up_sites import rows, valid_site

from generator.cli import main


def run(root: Path, *words: str) -> str:
    result = CliRunner().invoke(main, [*words, "--root", str(root)])
    assert result.exit_code == 0, result.output
    return result.output


def codes(root: Path) -> list[tuple[str, str]]:
    return [(str(one["code"]), str(one["severity"])) for one in rows(root)]


def test_what_changes_after_its_review_is_named(tmp_path: Path) -> None:
    root = valid_site(tmp_path)
    index, piece = root / "content/2023/09/index.md", root / "content/2023/09/02.md"
    index.write_bytes(index.read_bytes().replace(b"month:", b"# a remark\nmonth:").replace(b"\n", b"\r\n"))
    run(root, "review", "2023-09", "--by", "王五", "--date", "2023-07-01")
    assert b"# a remark\r\n" in index.read_bytes() and b"review:\r\n" in index.read_bytes()
    assert codes(root) == []
    before = index.read_bytes()
    run(root, "review", "2023-09", "--by", "王五", "--date", "2023-07-01")
    assert index.read_bytes() == before
    piece.write_text(piece.read_text("utf-8") + "\n又及。\n", encoding="utf-8")
    assert codes(root) == [("review-stale", "warning")]
    assert "改动 02.md" in str(rows(root)[0]["message"])
    assert "需要重新审核" in run(root, "review", "record", "2023-09")


def test_nothing_is_published_unreviewed_where_that_is_asked_for(tmp_path: Path) -> None:
    root = valid_site(tmp_path)
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("extra:\n  review: required\n  checks: {landline: off, email-address: error}\n")
    assert codes(root) == [("unreviewed", "error")] * 2
    run(root, "review", "2023-09", "--by", "王五")
    run(root, "review", "2023-06", "--month", "--by", "王五")
    assert codes(root) == []
    piece = root / "content/2023/09/02.md"
    piece.write_text(piece.read_text("utf-8") + "\n电话0635-8321680，邮箱 a@example.org。\n", encoding="utf-8")
    run(root, "review", "record", "2023-06", "--month", "--out", str(tmp_path / "record.html"))
    assert "王五" in (tmp_path / "record.html").read_text("utf-8")
    assert codes(root) == [("email-address", "error"), ("review-stale", "error")]
    (root / "content/allowances.yml").write_text(
        "allowances:\n  - {path: content/2023/09/02.md, code: email-address, text: a@example.org, "
        "reason: 公开, by: 王五, date: 2023-07-01}\n",
        encoding="utf-8",
    )
    assert codes(root) == [("review-stale", "error")]
