"""All that knows MkDocs: a plugin for MkDocs' own commands, and the theme around our pages."""

from __future__ import annotations

import dataclasses
import logging
import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError
from markupsafe import escape
from mkdocs import livereload
from mkdocs.commands.build import build
from mkdocs.config.config_options import Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.theme import Theme

from generator.clean_html import clean
from generator.files import write_file
from generator.guarded import guarded
from generator.loading import Folder, published, read_site
from generator.model.addresses import site_path, url_of
from generator.model.archive import Archive
from generator.model.inputs import CONTENT, INPUTS, SITE_FILE
from generator.model.site import SiteSettings
from generator.pages import NAVIGATION
from generator.pipeline import plan_data, plan_site, read_archive, score_archive, write_search
from generator.problems import ArchiveError, Problem, as_text
from generator.shell import PageInTheme, Place, Shell, empty_page, in_theme, place_of, shell_of, shell_paths
from generator.theme import OVERRIDES, POLICY, STYLES, THEME

log = logging.getLogger("mkdocs.plugins.bulletin")

_SITEMAP = "sitemap.xml"
_TABS = {path: tab for tab, path in NAVIGATION}


class MkDocsFailed(Exception):
    """MkDocs could not render the theme; it has logged why."""


class BulletinPlugin(BasePlugin):  # type: ignore[type-arg]
    """Puts our pages in the place of the files under ``content/``.

    MkDocs' own ``build`` and ``serve`` render every page through this plugin: slow, and the measure of
    :class:`generator.shell.Shell`, which is fast.
    """

    config_scheme = (("shells", Optional(Type(dict))),)
    """When set, only these empty pages are rendered (path → place), and nothing of the archive is read."""

    def load_config(self, options: dict[str, Any], config_file_path: str | None = None) -> Any:
        """Read the settings as all our commands do; what is wrong with them stops the build."""
        self._root = Path(config_file_path or SITE_FILE).resolve().parent
        site = read_site(Folder(self._root), [])
        if site is None:
            raise _refused(read_archive(self._root)[1])
        self._site = site
        return super().load_config(options, config_file_path)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the archive before MkDocs touches the previous site; its errors stop the build."""
        config.nav = [{title: path} for title, path in NAVIGATION]
        config.site_name = str(escape(self._site.site_name))  # the templates take these three for HTML
        config.site_description = str(escape(self._site.site_description or "")) or None
        config.copyright = clean(self._site.copyright) or None
        config.theme = _theme(self._root, self._site)
        config.extra_css = [*STYLES, *(path for path in self._site.extra_css if path not in STYLES)]
        config.extra_javascript = list(self._site.extra_javascript)
        self._shells: dict[str, Place] | None = self.config["shells"]
        if self._shells is not None:
            wanted = {path: place_of(path, tab) for path, tab in _TABS.items()} | self._shells
            self._pages = {path: empty_page(place) for path, place in wanted.items()}
            self._files: dict[str, str | bytes] = {}
            self._attachments: list[_Attachment] = []
            return config
        root = self._root
        try:
            scores, warnings = score_archive(root)
            site = plan_site(scores)
            self._pages = {plan.path: in_theme(plan.make()) for plan in site.pages}
            self._attachments = [_Attachment(config, scores.archive, path) for path in scores.archive.attachments]
            self._files = {plan.path: plan.make() for plan in [*plan_data(scores), *site.files]}
            write_search(scores, _InMemory(self._files))
        except ArchiveError as error:
            raise _refused(error.problems) from None
        if warnings:
            log.info("\n%s", as_text(warnings))
        watched = (*(root / name for name in (*INPUTS, OVERRIDES)), THEME)
        config.watch += [str(path) for path in watched if path.exists()]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Everything comes from the generator, held in memory but for attachments."""
        for file in list(files):
            if file.src_dir == config.docs_dir or file.src_uri == _SITEMAP:
                files.remove(file)
        for attachment in self._attachments:
            files.append(attachment)
        for path, page in self._pages.items():
            level = InclusionLevel.INCLUDED if path in _TABS else InclusionLevel.NOT_IN_NAV
            file = File.generated(config, path, content="", inclusion=level)
            _ReadyPage(page, file, config)
            files.append(file)
        for path, content in self._files.items():
            files.append(File.generated(config, path, content=content))
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Tell the templates what every page declares to be allowed."""
        env.globals["policy"] = POLICY
        return env

    def on_serve(
        self, server: livereload.LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> None:
        """Let MkDocs' preview load its script as ours does, and answer its own names only."""
        server.__class__ = LiveReloadServer
        server.set_app(guarded(server.serve_request, Path(server.root), config.dev_addr.host, server.mount_path))

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """The sections have no order in which one reads them."""
        for page in nav.pages:
            page.previous_page = page.next_page = None
        return nav


