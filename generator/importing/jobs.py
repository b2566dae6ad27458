"""Files to import: what each is, its plan, and many of them in one go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.faults import in_words
from generator.files import content_lock
from generator.importing.archives import archive_in
from generator.importing.blocks import Doubts, ImportFailed
from generator.importing.given_away import given_away
from generator.importing.issue import import_issue
from generator.importing.layouts import Said, layout_text, layout_with
from generator.importing.notice import import_notice
from generator.importing.plan import Plan, plan_of, with_layout, write
from generator.importing.reading import read_document
from generator.model.months import ISSUE_FORM, MONTH_FORM
from generator.plain_files import is_hidden, oddity_at

_SUFFIXES = (".docx", ".docm", ".odt", ".doc", ".wps", ".rtf", ".pdf", ".txt", ".md")
_ISSUE_NAME = re.compile(rf"期刊[-_ ]({ISSUE_FORM})[-_ ]({MONTH_FORM})(?!\d).*")
_NOTICE_NAME = re.compile(rf"通报[-_ ]({MONTH_FORM})(?!\d).*")


@dataclass(frozen=True, slots=True)
class Job:
    """One file to import; ``issue`` is empty for a notice."""

    path: Path
    kind: Literal["期刊", "通报"]
    month: str
    issue: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: its plan and what was written, or why it failed."""

    job: Job
    plan: Plan | None
    written: tuple[str, ...] = ()
    failure: str = ""


def plan_job(job: Job, root: Path, said: Said | None = None) -> Plan:
    """What importing the file would write; :class:`ImportFailed` when it cannot be imported.

    ``said``: what the editor says of headings, columns and names; it is kept with the content for the next time.
    """
    document = read_document(job.path, keep_columns=job.kind == "通报")
    archive = archive_in(root)
    layout = layout_with(archive.import_layout, said or Said(), archive.units)
    if job.kind == "通报":
        files, counts, doubts = import_notice(document, root, job.month, layout)
    else:
        files, counts, found = import_issue(document, archive.units, job.issue, job.month, layout)
        doubts = Doubts(found)
    plan = plan_of(root, files, counts, Doubts([*doubts, *given_away(document)]))
    return with_layout(root, plan, layout.path, layout_text(layout)) if said else plan


def jobs_in(folder: Path) -> tuple[list[Job], list[Path]]:
    """The files below a folder that say by their names what they are, issues first, and those that do not.

    Links and other files that are none are among the latter, whatever they are called.
    """
    jobs: list[Job] = []
    others: list[Path] = []
    for path in sorted(folder.rglob("*")):
        if is_hidden(path.name) or (path.is_dir() and not path.is_symlink()):
            continue
        job = None if oddity_at(path) else job_of(path)
        if job:
            jobs.append(job)
        else:
            others.append(path)
    return sorted(jobs, key=lambda job: (job.kind == "通报", job.month, job.issue, job.path)), others


def job_of(path: Path) -> Job | None:
    """``期刊-2024-07-2024-04.docx`` (number, month) or ``通报-2023-06.docx``; anything else is not recognised."""
    if path.suffix.lower() not in _SUFFIXES:
        return None
    if found := _ISSUE_NAME.fullmatch(path.stem):
        return Job(path, "期刊", found[2], found[1])
    if found := _NOTICE_NAME.fullmatch(path.stem):
        return Job(path, "通报", found[1])
    return None


def run(job: Job, root: Path, force: bool, keep_doubtful: bool, said: Said | None = None) -> Outcome:
    """Import one file into ``root``; a failure is an outcome too, and so are doubts that forbid writing it."""
    try:
        with content_lock(root, "导入旧资料"):
            plan = plan_job(job, root, said)
            doubtful = plan.doubtful(force)
            if doubtful and not keep_doubtful:
                return Outcome(job, plan, failure=refusal(doubtful))
            return Outcome(job, plan, tuple(write(root, plan, force)))
    except ImportFailed as error:
        return Outcome(job, None, failure=str(error))
    except OSError as error:
        return Outcome(job, None, failure=f"写不进资料库。{in_words(error)}")


def refusal(doubtful: Sequence[str]) -> str:
    """Why nothing is written, and what to do."""
    return (
        f"有 {len(doubtful)} 篇的类型或署名存疑（前面标“？”），没有写入：{'、'.join(doubtful)}。"
        "请按提示加 --heading 或 --credit，或改原件后再导入；要先写入、以后再核对，请加 --keep-doubtful"
    )
