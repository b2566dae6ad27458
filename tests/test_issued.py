"""Figures as issued: chained, registered, and held against what Git has of them."""

import json
import os
import subprocess
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from building.small_archive import issuable_archive, write
from click.testing import CliRunner

from generator.cli import main
from generator.loading import REGISTER, frozen_path, issued_history
from generator.loading.frozen_file import _canonical
from generator.pipeline import check_archive, correct_notice, freeze_notice
from generator.problems import ArchiveError

FIRST, LATER = "2022-03", "2023-06"
FROZEN = frozen_path(FIRST)
LEDGER = "单位,上报篇数,报市,报省厅\n甲局,8,1,0\n乙局,2,0,1\n丙局,0,0,0\n丁科,3,1,0\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two notices are frozen, and the first is corrected once."""
    folder = tmp_path / "archive"
    folder.mkdir()
    write(folder, issuable_archive())
    freeze_notice(folder, FIRST, "2022-04-30")
    freeze_notice(folder, LATER, "2023-07-30")
    correct(folder, "甲局", 9)
    return folder


def correct(root: Path, unit: str, new: int, month: str = FIRST) -> None:
    correct_notice(root, month, unit, "submitted", Fraction(new), "漏计", "2023-08-01")


def told(root: Path) -> dict[str, str]:
    """Code → message."""
    problems = check_archive(root)[1]
    return {one.code: one.message for one in problems if one.code != "frozen-difference"}


def data_of(root: Path, month: str = FIRST) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((root / frozen_path(month)).read_bytes())
    return data


def put(root: Path, data: dict[str, Any], month: str = FIRST) -> None:
    (root / frozen_path(month)).write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


