"""Writing the index of an archive to a folder."""

from pathlib import Path

from search.made_up import Files

from generator.pipeline import score_archive
from generator.search import build_index, document_plans


def write_index_of(root: Path, out: Path) -> None:
    """The index of the archive below ``root``, as files below ``out/search``."""

    files = Files()
    build_index(document_plans(score_archive(root)[0]), files)
    for path, data in files.items():
        file = out / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
