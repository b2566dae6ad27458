"""The list of published addresses on disk: read with everything else, written by command only."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator import limits
from generator.files import write_file
from generator.loading.advice import shown
from generator.loading.context import Context
from generator.loading.text_file import File, decode
from generator.model.addresses import AddressList, ListedAddress, list_text, normal_address
from generator.problems import Problem

ADDRESSES = "content/addresses.txt"


def read_addresses(file: File, context: Context) -> AddressList | None:
    """Read the list; empty lines and those that begin with ``#`` say nothing."""
    text = decode(file, context.problems, allow_bom=True)
    if text is None:
        return None
    if text.count("\n") > limits.LISTED.most:
        context.problems.append(Problem(file.path, 1, "", limits.CODE, limits.LISTED.message(text.count("\n"))))
        return None
    listed = []
    for number, line in enumerate(text.split("\n"), start=1):
        written = line.strip()
        if not written or written.startswith("#"):
            continue
        if " " in written or "://" in written or not written.startswith("/"):
            message = f"每行写一个本站的网址，以 / 开头，如 /2023/09/03/，不写网站名（现在是“{shown(written)}”）"
            context.problems.append(Problem(file.path, number, "", "bad-address", message))
        else:
            listed.append(ListedAddress(normal_address(written), number))
    return AddressList(file.path, tuple(listed))


def write_addresses(root: Path, addresses: Iterable[str]) -> bool:
    """Write the list; whether that changed it."""
    target, text = root / ADDRESSES, list_text(addresses).encode()
    if target.is_file() and target.read_bytes().replace(b"\r\n", b"\n") == text:
        return False
    write_file(target, text)
    return True
