"""What an editor says of a file on the command line, together with what was said before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.canonical import scalar
from generator.importing.blocks import ImportFailed
from generator.loading.import_layout_file import LAYOUT
from generator.model.frozen import COLUMNS
from generator.model.import_layout import SECTIONS, SKIPPED, ImportLayout, heading_key
from generator.model.units import UnitRegistry

_COLUMN_NAMES = {title: name for name, title in COLUMNS.items()}
_HEAD = (
    "# 导入旧资料时认过的栏目、表格栏目和署名，下次导入照用（bulletin import --heading、--column、--credit 写的）。\n"
)


@dataclass(frozen=True, slots=True)
class Said:
    """Pairs as they were given: ``一句话简讯=简讯``."""

    headings: tuple[tuple[str, str], ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    credits: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.headings or self.columns or self.credits)


def layout_with(known: ImportLayout | None, said: Said, units: UnitRegistry) -> ImportLayout:
    """The layout with what is said now above what was said before; :class:`ImportFailed` for what cannot be."""
    known = known or ImportLayout()
    columns = [(name, _COLUMN_NAMES.get(value, value)) for name, value in said.columns]
    _check("--heading", said.headings, SECTIONS)
    _check("--column", columns, (*COLUMNS, SKIPPED))
    _check("--credit", said.credits, units.known_names)
    return ImportLayout(
        LAYOUT,
        _merged(known.headings, said.headings),
        _merged(known.columns, columns),
        {**known.credits, **dict(said.credits)},
    )


def _check(option: str, pairs: Iterable[tuple[str, str]], allowed: Iterable[str]) -> None:
    allowed = tuple(allowed)
    for name, value in pairs:
        if value not in allowed:
            shown = "、".join(allowed[:12]) + ("等" if len(allowed) > 12 else "")
            raise ImportFailed(f"{option} {name}={value}：等号后面要写 {shown}")


def _merged(old: Mapping[str, str], new: Iterable[tuple[str, str]]) -> dict[str, str]:
    pairs = dict(new)
    keys = {heading_key(name) for name in pairs}
    return {**{name: value for name, value in old.items() if heading_key(name) not in keys}, **pairs}


def layout_text(layout: ImportLayout) -> bytes:
    """``content/import.yml``."""
    lines = [_HEAD]
    for field in ("headings", "columns", "credits"):
        pairs: Mapping[str, str] = getattr(layout, field)
        if pairs:
            lines.append(f"{field}:\n")
            lines += [f"  {scalar(name)}: {scalar(value)}\n" for name, value in pairs.items()]
    return "".join(lines).encode()
