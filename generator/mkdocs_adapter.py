"""All that knows MkDocs: a plugin that hands it the pages, and building and serving through its API."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel

from generator.pages import NAVIGATION
from generator.pipeline import Site, build_archive
from generator.problems import ArchiveError, as_text

log = logging.getLogger("mkdocs.plugins.bulletin")

_READ_BY_GENERATOR = (".md", ".csv", ".yml", ".frozen.json")


class BuildFailed(Exception):
    """The site could not be built; the reason has been logged."""


class BulletinPlugin(BasePlugin):  # type: ignore[type-arg]
    """Puts the generated pages and data files in the place of the files under ``content/``."""

    _site: Site

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Build the archive before MkDocs touches the previous site; its errors stop the build."""
        root = Path(config.config_file_path).parent
        try:
            self._site = build_archive(root, config.site_name)
        except ArchiveError as error:
            raise PluginError(f"内容有误，网站没有更新：\n{error}") from None
        if self._site.warnings:
            log.info("\n%s", as_text(self._site.warnings))
        config.nav = [{title: path} for title, path in NAVIGATION]
        config.watch += [str(root / name) for name in ("units.yml", "rules.yml")]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave pictures and attachments; everything else comes from the generator, held in memory."""
        for file in list(files):
            if file.src_uri.endswith(_READ_BY_GENERATOR):
                files.remove(file)
        in_navigation = {path for _, path in NAVIGATION}
        for page in self._site.pages:
            level = InclusionLevel.INCLUDED if page.path in in_navigation else InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, page.path, content=page.markdown, inclusion=level))
        for path, text in self._site.data.items():
            files.append(File.generated(config, path, content=text))
        return files


def build_site(root: Path, site_dir: Path | None = None) -> Path:
    """Build the site beside the old one and swap it in when, and only when, all went well.

    Returns the folder of the site. Raises :class:`BuildFailed`; the previous site is then as it was.
    """
    config = _config(root, strict=True)
    final = site_dir or Path(config.site_dir)
    aside = final.with_name(f".{final.name}.new")
    config.site_dir = str(aside)
    try:
        _run(build, config)
        _swap(aside, final)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return final


def serve_site(root: Path, address: str, open_browser: bool = False) -> None:
    """Serve the site with live reload until interrupted; a faulty edit keeps the last good pages."""
    _run(serve, str(root / "mkdocs.yml"), dev_addr=address, open_in_browser=open_browser, strict=False)


def _config(root: Path, **overrides: Any) -> MkDocsConfig:
    try:
        return load_config(str(root / "mkdocs.yml"), **overrides)
    except MkDocsException as error:
        raise BuildFailed(f"mkdocs.yml 有误：{error}") from error


def _run(command: Callable[..., None], *args: Any, **kwargs: Any) -> None:
    try:
        command(*args, **kwargs)
    except PluginError as error:
        raise BuildFailed(str(error)) from error
    except Abort as error:  # MkDocs has logged why
        raise BuildFailed("网站没有更新，原来的网站保持不变。") from error
    except (MkDocsException, TemplateError) as error:
        raise BuildFailed(f"生成网站时出错，网站没有更新：{error}") from error


def _swap(new: Path, final: Path) -> None:
    old = final.with_name(f".{final.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if final.exists():
        final.rename(old)
    new.rename(final)
    shutil.rmtree(old, ignore_errors=True)
