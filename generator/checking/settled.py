"""The office's say in what checks of texts find: how severe it is, and what is allowed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path

from generator.loading import problem_in
from generator.model.allowances import Allowance, AllowanceList
from generator.model.settable import SETTABLE
from generator.problems import Problem


def settled(
    root: Path, problems: Iterable[Problem], levels: Mapping[str, str], allowed: AllowanceList | None, unseen: Set[str]
) -> list[Problem]:
    """The problems as the settings and allowances have them, and the allowances that allow nothing.

    ``unseen``: codes of what was not looked for, so that an allowance of it may well be needed.
    """
    used: set[int] = set()
    kept = []
    for problem in problems:
        if problem.code not in SETTABLE:
            kept.append(problem)
            continue
        matching = [place for place, one in enumerate(allowed.allowances) if allows(one, problem)] if allowed else []
        used.update(matching)
        level = levels.get(problem.code, problem.severity)
        if not matching and level != "off":
            kept.append(dataclasses.replace(problem, severity="error" if level == "error" else "warning"))
    return [*kept, *(_unused(root, allowed, used, unseen) if allowed else ())]


def allows(allowance: Allowance, problem: Problem) -> bool:
    """Whether the allowance is about this problem."""
    if (allowance.path, allowance.code) != (problem.path, problem.code):
        return False
    return allowance.text is None or f"“{allowance.text}”" in problem.message


def _unused(root: Path, allowed: AllowanceList, used: set[int], unseen: Set[str]) -> Iterator[Problem]:
    for place, one in enumerate(allowed.allowances):
        if place not in used and one.code not in unseen:
            shown = f"“{one.text}”" if one.text else ""
            message = f"{one.path} 里已经没有这一处了（{one.code}{shown}）。请删去这一条，以免以后误放"
            yield problem_in(root, allowed.path, ("allowances", place), "allowance-unused", message, "warning")