@dataclasses.dataclass(frozen=True)
class Shown:
    """What a preview shows besides its site."""

    over: Callable[[], bytes] = bytes
    """HTML for the end of each page; empty where there is nothing to say."""
    instead: Callable[[], bytes] = bytes
    """A page that is shown while there is no site."""
    files: Mapping[str, tuple[str, bytes]] = dataclasses.field(default_factory=dict)
    """Address → type and content."""


def preview_server(
    rebuild: Callable[[], None], host: str, port: int, site: Path, shown: Shown | None = None
) -> LiveReloadServer:
    """A server of a site that calls ``rebuild`` when a watched file is saved, and has the browser load again."""
    server = LiveReloadServer(builder=rebuild, host=host, port=port, root=str(site))
    server.set_app(guarded(server.serve_request, site, host))
    server.shown = shown or server.shown
    server.error_handler = lambda code: server.with_faults((site / "404.html").read_bytes()) if code == 404 else None
    return server


class ChineseLog(logging.Filter):
    """What MkDocs' server logs, in Chinese; what an editor has no use for is left out."""

    _WORDS = (
        (re.compile(r"Serving on (?P<url>\S+)( and opening it in a browser)?"), r"预览：\g<url>（按 Ctrl+C 结束）"),
        (re.compile("Detected file changes"), "文件有改动，正在更新……"),
        (re.compile("Reloading browsers"), "浏览器里的页面会自己刷新"),
        (re.compile(".*code 404$"), "有一个地址没有对应的页面"),
    )

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is to be shown; it is changed into Chinese."""
        time, _, said = record.getMessage().rpartition("] ")
        for pattern, words in self._WORDS:
            if found := pattern.fullmatch(said):
                record.msg, record.args = f"{time}] {found.expand(words)}", ()
                return True
        return record.levelno >= logging.ERROR


def _refused(problems: Iterable[Problem]) -> PluginError:
    return PluginError(f"内容有误，网站没有更新：\n{as_text(problems)}")


def _theme(root: Path, site: SiteSettings) -> Theme:
    """The archive's own files over ours over those of Material."""
    look = dataclasses.asdict(site.theme)
    del look["custom_dir"]
    theme = Theme(**look)
    theme.dirs[:0] = [str(folder) for folder in (root / OVERRIDES, THEME) if folder.is_dir()]
    theme.static_templates.discard(_SITEMAP)  # it knows only pages MkDocs has read
    return theme


class LiveReloadServer(livereload.LiveReloadServer):
    """MkDocs' server for previews, with its script in a file of its own: no page may run what stands in itself."""

    shown = Shown()

    _SCRIPT = "/livereload.js"

    def with_faults(self, page: bytes) -> bytes:
        """A page that tells what is wrong with the content, and goes when it is right; as it is where nothing is."""
        return self._inject_js_into_html(page, self._visible_epoch) if self.shown.over() else page

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        return self._with_script(content + self.shown.over(), epoch)

    @classmethod
    def _with_script(cls, content: bytes, epoch: int) -> bytes:
        return b'%b<script src="%b?%d"></script>' % (content, cls._SCRIPT.encode(), epoch)

    def _serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"]
        if path in self.shown.files:
            kind, content = self.shown.files[path]
            start_response("200 OK", [("Content-Type", kind), ("Cache-Control", "no-store")])
            return [content]
        if path != self._SCRIPT and not path.startswith("/livereload/"):
            instead = self._instead()
            if instead is None:
                return super()._serve_request(environ, start_response)
            headers = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
            start_response("503 Service Unavailable", headers)
            return [instead]
        if path != self._SCRIPT:
            return super()._serve_request(environ, start_response)
        asked = environ.get("QUERY_STRING", "")
        epoch = int(asked) if asked.isdecimal() else 0
        script = livereload.LiveReloadServer._inject_js_into_html(self, b"", epoch)
        start_response("200 OK", [("Content-Type", "text/javascript"), ("Cache-Control", "no-store")])
        return [script.removeprefix(b"<script>").removesuffix(b"</script>")]

    def _instead(self) -> bytes | None:
        """The page to show while there is no site, once a rebuild that is under way has ended."""
        if os.path.isfile(os.path.join(self.root, "index.html")):
            return None
        with self._epoch_cond:
            self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
            page, epoch = self.shown.instead(), self._visible_epoch
        return self._with_script(page, epoch) if page else None


