"""Names of files and folders that not every system takes, that hide what they are, or that clash."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

from generator.problems import Problem

_LONGEST_NAME = 255
_LONGEST_PATH = 200
_USUAL = re.compile(r"[a-z0-9_-]*[0-9_-][a-z0-9_-]*(?:\.[a-z0-9]+)*")
"""Names with a digit or dash in their stem are no device's but for ``com1`` and the like."""
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³])[ ]*(?:\..*)?", re.IGNORECASE)
_REFUSED = re.compile(r'[<>:"|?*\\;]|%[0-9A-Fa-f]{2}')
_INVISIBLE = ("Cc", "Cf", "Cs", "Zl", "Zp")
_RUNS = re.compile(
    r"[sx]?html?|svg|xml|xsl|m?js|css|php[0-9]?|phtml|phar|as[pac]x?|ashx|cer|jspx?|cgi|p[ly]|rb|sh"
    r"|exe|com|bat|cmd|scr|pif|vbs|wsf|hta|lnk|msi|ps1|jar|dll|swf"
)
"""Endings by which a browser, a server or Windows runs a file, also where another follows."""


def wrong_names(paths: Iterable[str]) -> Iterator[Problem]:
    """Names that are wrong wherever they stand; the first in each path is told."""
    for path in paths:
        fault = next(filter(None, map(_fault, path.split("/"))), "")
        if not fault and len(path) > _LONGEST_PATH:
            fault = f"连同文件夹，名称共 {len(path)} 个字，超过 {_LONGEST_PATH} 个，有的电脑取不下来。请改短"
        if fault:
            yield Problem(path, 1, "", "bad-name", fault)


def clashing_names(paths: Collection[str], told: Collection[str]) -> Iterator[Problem]:
    """Files or folders whose names are one on other systems; of pairs in ``told`` something else has been said."""
    seen: dict[str, str] = {}
    for path in [*sorted(_folders(paths)), *paths]:
        other = seen.setdefault(_as_one(path), path)
        same_above = _above(other) == _above(path)
        if other != path and same_above and not (other in told and path in told):
            message = (
                f"和 {other} 只差大小写或字的写法，在 Windows 和苹果电脑上是同一个名称，会互相覆盖。"
                "请把其中一个改名或合并"
            )
            yield Problem(path, 1, "", "name-clash", message)


def runnable_name(path: str) -> str:
    """The ending within the name of an attachment by which a server may run it; empty where there is none."""
    inner = PurePosixPath(path).name.lower().split(".")[1:-1]
    return next((f".{part}" for part in inner if _RUNS.fullmatch(part.strip())), "")


def _above(path: str) -> str:
    return path.rpartition("/")[0]


def _as_one(path: str) -> str:
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _folders(paths: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for path in paths:
        while (path := _above(path)) and path not in found:
            found.add(path)
    return found


@functools.lru_cache(maxsize=4096)
def _fault(name: str) -> str:
    """What is wrong with one name; nothing for a right one."""
    if _USUAL.fullmatch(name) and not _DEVICE.fullmatch(name) and len(name) <= _LONGEST_NAME:
        return ""
    if any("\ud800" <= letter <= "\udfff" for letter in name):
        return "名称不是 UTF-8 编码（多半来自旧的压缩文件或别的系统），认不出。请改名"
    if any(unicodedata.category(letter) in _INVISIBLE for letter in name):
        codes = "、".join(dict.fromkeys(f"U+{ord(one):04X}" for one in name if unicodedata.category(one) in _INVISIBLE))
        return f"名称里有看不见的字符（{codes}），会叫人认错文件。请改名，只用看得见的字"
    refused = _REFUSED.search(name)
    if refused:
        return f"名称“{name}”里有“{refused[0]}”，有的电脑取不下来，有的服务器会认错。请改名，改用中文标点或去掉"
    if name.endswith((".", " ")):
        return f"名称“{name}”末尾有点号或空格，Windows 取不下来。请改名，去掉末尾的点号和空格"
    if _DEVICE.fullmatch(name):
        return f"名称“{name}”是 Windows 留给设备用的，取不下来。请改名"
    if len(name.encode()) > _LONGEST_NAME:
        return f"名称有 {len(name.encode())} 个字节，超过 {_LONGEST_NAME}，有的电脑取不下来。请改短"
    return ""
