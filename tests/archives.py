"""Archives for tests: a copy of the real one to change, and the golden table and notice."""

import csv
import re
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator.pipeline import score_archive
from generator.scoring import Scores

REPO = Path(__file__).resolve().parents[1]
GOLDEN = REPO / "tests" / "golden"
COUNTS = ("submitted", "adopted_above", "adopted", "commissioned", "forwarded")


def copy_of_real_archive(folder: Path) -> Path:
    root = folder / "archive"
    root.mkdir()
    for name in ("units.yml", "rules.yml", "mkdocs.yml"):
        shutil.copy(REPO / name, root)
    for name in ("content", "overrides"):
        shutil.copytree(REPO / name, root / name)
    return root


@cache
def real_scores() -> Scores:
    """The repository's own content, scored once; nothing in it can be changed."""
    return score_archive(REPO)[0]


def published_rows() -> list[dict[str, object]]:
    """The published table of June 2023 as the data files write it: numbers, blank counts 0."""
    with (GOLDEN / "2023-06.published.csv").open(encoding="utf-8") as file:
        return [
            {key: text if key in ("group", "unit") else float(text or 0) for key, text in row.items()}
            for row in csv.DictReader(file)
        ]


def published_columns(data: Any) -> list[dict[str, object]]:
    """The rows as the published table has them, which has no other points."""
    rows = [{"group": group["id"], **row} for group in data["groups"] for row in group["rows"]]
    assert {row.pop("other_points") for row in rows} == {0}
    return rows


@dataclass(frozen=True)
class PrintedUnit:
    """A unit's part of the printed notice: the numbers of its summary line, and title → label of its items."""

    numbers: tuple[str, ...]
    items: tuple[tuple[str, str], ...]


def printed_units() -> dict[str, PrintedUnit]:
    """The unit lists of the printed notice, read from its text."""
    text = (GOLDEN / "2023-06.notice.txt").read_text(encoding="utf-8")
    text = text[text.index("## 各县（市、区）局信息采用情况") : text.index("注：1、计分方式")]
    text = re.sub(r"^(#+ .*|- )", "", text, flags=re.M)
    text = re.sub(r"\s+", "", text).replace("（", "(").replace("）", ")")
    heads = list(re.finditer(r"([一-鿿]+)\((6月份报送(?:稿件|信息)[^()]*)\)", text))
    units = {}
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        rest = text[head.end() : following.start() if following else None]
        items = re.findall(r"\d+、(.*?)\((第9期(?:信息|简讯)?|市政府约稿|省厅约稿)\)(?=\d+、|$)", rest)
        units[head[1]] = PrintedUnit(numbers_in(head[2]), tuple((bare(title), label) for title, label in items))
    return units


def numbers_in(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+(?:\.\d+)?", text))


def bare(title: str) -> str:
    """A title without what differs between two printings of it: spaces and punctuation."""
    return re.sub(r"[\W_]+", "", title)