def chained(data: dict[str, Any]) -> list[str]:
    """The digests as the README says that anybody can compute them."""
    freeze = {name: data[name] for name in data if name not in ("schema_version", "before", "digests", "corrections")}
    digests, before = [], data["before"]
    for act in (freeze, *data["corrections"]):
        text = json.dumps(act, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        before = sha256((before + text).encode()).hexdigest()
        digests.append(before)
    return digests


def sealed_again(root: Path, *, register: bool, month: str = FIRST) -> None:
    """Change a figure by hand, and seal the file, and the register if asked, as the program would."""
    data = data_of(root, month)
    old = data["digests"]
    data["rows"]["甲局"]["adopted"] = "99"
    data["digests"] = chained(data)
    put(root, data, month)
    if register:
        text = (root / REGISTER).read_text("utf-8")
        for before, after in zip(old, data["digests"], strict=True):
            assert before in text
            text = text.replace(before, after)
        (root / REGISTER).write_text(text, "utf-8")


def as_version_1(root: Path) -> None:
    """As older versions wrote it: one seal over everything, and no register."""
    data = data_of(root, LATER)
    del data["before"], data["digests"]
    data["schema_version"] = 1
    put(root, data | {"seal": sha256(_canonical(data).encode()).hexdigest()}, LATER)
    acts = (root / REGISTER).read_text("utf-8").splitlines(True)
    (root / REGISTER).write_text("".join(line for line in acts if not line.startswith(LATER)), "utf-8")


def test_each_act_is_chained_to_the_one_before(root: Path) -> None:
    acts = [line.split(",") for line in (root / REGISTER).read_text("utf-8").splitlines()]
    assert [act[:3] for act in acts] == [
        ["月份", "日期", "事项"],
        [FIRST, "2022-03-28", "存档"],
        [LATER, "2023-06-28", "存档"],
        [FIRST, "2023-08-01", "更正"],
    ]
    assert data_of(root)["digests"] == chained(data_of(root)) == [acts[1][3], acts[3][3]]
    assert data_of(root, LATER)["before"] == acts[1][3]
    assert told(root) == {}


def test_a_figure_changed_and_sealed_again_is_refused(root: Path) -> None:
    sealed_again(root, register=False)
    said = told(root)
    assert list(said) == ["frozen-unlike-register"]
    assert "存档时的数字被改动过" in said["frozen-unlike-register"]
    assert f"git checkout -- {FROZEN} {REGISTER}" in said["frozen-unlike-register"]
    assert "bulletin notice correct" in said["frozen-unlike-register"]
    with pytest.raises(ArchiveError):
        correct(root, "乙局", 8)


def test_what_was_issued_later_shows_that_the_register_was_changed_too(root: Path) -> None:
    sealed_again(root, register=True)
    assert "以前某月的存档或更正被改动过" in told(root)["frozen-unlike-register"]


def test_a_correction_taken_back_is_missed(root: Path) -> None:
    data = data_of(root)
    data["corrections"] = []
    data["digests"] = chained(data)
    put(root, data)
    assert "少了第 1 次更正" in told(root)["frozen-unlike-register"]


def test_lines_taken_from_the_register_come_back_with_the_next_act(root: Path) -> None:
    before = (root / REGISTER).read_text("utf-8")
    lines = before.splitlines(True)
    (root / REGISTER).write_text("".join(lines[:3]), "utf-8")
    assert list(told(root)) == ["frozen-unregistered"]
    assert freeze_notice(root, LATER, "2024-01-01")[1] == "registered"
    assert (root / REGISTER).read_text("utf-8") == before
    (root / REGISTER).unlink()
    assert list(told(root)) == ["frozen-unregistered"]
    correct(root, "乙局", 7)
    assert told(root) == {}


@pytest.mark.parametrize("old", ["月份,日期", "存档", ",2022-03-28", FIRST])
def test_a_register_written_in_is_told_by_its_line(root: Path, old: str) -> None:
    text = (root / REGISTER).read_text("utf-8")
    (root / REGISTER).write_text(text.replace(old, "改", 1), "utf-8")
    found = [(one.path, one.line, one.code) for one in check_archive(root)[1]]
    assert found == [(REGISTER, 1 if old.startswith("月份") else 2, "register-edited")]


def test_a_frozen_file_that_is_gone_is_missed_and_can_be_made_again(root: Path) -> None:
    before = (root / frozen_path(LATER)).read_bytes()
    (root / frozen_path(LATER)).unlink()
    assert frozen_path(LATER) in told(root)["frozen-missing"]
    freeze_notice(root, LATER, "2030-01-01")
    assert (root / frozen_path(LATER)).read_bytes() == before


def test_a_file_under_another_months_name_is_refused(root: Path) -> None:
    (root / frozen_path(LATER)).write_bytes((root / FROZEN).read_bytes())
    assert list(told(root)) == ["frozen-edited"]


@pytest.mark.parametrize("number", ["1e9999999", "9" * 5000, "½", " 1", "1/0"])
def test_what_is_no_number_is_refused_at_once(root: Path, number: str) -> None:
    data = data_of(root)
    data["rows"]["甲局"]["adopted"] = number
    data["digests"] = chained(data)
    put(root, data)
    assert list(told(root)) == ["frozen-edited"]


def test_a_file_of_an_older_version_is_valid_and_registered_without_changing_a_figure(root: Path) -> None:
    issued = data_of(root, LATER)
    as_version_1(root)
    assert "bulletin notice freeze 2023-06" in told(root)["frozen-unregistered"]
    notice, news = freeze_notice(root, LATER, "2030-01-01")
    assert news == "registered"
    assert told(root) == {}
    now = data_of(root, LATER)
    assert {name: now[name] for name in ("rows", "lines", "date", "figures", "groups")} == {
        name: issued[name] for name in ("rows", "lines", "date", "figures", "groups")
    }
    assert list(notice.chain.digests) == now["digests"] == chained(now)


def test_a_correction_registers_a_file_of_an_older_version_too(root: Path) -> None:
    as_version_1(root)
    correct(root, "乙局", 7, LATER)
    assert told(root) == {}
    assert len(data_of(root, LATER)["digests"]) == 2


def test_an_older_version_with_a_broken_seal_is_refused(root: Path) -> None:
    as_version_1(root)
    put(root, data_of(root, LATER) | {"date": "2023-07-01"}, LATER)
    assert list(told(root)) == ["frozen-edited"]


def test_the_command_lists_the_digests_and_the_notice_prints_them(root: Path) -> None:
    first, second = data_of(root)["digests"]
    said = CliRunner().invoke(main, ["notice", "digest", FIRST, "--root", str(root)]).stdout
    assert first in said and second in said
    short = f"{first[:4]} {first[4:8]} {first[8:12]} {first[12:16]}"
    assert f"{short}  存档 2022-03-28" in said
    run = CliRunner().invoke(main, ["build", "--root", str(root)])
    assert run.exit_code == 0, run.output
    page = (root / f"site/notices/{FIRST}/index.html").read_text("utf-8")
    assert f'印发摘要：<span class="digest" title="{first}">{short}</span>' in page
    assert f'更正摘要：<span class="digest" title="{second}">' in page
    assert "印发摘要" not in (root / "site/notices/2024-01/index.html").read_text("utf-8")
    audit = (root / "site/audit/index.html").read_text("utf-8")
    assert first in audit and second in audit
    rows = json.loads((root / "site/data/notices.json").read_text("utf-8"))["notices"]
    assert rows[0]["digests"] == [first, second]


def test_a_month_not_frozen_has_no_digest(root: Path) -> None:
    run = CliRunner().invoke(main, ["notice", "digest", "2024-01", "--root", str(root)])
    assert run.exit_code == 2
    assert "还没有存档" in run.stderr


# Git ---------------------------------------------------------------------------------------------------------------


def git(root: Path, *arguments: str) -> str:
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    names = ("-c", "user.name=编辑", "-c", "user.email=editor@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        ["git", *names, *arguments], cwd=root, env=os.environ | own, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(root: Path, message: str = "改动") -> str:
    git(root, "add", "-A")
    git(root, "commit", "-qm", message)
    return git(root, "rev-parse", "--short=10", "HEAD")


@pytest.fixture
def kept(root: Path) -> Path:
    """The archive in Git, with its first notice alone, which nothing later vouches for."""
    (root / frozen_path(LATER)).unlink()
    (root / FROZEN).unlink()
    (root / REGISTER).unlink()
    git(root, "init", "-q")
    freeze_notice(root, FIRST, "2022-04-30")
    correct(root, "甲局", 9)
    commit(root)
    assert told(root) == {}
    return root


def test_sealing_file_and_register_again_is_seen_by_the_history(kept: Path) -> None:
    before = git(kept, "rev-parse", "--short=10", "HEAD")
    sealed_again(kept, register=True)
    said = told(kept)
    assert list(said) == ["frozen-unlike-history"]
    assert before in said["frozen-unlike-history"]
    commit(kept, "改了数字")
    assert list(told(kept)) == ["frozen-unlike-history"]
    git(kept, "checkout", "-q", before, "--", FROZEN, REGISTER)
    assert told(kept) == {}
    commit(kept)
    assert told(kept) == {}


def test_the_way_back_that_the_message_names_works(kept: Path) -> None:
    sealed_again(kept, register=True)
    commit(kept)
    [message] = told(kept).values()
    way = message.split("git checkout ")[1].split("，")[0]
    git(kept, "checkout", "-q", *way.split(" "))
    assert list(told(kept)) == ["frozen-unlike-register"]


def test_corrections_and_later_months_are_lawful(kept: Path) -> None:
    correct(kept, "乙局", 7)
    commit(kept)
    freeze_notice(kept, LATER, "2023-07-30")
    assert told(kept) == {}
    commit(kept)
    assert told(kept) == {}


def test_an_older_version_in_the_history_vouches_for_the_figures(kept: Path) -> None:
    freeze_notice(kept, LATER, "2023-07-30")
    commit(kept, "新")
    git(kept, "reset", "-q", "--hard", "HEAD^")
    freeze_notice(kept, LATER, "2023-07-30")
    as_version_1(kept)
    commit(kept, "旧")
    freeze_notice(kept, LATER, "2030-01-01")
    commit(kept, "登记")
    assert told(kept) == {}
    sealed_again(kept, register=True, month=LATER)
    assert list(told(kept)) == ["frozen-unlike-history"]


@pytest.mark.parametrize("in_a_branch", [False, True])
def test_a_freeze_can_be_undone_by_a_commit_that_removes_it(kept: Path, in_a_branch: bool) -> None:
    if in_a_branch:
        git(kept, "checkout", "-qb", "branch")
    (kept / FROZEN).unlink()
    (kept / REGISTER).unlink()
    commit(kept, "撤销")
    (kept / "content/ledger/2022-03.csv").write_text(LEDGER, "utf-8")
    freeze_notice(kept, FIRST, "2022-04-30")
    commit(kept, "重新存档")
    if in_a_branch:
        git(kept, "checkout", "-q", "main")
        git(kept, "commit", "-q", "--allow-empty", "-m", "别的事")
        git(kept, "merge", "-q", "--no-ff", "-m", "合并", "branch")
    assert told(kept) == {}


def test_a_freeze_undone_without_a_commit_of_its_own_is_told(kept: Path) -> None:
    (kept / FROZEN).unlink()
    (kept / REGISTER).unlink()
    (kept / "content/ledger/2022-03.csv").write_text(LEDGER, "utf-8")
    with pytest.raises(ArchiveError, match="单独提交一次"):
        freeze_notice(kept, FIRST, "2022-04-30")
    assert not (kept / FROZEN).exists()


def test_a_merge_cannot_bring_other_figures(kept: Path) -> None:
    git(kept, "checkout", "-qb", "branch")
    sealed_again(kept, register=True)
    commit(kept)
    git(kept, "checkout", "-q", "main")
    git(kept, "commit", "-q", "--allow-empty", "-m", "别的事")
    git(kept, "merge", "-q", "--no-ff", "-m", "合并", "branch")
    assert list(told(kept)) == ["frozen-unlike-history"]


def test_a_shallow_clone_has_what_history_there_is(kept: Path, tmp_path: Path) -> None:
    correct(kept, "乙局", 7)
    commit(kept)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{kept}", str(clone))
    assert told(clone) == {}
    sealed_again(clone, register=True)
    assert list(told(clone)) == ["frozen-unlike-history"]


def test_an_archive_in_a_subfolder_is_found_in_the_history(tmp_path: Path) -> None:
    root = tmp_path / "机关" / "资料库"
    root.mkdir(parents=True)
    write(root, issuable_archive())
    git(tmp_path, "init", "-q")
    freeze_notice(root, FIRST, "2022-04-30")
    commit(root)
    sealed_again(root, register=True)
    assert list(told(root)) == ["frozen-unlike-history"]


def test_nothing_in_the_repositorys_settings_is_run(kept: Path, tmp_path: Path) -> None:
    mark, program = tmp_path / "ran", tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {mark}\n")
    program.chmod(0o755)
    run = str(program)
    for name, value in {
        "core.fsmonitor": run, "core.pager": run, "pager.log": run, "core.hooksPath": str(tmp_path),
        "alias.log": f"!{run}",
        "log.showSignature": "true", "gpg.program": run, "diff.external": run, "core.sshCommand": run,
        "remote.origin.url": "ssh://example.invalid/x", "remote.origin.promisor": "true",
        "remote.origin.uploadpack": run, "extensions.partialClone": "origin", "diff.json.textconv": run,
        "core.askPass": run, "credential.helper": run, "core.editor": run,
    }.items():  # fmt: skip
        git(kept, "config", name, value)
    (kept / ".gitattributes").write_text("*.json diff=json\n")
    blob = git(kept, "rev-parse", f"HEAD:{FROZEN}")
    (kept / ".git/objects" / blob[:2] / blob[2:]).unlink()
    told(kept)
    assert not mark.exists()


def test_git_settings_of_the_surroundings_do_not_mislead(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", os.devnull)
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    sealed_again(kept, register=True)
    assert list(told(kept)) == ["frozen-unlike-history"]


def test_the_history_is_walked_once_for_each_commit(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    ask = issued_history.git
    monkeypatch.setattr(issued_history, "git", lambda *words, **told: asked.append(words[1]) or ask(*words, **told))

    def checked() -> list[str]:
        asked.clear()
        assert CliRunner().invoke(main, ["check", "--root", str(kept)]).exit_code == 0
        return asked

    assert checked() == ["rev-parse", "log", "cat-file"]
    assert checked() == ["rev-parse"]
    correct(kept, "乙局", 7)
    commit(kept)
    assert checked() == ["rev-parse", "log", "cat-file"]


def test_without_git_nothing_is_told(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    sealed_again(kept, register=True)
    assert told(kept) == {}
