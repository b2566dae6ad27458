"""Addresses of the site: what has been published once stays, or leads on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from generator import limits

_ADDRESS = re.compile(r"/?((?:[\w-]+/)*(?:[\w-]+(?:/(?:index\.html)?)?|[\w-]+\.html?))", re.ASCII)


def _as_address(text: str) -> str:
    if len(text) > limits.ADDRESS.most:
        raise PydanticCustomError("too-much", limits.ADDRESS.message())
    found = _ADDRESS.fullmatch(text.strip())
    if found is None:
        raise PydanticCustomError("bad-address", "not an address of this site")
    return normal_address(found[1])


def normal_address(text: str) -> str:
    """An address without the ways to write it: ``/2023/09/03`` and ``2023/09/03/index.html`` → ``2023/09/03/``."""
    address = text.strip().lstrip("/").removesuffix("index.html")
    return address if not address or address.endswith(("/", ".html", ".htm")) else f"{address}/"


Address = Annotated[str, AfterValidator(_as_address)]
"""An address below the site's root, ``2023/09/03/`` (or ``old/page.html``), however it was written."""

Addresses = Annotated[
    tuple[Address, ...],
    BeforeValidator(
        lambda value: (value,) if isinstance(value, str) else value, json_schema_input_type=str | tuple[str, ...]
    ),
]
"""One address, or a list of them."""


_OF_ISSUE = re.compile(r"[0-9]{4}/(0[1-9]|[1-9][0-9])/")


def is_of_issue(address: str) -> bool:
    """Whether an address has the form of an issue's: ``2023/09/``."""
    return _OF_ISSUE.fullmatch(address) is not None


@dataclass(frozen=True, slots=True)
class ListedAddress:
    """An address that was published, and the line of the list it stands on."""

    address: str
    line: int


@dataclass(frozen=True, slots=True)
class AddressList:
    """The addresses that must be served for ever (``content/addresses.txt``)."""

    path: str
    addresses: tuple[ListedAddress, ...] = ()


def site_path(content_path: str) -> str:
    """The path on the site of a file below ``content/``."""
    return content_path.removeprefix("content/")


def url_of(path: str) -> str:
    """The address of a page below the site's root: ``2023/09/03.md`` → ``2023/09/03/``, ``index.md`` → empty."""
    stem = path.removesuffix(".md")
    if stem == "index" or stem.endswith("/index"):
        stem = stem.removesuffix("index").rstrip("/")
    return f"{stem}/" if stem else ""


def file_of(path: str) -> str:
    """The file of the site that a path means: that of a page (``….md``, ``…/``), or the path itself."""
    return file_at(url_of(path)) if path.endswith(".md") else file_at(path)


def file_at(address: str) -> str:
    """The file that serves an address: ``2023/09/03/`` → ``2023/09/03/index.html``."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def list_text(addresses: Iterable[str]) -> str:
    """The file of an address list: one a line, sorted, below a word on what it is."""
    head = (
        "# 已经公布的网址，每行一个，由 bulletin addresses freeze 写入。\n"
        "# 文件改名或移动以后，请在它开头的 aliases 里写上旧网址；确实不再提供的，才删去这里的一行。\n"
    )
    return head + "".join(f"/{address}\n" for address in sorted(set(addresses)))
