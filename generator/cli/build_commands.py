"""Commands that make the site."""

from __future__ import annotations

import gc
import logging
import sys
from pathlib import Path

import click

from generator.building import Builder, BuildFailed, ServeFailed, SiteRefused, serve_site, site_folder, split_address
from generator.cli.chinese import ChineseCommand
from generator.cli.options import CONTENT_PROBLEMS, root_option
from generator.cli.progress import progress
from generator.model.inputs import SITE_FILE
from generator.problems import ArchiveError, Problem, as_text


@click.command(cls=ChineseCommand)
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    help="网站放在哪个文件夹；不写就按 mkdocs.yml（一般是 site/）。",
)
@click.option("--clean", is_flag=True, help="不用以前的结果，全部重新生成。")
@root_option
def build(root: Path, site_dir: Path | None, clean: bool) -> None:
    """生成网站。

    只重新生成有变化的页面，其余沿用上一次的结果；两种做法得到的网站逐字节相同。
    先在旁边生成，全部成功后才替换原来的网站；内容有误或中途出错时，原来的网站保持不变。
    """
    site = site_dir or site_folder(root)
    try:
        built = Builder(root, site).build(clean=clean, progress=progress)
    except SiteRefused as error:
        if site_dir:
            raise click.UsageError(f"--site-dir：{error}") from None
        from generator.loading import line_in  # of which a build has no need so early

        line = line_in(root, SITE_FILE, ("site_dir",))
        raise ArchiveError([Problem(SITE_FILE, line, "site_dir", "site-dir", str(error))]) from None
    except BuildFailed as error:
        click.echo(str(error), err=True)
        sys.exit(CONTENT_PROBLEMS)
    gc.freeze()  # else Python looks through everything once more before it ends
    if built.warnings:
        click.echo(as_text(built.warnings), err=True)
    news = f"（新做 {built.made} 个文件，共 {built.total} 个）" if built.made else "（没有变化）"
    click.echo(f"网站已生成：{built.site}{news}")


def _address(_: click.Context, __: click.Parameter, value: str) -> str:
    try:
        split_address(value)
    except ValueError:
        raise click.BadParameter(
            f"要写主机、英文冒号、端口，如 127.0.0.1:8000、localhost:8000 或 [::1]:8000（现在是“{value}”）"
        ) from None
    return value


@click.command(cls=ChineseCommand)
@click.option("--address", default="127.0.0.1:8000", callback=_address, show_default=True, help="本机地址和端口。")
@click.option("--open", "open_browser", is_flag=True, help="启动后打开浏览器。")
@root_option
def serve(root: Path, address: str, open_browser: bool) -> None:
    """在本机预览网站，保存文件后自动刷新；按 Ctrl+C 结束。

    网站另外生成在 .cache/ 里，不动 site/。内容有误时列出问题，页面保持原样，改正后自动更新。
    """
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    try:
        serve_site(root, address, open_browser, say=lambda text: click.echo(text, err=True))
    except (BuildFailed, ServeFailed) as error:
        click.echo(str(error), err=True)
        sys.exit(CONTENT_PROBLEMS)
