"""Addresses never change: old ones lead on, and none that was published is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from generator.checking.outputs import RESERVED, Output, parents
from generator.loading import place_in
from generator.model.addresses import file_at
from generator.model.archive import Archive
from generator.problems import Problem

_OF_UNIT = re.compile(r"units/([^/]+)/(?:[0-9]{4}/)?")
_OF_GROUP = re.compile(r"standings/[0-9]{4}/([^/]+)/")
_OF_YEAR = re.compile(r"([0-9]{4}|units/[^/]+/[0-9]{4}|standings/[0-9]{4}(/[^/]+)?|(reporting|commissioned)/[0-9]{4})/")
"""Addresses of pages that have no file of their own."""


def check_addresses(archive: Archive, outputs: Sequence[Output]) -> Iterator[Problem]:
    """Aliases are free to use, and every published address is served; ``outputs``: pages and attachments."""
    yield from _check_aliases(archive, outputs)
    listed = archive.addresses
    if listed is None:
        return
    kept = {one.file for one in outputs} | {file_at(old.address) for old in archive.old_addresses}
    for one in listed.addresses:
        if file_at(one.address) not in kept:
            yield Problem(listed.path, one.line, "", "address-gone", _gone(archive, one.address))


def _gone(archive: Archive, address: str) -> str:
    return f"网址“/{address}”公布过，现在却没有这一页。{_way_back(archive, address)}；如果确实不再提供，请删去本行"


def _way_back(archive: Archive, address: str) -> str:
    """How to get a page back; what is made from settings and figures has no file that could have ``aliases``."""
    unit, group = _OF_UNIT.fullmatch(address), _OF_GROUP.fullmatch(address)
    if unit and unit[1] not in {one.id for one in archive.units.units}:
        return f"单位的 id 定了就不再改，请在 units.yml 里改回“id: {unit[1]}”（单位撤销时不要删除，写 until）"
    if group and group[1] not in {one.id for one in archive.units.groups}:
        return f"分组的 id 定了就不再改，请在 units.yml 里改回“id: {group[1]}”"
    if _OF_YEAR.fullmatch(address):
        return "它由程序按那一年的资料生成，请核对那一年的期、稿件或台账是不是移走了、删去了，放回原处就有"
    if address.startswith("people/"):
        return "作者页随稿件的署名而定，不保证长期不变，也不必列在这里；署名写错的，改正后就有"
    return f"如果是文件改了名或移了位置，请在它开头写上“aliases: [/{address}]”"


def _check_aliases(archive: Archive, outputs: Sequence[Output]) -> Iterator[Problem]:
    """No alias is in the way of a page, of another file, or of another alias."""
    if not archive.old_addresses:
        return
    taken = {one.file.lower(): _owner(one) for one in outputs} | dict.fromkeys(RESERVED, "网站自用的网址")
    folders = {folder: owner for file, owner in taken.items() for folder in parents(file)}

    @cache
    def place_of(path: str, place: int) -> tuple[int, str]:
        return place_in(archive.root, path, ("aliases", place))

    for old in archive.old_addresses:
        line, field = place_of(old.path, old.place)
        file = file_at(old.address).lower()
        clash = next((taken[one] for one in (file, *parents(file)) if one in taken), folders.get(file))
        if clash:
            whose = "" if old.written else f"（“{old.record.path}”随本期改过网址）"
            message = f"旧网址“/{old.address}”{whose}是{clash}，不能再转到这里。请改正，或从 aliases 里删去这一项"
            yield Problem(old.path, line, field, "alias-taken", message)
        else:
            taken[file] = f"“{old.path}”第 {line} 行的旧网址"
            folders |= dict.fromkeys(parents(file), taken[file])


def _owner(output: Output) -> str:
    if output.file.endswith(".html"):
        return f"现有的一页（/{output.file.removesuffix('index.html')}）"
    return f"现有的文件（“{output.source}”）"
