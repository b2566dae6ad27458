"""A whole issue → ``index.md``, one file per item, and the pictures beside them."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath

from generator.canonical import front_matter
from generator.importing import markdown_text
from generator.importing.blocks import Document, Doubt, Doubts, ImportFailed
from generator.importing.credits import Credit, CreditReader
from generator.importing.issue_lines import Line, source_lines
from generator.importing.item import Item, Picture, Text
from generator.importing.items import ItemReader
from generator.importing.masthead import take_imprint
from generator.model.units import UnitRegistry

_ALT = "图片说明待补"


def import_issue(
    document: Document, units: UnitRegistry, issue: str, month: str
) -> tuple[dict[str, bytes], dict[str, int], list[Doubt]]:
    """Files by path below the root, counts, and doubts in order of line.

    Raises :class:`ImportFailed` when there is not a single item.
    """
    elements = source_lines(document)
    imprint, body = take_imprint(elements)
    reader = ItemReader(CreditReader(units, month), document.flowed)
    items = [item for item in reader.read(body) if item.title or item.parts]
    if not any(item.parts for item in items):
        raise ImportFailed("没有找到一篇稿件。请检查是不是选错了文件（这里要一期信息的文稿，通报请用 import notice）")
    folder = f"content/{issue[:4]}/{issue[5:]}"
    text = "\n".join(line.text for line in elements if isinstance(line, Line))
    files = {f"{folder}/index.md": front_matter(imprint.fields(issue, month, text))}
    doubts = Doubts([*document.doubts, *imprint.compare(issue, month), *reader.doubts])
    width = max(2, len(str(len(items))))
    for number, item in enumerate(items, 1):
        files |= _files(item, f"{folder}/{number:0{width}}", issue, doubts)
    return files, _counts(items, units, month, len(files)), sorted(set(doubts))


def _files(item: Item, stem: str, issue: str, doubts: Doubts) -> dict[str, bytes]:
    credit = item.credit or Credit()
    values = {
        "title": item.title,
        "subtitle": item.subtitle,
        "unit": credit.units[0] if len(credit.units) == 1 else credit.units,
        "authors": credit.authors,
        "issue": issue,
        "type": item.kind,
    }
    files: dict[str, bytes] = {}
    parts = []
    for part in item.parts:
        if isinstance(part, Text):
            parts.append(part.markdown)
        elif isinstance(part, Picture):
            parts.append(_picture(part, f"{stem}-{len(files) + 1}", files, doubts))
        else:
            parts.append(markdown_text.table(part))
    return {f"{stem}.md": front_matter(values, "\n\n".join(parts)), **files}


def _picture(picture: Picture, stem: str, files: dict[str, bytes], doubts: Doubts) -> str:
    """The reference to a picture; the picture itself goes to ``files``."""
    suffix = PurePosixPath(picture.image.name).suffix.lower() or ".png"
    path = PurePosixPath(f"{stem}{suffix}")
    files[str(path)] = picture.image.data
    if picture.caption:
        doubts.add(picture.image.line, f"{path.name} 的说明取自图下的一行“{picture.caption}”，请核对")
    else:
        doubts.add(picture.image.line, f"{path.name} 没有说明，请把“{_ALT}”改成一句话，说明图上是什么")
    return f"![{markdown_text.escaped(picture.caption) or _ALT}]({path.name})"


def _counts(items: list[Item], units: UnitRegistry, month: str, files: int) -> dict[str, int]:
    kinds = Counter(item.kind for item in items)
    found = (units.resolve(name, month) for item in items if item.credit for name in item.credit.units)
    credited = {unit.name for unit in found if unit}
    pictures = files - len(items) - 1
    return {"信息": kinds["信息"], "简讯": kinds["简讯"], "单位": len(credited), "图片": pictures}
