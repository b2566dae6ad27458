"""Beginning another office's archive: everything is checked before anything is written, and nothing is overwritten."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from generator.files import content_lock, write_files
from generator.pipeline import check_archive
from generator.plain_files import is_hidden, oddity_at
from generator.problems import ArchiveError, errors
from generator.scaffolding.first_files import GIT_FILES, Office, first_files
from generator.scaffolding.refused import Refused

_MAY_BE_THERE = (".git", ".cache", *GIT_FILES)


def begin_archive(root: Path, new: Office) -> list[str]:
    """Write the first files into a new or empty folder, and return their paths.

    :class:`Refused` where anything else is there, :class:`ArchiveError` where the archive would have faults.
    """
    files = first_files(new)
    _refuse_what_is_there(root)
    _try_out(files)
    root.mkdir(parents=True, exist_ok=True)
    with content_lock(root, "建立资料库"):
        _refuse_what_is_there(root)  # another command may have been faster
        wanted = {path: data for path, data in files.items() if not os.path.lexists(root / path)}
        write_files({root / path: data for path, data in wanted.items()})
    return list(wanted)


def _refuse_what_is_there(root: Path) -> None:
    if os.path.lexists(root) and not root.is_dir():
        raise Refused(f"{root} 不是文件夹。请另写一个文件夹的名称")
    try:
        there = sorted(entry.name for entry in os.scandir(root)) if root.is_dir() else []
    except OSError as error:
        raise Refused(f"{root} 打不开（{error.strerror}）。请另写一个文件夹的名称") from None
    others = [name for name in there if name not in _MAY_BE_THERE and not (is_hidden(name) and name.startswith("~$"))]
    if others:
        more = "等" if len(others) > 5 else ""
        raise Refused(f"{root} 里已经有 {'、'.join(others[:5])}{more}，什么也没有写。请用新的或空的文件夹")
    odd = next((name for name in there if oddity_at(root / name)), "")
    if odd:
        raise Refused(f"{root / odd} 是{oddity_at(root / odd)}，什么也没有写。请删去它，或用新的文件夹")


def _try_out(files: Mapping[str, bytes]) -> None:
    """Check the archive as it would be, beside everything else."""
    with tempfile.TemporaryDirectory(prefix="bulletin-") as folder:
        write_files({Path(folder, path): data for path, data in files.items()}, durable=False)
        _, problems = check_archive(Path(folder))
    if errors(problems):
        raise ArchiveError(problems)
