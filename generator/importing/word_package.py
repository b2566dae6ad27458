"""A .docx as an untrusted archive of XML: bounded sizes, no entities, no macros, no endless nesting."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import basename, join, normpath
from xml.etree import ElementTree

from generator.importing.blocks import ImportFailed
from generator.xml_guard import XmlDamaged, XmlRefused, guarded_xml

_LARGEST = 100 * 1024 * 1024
_LARGEST_XML = 30 * 1024 * 1024
_HIGHEST_RATIO = 200
_FREE = 10 * 1024 * 1024
"""Below this size the ratio does not matter: short XML packs very well."""
_MOST_MEMBERS = 5000
_WANTED = re.compile(r"\[Content_Types\]\.xml|(_rels/|word/).*")
_WANTED_ODT = re.compile(r"mimetype|content\.xml|styles\.xml|Pictures/.*|META-INF/manifest\.xml")
_ODT = b"application/vnd.oasis.opendocument.text"
_BOMB = "文件解压后大得不合理，可能是恶意文件，没有打开。请核对来源，用 Word 或 WPS 打开确认后另存为新的 .docx 再导入"
_DAMAGED = "Word 文件已损坏，打不开。请在 Word 或 WPS 里打开并修复，另存为 .docx 再导入；或重新取一份原件"
_NOT_WORD = "这不是 Word 文件（.docx），可能是表格、演示文稿或压缩包。请用 Word 或 WPS 另存为 .docx 再导入"
_LOCKED = "文件加了密码，读不出来。请在 Word 或 WPS 里取消密码后另存再导入"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True)
class WordPackage:
    """The members of a Word file that reading needs."""

    members: Mapping[str, bytes]
    has_macros: bool

    @property
    def main(self) -> str:
        """The name of the member with the text, ``word/document.xml`` in nearly all files."""
        targets = self.targets("")
        found = [target for kind, target in targets.values() if kind == "officeDocument"]
        return found[0] if found and found[0] in self.members else "word/document.xml"

    def xml(self, name: str) -> ElementTree.Element | None:
        """A member as XML; ``None`` when there is none or it is damaged."""
        data = self.members.get(name)
        return None if data is None else parse_xml(data)

    def targets(self, of: str) -> dict[str, tuple[str, str]]:
        """Relationship id → its kind (``image``) and the member it points to."""
        folder = of.rpartition("/")[0]
        root = self.xml(join(folder, "_rels", f"{basename(of)}.rels"))
        found = {}
        for item in root.iter(_RELATIONSHIPS) if root is not None else ():
            target = item.get("Target", "")
            place = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            if item.get("TargetMode") != "External":
                found[item.get("Id", "")] = (item.get("Type", "").rpartition("/")[2], place)
        return found


def open_package(data: bytes) -> WordPackage:
    """Unpack a .docx. Raises :class:`ImportFailed` for bombs, locked, torn and other files."""
    members, names = _unpacked(data, _WANTED)
    types = members.get("[Content_Types].xml", b"")
    package = WordPackage(members, b"macroEnabled" in types or any(name.endswith("vbaProject.bin") for name in names))
    if package.main not in members:
        raise ImportFailed(_NOT_WORD)
    return package


def open_odt(data: bytes) -> dict[str, bytes] | None:
    """The members of an .odt, under the same guards; ``None`` where the package is no OpenDocument text."""
    members, _ = _unpacked(data, _WANTED_ODT)
    if not members.get("mimetype", b"").strip().startswith(_ODT):
        return None
    if b"encryption-data" in members.get("META-INF/manifest.xml", b""):
        raise ImportFailed(_LOCKED)
    return members


def _unpacked(data: bytes, wanted: re.Pattern[str]) -> tuple[dict[str, bytes], set[str]]:
    """The members that are wanted, and the names of all."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _check_sizes(infos)
            members = _read_all(archive, [info for info in infos if wanted.fullmatch(info.filename)])
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError):
        raise ImportFailed(_DAMAGED) from None
    return members, {info.filename for info in infos}


def _check_sizes(infos: list[zipfile.ZipInfo]) -> None:
    size, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    if len(infos) > _MOST_MEMBERS or size > _LARGEST or (size > _FREE and size > packed * _HIGHEST_RATIO):
        raise ImportFailed(_BOMB)
    if any(info.flag_bits & 1 for info in infos):
        raise ImportFailed(_LOCKED)


def _read_all(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """Unpack in small steps: what the directory says about sizes may be a lie."""
    members, left = {}, _LARGEST
    for info in infos:
        parts = []
        with archive.open(info) as stream:
            while part := stream.read(1 << 16):
                left -= len(part)
                if left < 0:
                    raise ImportFailed(_BOMB)
                parts.append(part)
        members[info.filename] = b"".join(parts)
    return members


def parse_xml(data: bytes) -> ElementTree.Element:
    """The root of an XML text. Raises :class:`ImportFailed` for damaged or dangerous ones."""
    try:
        return guarded_xml(data, _LARGEST_XML)
    except XmlRefused:
        raise ImportFailed(_BOMB) from None
    except XmlDamaged:
        raise ImportFailed(_DAMAGED) from None
