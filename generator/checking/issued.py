"""The figures as issued against the register of what was issued, and against what Git has of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.loading import REGISTER, frozen_path, sealed
from generator.model.archive import Archive
from generator.model.frozen import FrozenNotice, Register
from generator.model.months import month_label
from generator.problems import Problem

FILE_GONE = "frozen-missing"
"""The code of the one fault that freezing the month again repairs."""


def check_issued(archive: Archive) -> Iterator[Problem]:
    """Every frozen notice says what was registered and committed of it, and nothing that was registered is gone."""
    if archive.register is None and REGISTER in archive.paths:
        return  # it could not be read, which is told already
    register = archive.register or Register(REGISTER)
    known = {one.digest for one in register.acts} | {one for notice in archive.frozen for one in notice.chain.digests}
    for notice in archive.frozen:
        problem = _unlike_history(archive, register, notice) or _unlike_register(register, notice, known)
        if problem:
            yield problem
    yield from _gone(archive, register)


def _unlike_history(archive: Archive, register: Register, notice: FrozenNotice) -> Problem | None:
    committed = archive.committed.get(notice.month)
    chain = _with_digests(register, notice).chain
    if committed is None or chain.extends(committed.chain):
        return None
    fault = _first_fault(chain.entries, committed.chain.entries) or "接在前面的摘要被改动过"
    message = (
        f"印发数据与 Git 里已经提交的（提交 {committed.commit}，{committed.date}）不符：{fault}，不能采用。请恢复："
        f"git checkout {committed.commit} -- {notice.path}，再运行 bulletin notice freeze {notice.month}；"
        "要更正印发的数字，请用命令 bulletin notice correct。"
        "确实要撤销存档重来的，先删去这个文件和印发登记里本月的各行，单独提交一次，再存档"
    )
    return _error(notice.path, "frozen-unlike-history", message)


def _unlike_register(register: Register, notice: FrozenNotice, known: set[str]) -> Problem | None:
    registered = register.digests(notice.month)
    digests = _with_digests(register, notice).chain.digests
    fault = _first_fault(digests, registered)
    if fault:
        message = (
            f"印发数据与印发登记（{register.path}）不符：{fault}，不能采用。请用 git 恢复这两个文件"
            f"（git checkout -- {notice.path} {register.path}）；要更正印发的数字，请用命令 bulletin notice correct"
        )
        return _error(notice.path, "frozen-unlike-register", message)
    if notice.before and notice.before not in known:
        message = (
            f"这份存档接在印发登记（{register.path}）的一条摘要后面，那一条现在没有了：以前某月的存档或更正被改动过。"
            f"请用 git 恢复 content/notices/ 和 {register.path}；要撤销存档，只能从最后一个月撤起"
        )
        return _error(notice.path, "frozen-unlike-register", message)
    if not notice.chain.digests:
        said = "这份存档是旧版程序写的，还没有登记，也没有印发摘要"
    elif len(registered) < len(digests):
        said = "这份存档里有还没有登记的存档或更正（多半是命令中途断了）"
    else:
        return None
    message = f"{said}。请运行一次 bulletin notice freeze {notice.month}，会自动登记，数字不变"
    return Problem(notice.path, 1, "", "frozen-unregistered", message, "warning")


def _gone(archive: Archive, register: Register) -> Iterator[Problem]:
    """Months that are registered and have no file any more."""
    seen: set[str] = set()
    for line, one in enumerate(register.acts, start=2):
        path = frozen_path(one.month)
        if one.month not in seen and path not in archive.paths:
            message = (
                f"登记了{month_label(one.month)}的存档，{path} 却不见了。请用 git 恢复（git checkout -- {path}）；"
                "确实要撤销存档的，请把登记里这个月的各行也删去"
            )
            yield Problem(register.path, line, "", FILE_GONE, message)
        seen.add(one.month)


def _with_digests(register: Register, notice: FrozenNotice) -> FrozenNotice:
    """The notice; one of an older version as it would be registered."""
    return notice if notice.chain.digests else sealed(notice, register.before(notice.month))


def _first_fault(now: Sequence[str], then: Sequence[str]) -> str:
    """What of the acts of then is not as it was; empty where all are."""
    for place, one in enumerate(then):
        what = f"第 {place} 次更正" if place else "存档时的数字"
        if place >= len(now):
            return f"少了{what}"
        if now[place] != one:
            return f"{what}被改动过"
    return ""


def _error(path: str, code: str, message: str) -> Problem:
    return Problem(path, 1, "", code, message)
