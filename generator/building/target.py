"""Which folder may become a site: never one that somebody has put something into."""

from __future__ import annotations

import os
import re
from pathlib import Path

from generator.building.digests import PACKAGE
from generator.building.manifest import read_manifest, stamps_below
from generator.building.result import SiteRefused
from generator.model.inputs import INPUTS
from generator.theme import OVERRIDES

_WRITTEN = (*INPUTS, OVERRIDES, ".git")
"""What is written by hand, or cannot be made again."""

_INDEX = re.compile(rb'\{"schema_version":\d+,"ignored":\[')
"""How our search index begins, by which any site of ours is known."""


def check_target(root: Path, site: Path, cache: Path) -> None:
    """Raise :class:`SiteRefused` unless the folder, whose links have been followed, may be replaced by a site.

    It may where nothing is yet, or a site of ours; the archive's own ``site/`` may in any case.
    """
    root = Path(os.path.realpath(root))
    kept = {"资料库的缓存": cache, "本程序": PACKAGE, **{f"资料库的 {name} ": root / name for name in _WRITTEN}}
    for what, path in [("资料库", root), *((what, Path(os.path.realpath(path))) for what, path in kept.items())]:
        if _within(path, site):
            raise _refused(site, f"{what}就在那里")
        if path != root and _within(site, path):
            raise _refused(site, f"它在{what}里面")
    if ".git" in site.parts:
        raise _refused(site, "它在 git 的文件夹里面")
    if os.path.lexists(site) and not site.is_dir():
        raise _refused(site, "那里有一个同名的文件")
    if site != root / "site" and not _is_ours(site, cache):
        raise _refused(site, "里面有别的文件，又不是本程序生成的网站，替换就会丢失")


def _is_ours(site: Path, cache: Path) -> bool:
    """Whether there is nothing, or our search index, or any file as the last build has left it there."""
    if not site.exists() or not any(site.iterdir()):
        return True
    try:
        with (site / "search/index.json").open("rb") as file:
            if _INDEX.match(file.read(100)):
                return True
    except OSError:
        pass
    last = read_manifest(cache / "manifest")
    return last.site == str(site) and any(last.stamps.get(path) == stamp for path, stamp in stamps_below(site))


def _within(path: Path, folder: Path) -> bool:
    """Whether it is the folder or lies in it, under whatever names."""
    if path == folder or folder in path.parents:
        return True
    return any(place.exists() and folder.exists() and place.samefile(folder) for place in (path, *path.parents))


def _refused(site: Path, why: str) -> SiteRefused:
    return SiteRefused(f"网站不能放在 {site}：{why}。请换一个空的或还没有的文件夹")
