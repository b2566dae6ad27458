"""Writing the index of an archive to a folder."""

from pathlib import Path

from generator.pipeline import score_archive
from generator.search import build_index, documents


def write_index_of(root: Path, out: Path) -> None:
    """The index of the archive below ``root``, as files below ``out/search``."""

    def write(path: str, data: bytes) -> None:
        file = out / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    build_index(documents(score_archive(root)[0]), write)
