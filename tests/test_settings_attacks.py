"""No setting makes a build run code, read another file or fetch anything: each is refused with the reason."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from made_up_sites import check, rows, valid_site
from processes import bulletin

EVIL = "import pathlib\npathlib.Path({marker!r}).write_text('ran')\nclass makeExtension: pass\n"
"""A module that leaves a mark when it is run."""

SETTINGS = """\
site_name: 名称
INHERIT: ../elsewhere.yml
hooks: [evil.py]
plugins:
  - bulletin
  - search
  - evil: {run: true}
markdown_extensions:
  - evil
  - pymdownx.snippets: {base_path: /}
  - toc
theme:
  name: evil
  custom_dir: ../theme
  logo: //evil.example/logo.svg
  font: {text: evil}
extra_javascript:
  - https://evil.example/x.js
  - //evil.example/x.js
  - data:text/javascript,x()
  - ../evil.js
  - path: https://evil.example/x.js
extra_css:
  - http://evil.example/x.css
  - javascript:x()
  - .hidden.css
extra:
  analytics: {provider: custom}
  polyfills: [https://evil.example/x.js]
site_url: javascript:x()
docs_dir: /etc
watch: [/]
copyright: <a href="https://example.org/">甲局</a><img src=x onerror=x()>
"""
REFUSED = {
    "INHERIT",
    "hooks",
    "plugins.2",
    "plugins.3",
    "markdown_extensions.1",
    "markdown_extensions.2",
    "markdown_extensions.3",
    "theme.name",
    "theme.custom_dir",
    "theme.logo",
    "theme.font",
    *(f"extra_javascript.{number}" for number in range(1, 6)),
    *(f"extra_css.{number}" for number in range(1, 4)),
    "extra.analytics",
    "extra.polyfills",
    "site_url",
    "docs_dir",
    "watch",
}
TAGS = (
    "!ENV [HOME, x]",
    "!!python/object/apply:os.system ['touch ran']",
    "!!python/object/new:os.system ['touch ran']",
    "!!python/name:os.system",
    "!!python/module:evil",
    "!relative $config_dir",
)


@pytest.fixture
def attacked(tmp_path: Path) -> Path:
    root = valid_site(tmp_path)
    (root / "evil.py").write_text(EVIL.format(marker=str(root / "ran")), encoding="utf-8")
    return root


def test_every_such_setting_is_refused_at_once(attacked: Path) -> None:
    (attacked / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    told = {row["field"]: row for row in rows(attacked) if row["path"] == "mkdocs.yml"}
    assert told.keys() == REFUSED
    assert all(row["line"] > 1 and row["message"] for row in told.values())
    for command in (["build"], ["serve", "--address", "127.0.0.1:0"]):
        run = bulletin(*command, "--root", attacked)
        assert run.returncode == 1
        assert all(f"[{field}]" in run.stderr for field in REFUSED)
    assert not (attacked / "ran").exists()
    assert not (attacked / "site").exists()


@pytest.mark.parametrize("value", TAGS)
@pytest.mark.parametrize("place", ["copyright: {}", "extra: {{people: {}}}", "{}: x"])
def test_no_tag_of_yaml_makes_anything(attacked: Path, value: str, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(attacked)
    (attacked / "mkdocs.yml").write_text(f"site_name: 名称\n{place.format(value)}\n", encoding="utf-8")
    result = check(attacked)
    assert result.exit_code == 1
    assert re.match("mkdocs.yml:[23]: 错误", result.stdout)
    assert not (attacked / "ran").exists()


def test_the_foot_of_every_page_takes_a_link_and_no_script(attacked: Path) -> None:
    settings = attacked / "mkdocs.yml"
    settings.write_text("site_name: 名<b>称\ncopyright: <a href='https://example.org/'>甲局</a>\n", encoding="utf-8")
    assert bulletin("build", "--root", attacked).returncode == 0
    for page in ("index.html", "404.html"):
        html = (attacked / "site" / page).read_text("utf-8")
        assert '<a href="https://example.org/">甲局</a>' in html
        assert "名<b>" not in html and "名&lt;b&gt;称" in html
    settings.write_text('site_name: 名称\ncopyright: "甲局<img src=x onerror=x()>"\n', encoding="utf-8")
    assert [(row["field"], row["code"], row["line"]) for row in rows(attacked)] == [("copyright", "unsafe-markup", 2)]


def test_mkdocs_itself_runs_no_hook_before_we_refuse(attacked: Path) -> None:
    settings = "site_name: 名称\ndocs_dir: content\nplugins: [bulletin]\nhooks: [evil.py]\n"
    (attacked / "mkdocs.yml").write_text(settings, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    run = subprocess.run(command, cwd=attacked, capture_output=True, text=True, timeout=300)
    assert run.returncode == 1
    assert "mkdocs.yml:4: 错误 [hooks]" in run.stderr
    assert not (attacked / "ran").exists()
