"""The settings of the site, ``mkdocs.yml``: what it is called, where it stands, who publishes it, how it looks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, Strict, StringConstraints
from pydantic_core import PydanticCustomError

from generator.model.inputs import INPUTS
from generator.model.settable import SETTABLE

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Flag = Annotated[bool, Strict()]
Year = Annotated[int, Strict(), Field(ge=1000, le=9999)]

_ADDRESS = re.compile(r"https?://[^\s/?#\"'<>]+(/[^\s?#\"'<>]*)?")
_FILE = re.compile(r"(?!.*(^|/)\.)[^\s\0-\x1f/:\\?#\"'<>]+(/[^\s\0-\x1f/:\\?#\"'<>]+)*")
_TAKEN = (*INPUTS, "overrides", ".git", ".cache")
"""What of the archive no site may stand in."""
_OWN_FOLDER = re.compile(r"(?!.*(^|/)\.\.?(/|$))[^\0-\x1f/:\\~]+(/[^\0-\x1f/:\\]+)*/?")
EXTENSIONS: dict[str, dict[str, object]] = {
    "admonition": {},
    "attr_list": {},
    "footnotes": {},
    "md_in_html": {},
    "tables": {"use_align_attribute": True},  # a style attribute does nothing under a strict CSP
}
"""What texts are read with, whatever the settings say; with the options of each."""


def _address(text: str) -> str:
    if _ADDRESS.fullmatch(text) is None:
        raise PydanticCustomError("site-address", "网址要写全，如“http://10.1.2.3/bulletin/”，不带问号和井号")
    return f"{text.rstrip('/')}/"


def _own_file(path: str) -> str:
    if _FILE.fullmatch(path) is None:
        raise PydanticCustomError(
            "foreign-file",
            "只能用自己的文件：放进 overrides/，这里写它在里面的位置，如“assets/own.css”；不引用外网",
        )
    return path


def _own_folder(path: str) -> str:
    if _OWN_FOLDER.fullmatch(path) is None or path.split("/")[0] in _TAKEN:
        raise PydanticCustomError(
            "foreign-folder",
            "网站只能放在资料库里面一个单独的文件夹，这里写它的名称，如“site”。要放在别处，请在命令里写 --site-dir",
        )
    return path


def _extension(entry: object) -> object:
    name, options = next(iter(entry.items())) if isinstance(entry, dict) and len(entry) == 1 else (entry, None)
    if not isinstance(name, str) or name not in EXTENSIONS or options not in (None, {}, EXTENSIONS[name]):
        raise PydanticCustomError(
            "fixed-extension", "正文的写法由程序定，不能增减，也不能改选项。请删去这一项（整个项目不写也可以）"
        )
    return entry


def _plugin(entry: object) -> object:
    if entry not in ("bulletin", {"bulletin": None}, {"bulletin": {}}):
        raise PydanticCustomError(
            "foreign-plugin", "只用“bulletin”这一个插件，它不带选项；搜索等都由程序自带。请删去别的"
        )
    return entry


def _settable(code: str) -> str:
    if code not in SETTABLE:
        raise PydanticCustomError(
            "unknown-check", "没有这一项检查，可以设置的有：{known}", {"known": "、".join(SETTABLE)}
        )
    return code


def _off(value: object) -> object:
    return "off" if value is False else value  # as YAML reads ``off`` without quotes


Address = Annotated[str, AfterValidator(_address)]
"""Where the site stands; ends with a slash."""
OwnFile = Annotated[str, AfterValidator(_own_file)]
"""Path of a file below ``overrides/``."""
OwnFolder = Annotated[Text, AfterValidator(_own_folder)]
"""Path of a folder below the root of the archive."""
Megabytes = Annotated[int, Strict(), Field(ge=1, le=200)]
Level = Literal["ignore", "info", "warn"]
CheckCode = Annotated[str, AfterValidator(_settable)]
"""The code of a check whose severity may be set."""
CheckLevel = Annotated[Literal["error", "warning", "off"], BeforeValidator(_off)]


@dataclass(frozen=True, slots=True)
class Toggle:
    """The button between light and dark. The theme has its own; what is written here changes nothing."""

    icon: str
    name: str


@dataclass(frozen=True, slots=True)
class Palette:
    """Light or dark; the colours themselves are set by styles."""

    scheme: Literal["default", "slate"]
    media: str = ""
    primary: Literal["custom"] = "custom"
    accent: Literal["custom"] = "custom"
    toggle: Toggle | None = None


@dataclass(frozen=True, slots=True)
class Icon:
    """Icons by name."""

    logo: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)+$")] = (
        "material/newspaper-variant-outline"
    )
    """Beside the name of the site."""


@dataclass(frozen=True, slots=True)
class Look:
    """What an office may choose of the look without a file of its own."""

    name: Literal["material"] = "material"
    custom_dir: Literal["overrides"] | None = None
    language: Literal["zh"] = "zh"
    font: Literal[False] = False
    """Fonts of the reader's own computer; others would be fetched from elsewhere."""
    favicon: OwnFile = "assets/images/favicon.svg"
    logo: OwnFile | None = None
    icon: Icon = Icon()
    palette: tuple[Palette, ...] = (Palette("default"), Palette("slate"))
    features: tuple[Literal["navigation.tabs", "navigation.top"], ...] = ("navigation.tabs", "navigation.top")


