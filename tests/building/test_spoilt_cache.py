"""Whatever is in the files of a cache: a build gives the site that a clean one gives.

``BULLETIN_CACHE_CASES`` of them are tried, and each that fails is told with its number, which is its seed.
"""

import os
import pickle
import random
import shutil
from pathlib import Path

import pytest
from building.builds import CleanBuilds, build
from building.small_archive import article, differing, small_archive, write
from msgspec import Raw

from generator.building import Builder
from generator.building.digests import program_version
from generator.cache import Cache, pack

CASES = int(os.environ.get("BULLETIN_CACHE_CASES", "12"))
PARTS = 4
DEEP = [Raw(start * 100_000 + b"\xc0") for start in (b"\x91", b"\x81\xa1a")]
WRONG = [None, 5, "text", b"bytes", [], {}, [None] * 4, {"a": {"a": [1, 2.5, {}]}}, {"keys": {"a": 1}}, -1, 1e300]
SHELVES = dict[str, tuple[str, Raw]]


class Kept:
    """A built site with its cache, from which every case begins."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clean = folder / "office", CleanBuilds(folder)
        self.files, self._model = small_archive(), folder / "model"
        (self._model / "root").mkdir(parents=True)
        write(self._model / "root", self.files)
        self.version = program_version()
        self.begin(self._model)
        self.builder.build()
        self._model = self._model.rename(folder / "kept")

    def begin(self, folder: Path) -> None:
        self.cache, self.site = folder / "cache", folder / "site"
        self.builder = Builder(folder / "root", self.site, self.cache)

    def again(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self._model, self.folder, copy_function=shutil.copy2)
        self.begin(self.folder)


def spoil(kept: Kept, draw: random.Random) -> None:
    files = sorted(kept.cache.rglob("*.kept"))
    file, other = draw.choice(files), draw.choice(files)
    data = bytearray(file.read_bytes())
    match draw.randrange(9):
        case 0:
            del data[draw.randrange(len(data)) :]
        case 1:
            for _ in range(draw.choice([1, 2, 10, 1000])):
                data[draw.randrange(len(data))] = draw.randrange(256)
        case 2:
            at = draw.randrange(len(data))
            data[at:at] = draw.randbytes(draw.choice([1, 4, 1000]))
        case 3:
            data[:] = other.read_bytes()
        case 4:
            data[:] = data[:32] + pickle.dumps(print)
        case 5 | 6:
            sealed(kept, draw)
            return
        case 7 | 8:
            records(kept, draw)
            return
    file.write_bytes(data)


def sealed(kept: Kept, draw: random.Random) -> None:
    """A file of the wrong type that has the right key and version."""
    name = draw.choice(["manifest", "digests", "records"])
    if name == "manifest":
        cache = Cache(kept.cache)
    elif name == "digests":
        cache = Cache(kept.cache / "digests")
    else:
        name = draw.choice(sorted(file.stem for file in (kept.cache / "records").iterdir()))
        cache = Cache(kept.cache / "records", kept.version)
    cache.put(name, "", draw.choice([*WRONG, *DEEP]))


def records(kept: Kept, draw: random.Random) -> None:
    """Records of the wrong type in a shelf that is whole."""
    cache = Cache(kept.cache / "records", kept.version)
    shelves = {file.stem: cache.get(file.stem, "", SHELVES) for file in sorted((kept.cache / "records").iterdir())}
    name = draw.choice([name for name, shelf in shelves.items() if shelf])
    shelf = shelves[name]
    assert shelf
    for path in draw.sample(sorted(shelf), draw.randint(1, len(shelf))):
        wrong = draw.choice([*WRONG, shelf[draw.choice(sorted(shelf))][1]])
        if bytes(pack(wrong) or b"") != bytes(shelf[path][1]) and not isinstance(wrong, Raw):
            shelf[path] = shelf[path][0], Raw(pack(wrong) or b"")
    cache.put(name, "", shelf)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return Kept(tmp_path_factory.mktemp("spoilt"))


@pytest.mark.parametrize("part", range(PARTS))
def test_a_spoilt_cache_changes_nothing(part: int, kept: Kept) -> None:
    for seed in range(part, CASES, PARTS):
        draw = random.Random(seed)
        kept.again()
        for _ in range(draw.randint(1, 4)):
            spoil(kept, draw)
        files = dict(kept.files)
        if draw.random() < 0.7:
            files["content/2022/01/03.md"] = article("2022-01", f"新增第{draw.randrange(3)}篇", "乙局")
            write(kept.folder / "root", files)
        outcome, expected = build(kept.builder, kept.site), kept.clean.of(files)
        assert not isinstance(outcome, str) and not isinstance(expected, str), (seed, outcome, expected)
        assert differing(outcome, expected) == [], seed


def test_records_of_the_right_type_that_mean_nothing_are_read_again(kept: Kept) -> None:
    """As no program writes them: months that are none, in a file that is sealed anew."""
    kept.again()
    cache = Cache(kept.cache / "records", kept.version)
    for name in sorted(file.stem for file in (kept.cache / "records").iterdir()):
        shelf = cache.get(name, "", SHELVES) or {}
        told = {path: (key, Raw(bytes(raw).replace(b"2023-0", b"x-y-z-"))) for path, (key, raw) in shelf.items()}
        cache.put(name, "", told)
    files = kept.files | {"content/2022/01/03.md": article("2022-01", "新增", "乙局")}
    write(kept.folder / "root", files)
    outcome, expected = build(kept.builder, kept.site), kept.clean.of(files)
    assert not isinstance(outcome, str) and not isinstance(expected, str), (outcome, expected)
    assert differing(outcome, expected) == []
