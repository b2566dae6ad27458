"""What the office allows, ``content/allowances.yml``."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from generator.loading.context import Context
from generator.loading.front_matter import read_yaml
from generator.loading.text_file import File
from generator.model.allowances import Allowance, AllowanceList

ALLOWANCES = "content/allowances.yml"


@dataclass(frozen=True, slots=True)
class AllowanceFile:
    """The file as written."""

    allowances: tuple[Allowance, ...] = ()


_FILE: TypeAdapter[AllowanceFile] = TypeAdapter(AllowanceFile)


def read_allowances(file: File, context: Context) -> AllowanceList | None:
    """Read the file; whether each allows anything is told once everything is checked."""
    found = read_yaml(file, context, _FILE)
    return AllowanceList(file.path, found[1].allowances) if found else None
