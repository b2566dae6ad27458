"""Equal content gives equal bytes, wherever and however it is built; and those that MkDocs itself gives."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from building.small_archive import PAGE, PICTURE, Files, article, differing, small_archive, snapshot, write

HOSTILE = 'A & B <i>“甲”\'s "题"</i> @@bulletin-html@@ {{ page }} \\1'
TEXTS = (
    "|列|数|\n|:--|--:|\n|甲|1|\n|乙|22|",
    "见注[^1]和注[^2]。\n\n[^1]: 第一条。\n[^2]: 第二条，[甲局](../../units/jia.md)。",
    "前\n\n    <script>alert('&')</script>\n\n    缩进\n\n行内`代码 <b>`。",
    "!!! note\n    提示。\n\n> 引文\n\n1. 一\n2. 二\n\n@@bulletin-title@@ @@bulletin-url@@",
    "![图](map.png) [前](01.md#top) [表](../../files/plan.pdf)",
    "长文" * 1500,
)
"""Whatever Markdown can do, and what looks like the marks of a shell."""


def rich_archive() -> Files:
    """The small archive with odd titles, every kind of markup, and pages in deep folders."""
    files = small_archive()
    for number, text in enumerate(TEXTS, start=10):
        title = f"'{HOSTILE.replace(chr(39), chr(39) * 2)} {number}'"
        files[f"content/2023/02/{number}.md"] = article("2023-02", title, "甲局", text)
    files["content/2023/02/20.md"] = article("2023-02", "题" * 300, "乙局")
    files["content/pages/one/two/three/four/deep.md"] = PAGE.format(
        title="深处", body="# 自己的标题\n\n## 一 {#one}\n\n甲\n\n## 二 {#two}\n\n[说明](../../../../about.md)"
    ).encode()
    files["content/pages/one/two/picture.png"] = PICTURE
    settings = re.sub("(?m)^docs_dir", "site_url: https://example.org/a/b/\ndocs_dir", files["mkdocs.yml"].decode())
    return files | {"mkdocs.yml": settings.encode()}


def run(root: Path, *command: str, umask: int = 0o022, **environment: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=root,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        umask=umask,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def an_archive(root: Path, later_first: bool = False) -> Path:
    files = rich_archive()
    root.mkdir(parents=True)
    write(root, dict(sorted(files.items(), reverse=later_first)))
    for age, path in enumerate(sorted(files, reverse=later_first)):
        os.utime(root / path, (1_700_000_000 + age, 1_700_000_000 + age))
    return root


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Files:
    root = an_archive(tmp_path_factory.mktemp("first") / "archive")
    run(root, "generator", "build", "--root", ".", PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    return snapshot(root / "site")


@pytest.mark.parametrize(
    ("umask", "environment"),
    [
        (0o077, {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "2"}),
        (0o002, {"TZ": "America/Los_Angeles", "LC_ALL": "zh_CN.GB18030", "PYTHONHASHSEED": "77", "PYTHONUTF8": "0"}),
    ],
)
def test_every_clean_build_gives_the_same_bytes(
    umask: int, environment: dict[str, str], built: Files, tmp_path: Path
) -> None:
    root = an_archive(tmp_path / "其他 文件夹" / "archive", later_first=True)
    run(root.parent, "generator", "build", "--root", root.name, umask=umask, **environment)
    assert differing(snapshot(root / "site"), built) == []


def test_mkdocs_gives_the_same_site(built: Files, tmp_path: Path) -> None:
    """Page by page and file by file: what a shell is filled to is what MkDocs renders."""
    root = an_archive(tmp_path / "archive")
    run(root, "mkdocs", "build", "--strict", "-q", NO_MKDOCS_2_WARNING="1")
    assert differing(snapshot(root / "site"), built) == []


def test_the_odd_titles_are_there(built: Files) -> None:
    page = built["2023/02/10/index.html"].decode()
    assert "A &amp; B &lt;i&gt;“甲”" in page
    assert "@@bulletin-html@@" in page
    assert "<i>“甲”" not in page
    assert "https://example.org/a/b/2023/02/10/" in page