@dataclass(frozen=True, slots=True)
class Extra:
    """Settings that MkDocs does not know."""

    people: Flag = True
    """Whether authors have pages."""
    generator: Literal[False] = False
    first_year: Year = 2000
    """The earliest year of anything in the archive; an earlier one is taken for a slip."""
    last_year: Year = 2100
    picture_mb: Megabytes = 20
    """The largest picture that a text may link."""
    document_mb: Megabytes = 50
    """The largest other attachment."""
    checks: Mapping[CheckCode, CheckLevel] = field(default_factory=dict)
    """Code of a check → how severe it is, where that is not what the program takes it for."""
    words: Text | None = None
    """Where the office's own list of words is, which may lie outside the archive."""
    review: Literal["required"] | None = None
    """Whether nothing is published that nobody has reviewed."""


@dataclass(frozen=True, slots=True)
class NavigationChecks:
    """What MkDocs' own commands say about files that are in no navigation."""

    omitted_files: Level = "ignore"


@dataclass(frozen=True, slots=True)
class Validation:
    """What MkDocs' own commands check."""

    nav: NavigationChecks = NavigationChecks()


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """Everything that ``mkdocs.yml`` may say; what is left out has its value here."""

    site_name: Text
    site_url: Address = ""
    """Empty where the address of the site is not known."""
    site_description: Text | None = None
    copyright: str = ""
    docs_dir: Literal["content"] = "content"
    site_dir: OwnFolder = "site"
    use_directory_urls: Literal[True] = True
    theme: Look = Look()
    extra_css: tuple[OwnFile, ...] = ()
    extra_javascript: tuple[OwnFile, ...] = ()
    extra: Extra = Extra()
    markdown_extensions: tuple[Annotated[Any, AfterValidator(_extension)], ...] = ()
    plugins: tuple[Annotated[Any, AfterValidator(_plugin)], ...] = ()
    validation: Validation = Validation()
    strict: Flag = False
    dev_addr: str = "127.0.0.1:8000"

    @property
    def name(self) -> str:
        """What the site is called."""
        return self.site_name

    @property
    def url(self) -> str:
        """Where it stands; empty where that is not known."""
        return self.site_url

    @property
    def publisher(self) -> str:
        """Who publishes it, where ``copyright`` is a name and nothing else."""
        return "" if "<" in self.copyright else self.copyright

    @property
    def people(self) -> bool:
        """Whether authors have pages."""
        return self.extra.people
