"""``mkdocs.yml`` → the settings of the site; files they name must be there."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from pydantic import TypeAdapter

from generator.clean_html import faults
from generator.loading.folder import Folder
from generator.loading.places import problem_in
from generator.loading.settings_file import read_settings
from generator.model.inputs import SITE_FILE
from generator.model.site import SiteSettings
from generator.plain_files import link_on_the_way
from generator.problems import Loc, Problem, Severity, errors
from generator.theme import OVERRIDES, STYLES, THEME

_SITE = TypeAdapter(SiteSettings)
_REFUSED = {
    "INHERIT": "网站设置都写在这一个文件里，不从别的文件继承。请把要用的项目抄到这里，删去这一行",
    "hooks": "资料库里不放程序，生成网站时不运行别的代码。请删去这一项",
    "nav": "栏目由程序按内容生成，不用写。请删去这一项",
}


def read_site(folder: Folder, problems: list[Problem]) -> SiteSettings | None:
    """Read the settings; what is wrong with them becomes problems and gives ``None``."""
    settings = read_settings(folder, SITE_FILE, _SITE, problems, _REFUSED)
    found = [*_wrong_files(folder.root, settings), *_unsafe_markup(folder.root, settings)] if settings else []
    problems += found
    return None if errors(found) else settings


def _wrong_files(root: Path, settings: SiteSettings) -> Iterator[Problem]:
    """Files that are not there, styles that are there anyway, and a site that would be written elsewhere."""
    named: list[tuple[Loc, str]] = [(("theme", "favicon"), settings.theme.favicon)]
    named += [(("theme", "logo"), settings.theme.logo)] if settings.theme.logo else []
    named += [(("extra_css", place), path) for place, path in enumerate(settings.extra_css)]
    named += [(("extra_javascript", place), path) for place, path in enumerate(settings.extra_javascript)]
    for loc, path in named:
        if not any((folder / path).is_file() for folder in (root / OVERRIDES, THEME)):
            message = f"没有“{OVERRIDES}/{path}”这个文件。请放进去，或改正这里的文件名（大小写也要一致）"
            yield _problem(root, loc, "missing-own-file", message)
    link = link_on_the_way(root, root / settings.site_dir)
    if link:
        message = f"网站不能放在“{settings.site_dir}”：{link.relative_to(root)} 是符号链接，不会跟过去写。请删去它"
        yield _problem(root, ("site_dir",), "site-dir", message)
    icon = f".icons/{settings.theme.icon.logo}.svg"
    if not any((folder / icon).is_file() for folder in (root / OVERRIDES, THEME, *_material())):
        message = f"没有“{settings.theme.icon.logo}”这个图标。请改正，或删去这一项（用程序自带的）"
        yield _problem(root, ("theme", "icon", "logo"), "unknown-icon", message)
    ours = [path for path in settings.extra_css if path in STYLES]
    if ours and ours != list(STYLES):
        message = f"“{'”、“'.join(ours)}”是程序自带的样式，几个总是一起用，不用写在这里。请删去这些行"
        yield _problem(root, ("extra_css",), "own-style", message, "warning")


def _unsafe_markup(root: Path, settings: SiteSettings) -> Iterator[Problem]:
    """What may not stand at the foot of every page, where HTML is shown as such."""
    for fault in faults(settings.copyright):
        yield _problem(root, ("copyright",), "unsafe-markup", fault.message)


def _problem(root: Path, loc: Loc, code: str, message: str, severity: Severity = "error") -> Problem:
    return problem_in(root, SITE_FILE, loc, code, message, severity)


def _material() -> Iterator[Path]:
    """Where the theme below ours has its templates and icons."""
    spec = find_spec("material")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        yield Path(folder) / "templates"
