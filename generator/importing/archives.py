"""The archive that is imported into: as it is, and as a copy to try things in."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.importing.blocks import ImportFailed
from generator.loading import load
from generator.model.archive import Archive
from generator.model.inputs import CONTENT
from generator.plain_files import listing, oddity_at

_OVERRIDES = "overrides"
_TEXT_FILES = (".md", ".csv", ".yml", ".json")


def archive_in(root: Path) -> Archive:
    """The archive below ``root``, whatever is wrong with its content."""
    archive, _ = load(root)
    if archive is None:
        raise ImportFailed("units.yml 或 rules.yml 有错误，认不出单位。请先运行 bulletin check，改正后再导入")
    return archive


@contextmanager
def rehearsal(root: Path, texts_only: bool = False) -> Iterator[Path]:
    """A copy of the archive to import into, for showing what would come of it.

    ``texts_only``: of pictures and attachments it has only that they are there, which is enough for scoring.
    """
    with tempfile.TemporaryDirectory(prefix="bulletin-") as folder:
        copy = Path(folder)
        settings = (path.name for path in root.glob("*.yml") if not oddity_at(path))
        look = () if texts_only else listing(root, _OVERRIDES).files
        for name in (*settings, *look, *listing(root, CONTENT).files):
            target = copy / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if texts_only and target.suffix.lower() not in _TEXT_FILES:
                target.touch()
            else:
                shutil.copyfile(root / name, target)
        yield copy