class _InMemory:
    """Files of the search index, for MkDocs to write."""

    def __init__(self, files: dict[str, str | bytes]) -> None:
        self._files = files

    def keep(self, path: str, key: str) -> bool:
        """Nothing is there already."""
        return False

    def write(self, path: str, data: bytes, key: str) -> None:
        """Hold the file."""
        self._files[path] = data


class _Attachment(File):
    """A file that a text links, as it is published."""

    def __init__(self, config: MkDocsConfig, archive: Archive, path: str) -> None:
        super().__init__(site_path(path), None, config.site_dir, config.use_directory_urls)
        self._archive, self._path = archive, path

    def copy_file(self, dirty: bool = False) -> None:
        """Write it."""
        write_file(Path(self.abs_dest_path), published(self._archive, self._path), durable=False)


class _ReadyPage(MkDocsPage):
    """A page that needs no rendering any more."""

    def __init__(self, page: PageInTheme, file: File, config: MkDocsConfig) -> None:
        super().__init__(_TABS.get(file.src_uri), file, config)
        self._page = page

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing to read."""
        self.markdown, self.meta = "", dict(self._page.meta)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing to render; the one entry is for the link that skips the header."""
        self.content = self._page.html
        self.toc = TableOfContents([AnchorLink("正文", "content", 1)])


def render_theme(root: Path, wanted: Iterable[Place], folder: Path) -> dict[Place, Shell]:
    """Render a shell for each place; the theme's own files (styles, scripts, 404) are left in ``folder``.

    Raises :class:`MkDocsFailed`.
    """
    paths = shell_paths(wanted)
    _run(build, _config(root, folder, paths))
    shells = {}
    for path, place in paths.items():
        url = url_of(path)
        shells[place] = shell_of((folder / url / "index.html").read_text("utf-8"), url)
    for path in {*paths, *_TABS}:
        _remove_page(folder, url_of(path))
    return shells


def _remove_page(folder: Path, url: str) -> None:
    (folder / url / "index.html").unlink(missing_ok=True)
    for parent in (folder / url / "index.html").parents:
        if parent == folder or any(parent.iterdir()):
            break
        parent.rmdir()


def _config(root: Path, folder: Path, paths: dict[str, Place]) -> MkDocsConfig:
    """MkDocs' settings from ours: it does not read ``mkdocs.yml`` itself, where a tag could make it run code."""
    site = read_site(Folder(root), [])
    if site is None:
        raise MkDocsFailed(f"{SITE_FILE} 有误，网站没有更新。请运行 bulletin check 查看")
    config = MkDocsConfig(config_file_path=str(root / SITE_FILE))
    config.load_dict(
        {
            "site_name": site.site_name,
            "site_url": site.site_url or None,
            "site_description": site.site_description,
            "copyright": site.copyright or None,
            "docs_dir": str(root / CONTENT),
            "site_dir": str(folder),
            "theme": "material",
            "markdown_extensions": [],
            "plugins": [{"bulletin": {"shells": paths}}],
            "strict": True,
        }
    )
    failed, warned = config.validate()
    if failed or warned:
        raise MkDocsFailed(f"{SITE_FILE} 有误，网站没有更新：{[*failed, *warned]}")
    return config


def _run(command: Callable[..., None], *args: Any) -> None:
    try:
        command(*args)
    except PluginError as error:
        raise MkDocsFailed(str(error)) from error
    except Abort as error:  # MkDocs has logged why
        raise MkDocsFailed("网站没有更新，原来的网站保持不变。") from error
    except (MkDocsException, TemplateError) as error:
        raise MkDocsFailed(f"生成网站时出错，网站没有更新：{error}") from error
