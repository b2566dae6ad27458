"""The settings of VS Code in the repository: schemas for the right files, snippets and tasks that `bulletin` takes."""

import json
import re
from pathlib import Path
from typing import Any

import click
import pytest
from archives import REPO
from made_up_sites import check, expected, valid_site
from vscode_files import FOLDER, glob, settings_text

from generator.cli import main
from generator.loading.kinds import KINDS

SNIPPETS: dict[str, dict[str, Any]] = json.loads((FOLDER / "bulletin.code-snippets").read_text("utf-8"))
TASKS: list[dict[str, Any]] = json.loads((FOLDER / "tasks.json").read_text("utf-8"))["tasks"]
TYPED = {
    "供稿单位": "东山局", "计分月份": "2023-07", "编发日期": "2023-07-31", "印发日期": "2023-07-31",
    "采用日期": "2023-07-03", "批示日期": "2023-07-03", "更正日期": "2023-07-05", "期限": "2023-06-20",
    "调整日期": "2023-06-20", "图片.jpg": "会场.txt", "刊物": "本刊",
}  # fmt: skip
"""What an editor types in the place of a word; any other word stays as it is."""
WHOLE = {
    "信息": "content/2023/09/03.md", "简讯": "content/2023/09/03.md", "约稿": "content/commissioned/2023-06/07.md",
    "期": "content/2023/10/index.md", "通报": "content/notices/2023-06.md", "页面": "content/pages/about.md",
    "约稿任务": "content/commissions/2023-06.yml", "调整": "content/adjustments/2023-06.yml",
}  # fmt: skip
"""Snippets that are a file of their own, and where it lies."""
FIELDS = ("采用", "批示", "更正", "旧网址")
IN_TEXT = ("图片", "表格")


def typed(name: str, path: str) -> str:
    """The snippet in a file, as VS Code sets it and an editor fills it in."""
    folder, stem = str(Path(path).parent), Path(path).stem
    text = "\n".join(SNIPPETS[name]["body"])

    for pattern, form in re.findall(r"\$\{TM_DIRECTORY/((?:\\.|[^/])*)/([^/]*)/\}", text):
        value = re.sub(pattern, re.sub(r"\$(\d)", r"\\\1", form), f"C:\\资料库\\{folder}".replace("/", "\\"), count=1)
        text = text.replace(f"${{TM_DIRECTORY/{pattern}/{form}/}}", value)
    text = text.replace("${TM_FILENAME_BASE}", stem)
    text = re.sub(r"\$\{\d+\|([^,|]*)[^|]*\|\}", r"\1", text)
    text = re.sub(r"\$\{\d+:([^}]*)\}", lambda found: TYPED.get(found[1], found[1]), text)
    return text.replace("$0", "") + "\n"


def test_the_settings_are_those_of_the_table_of_kinds() -> None:
    assert (FOLDER / "settings.json").read_text("utf-8") == settings_text(), "run `make editors`"
    schemas = json.loads(settings_text())["yaml.schemas"]
    assert set(schemas.values()) == {glob(kind.path) for kind in KINDS if kind.path.endswith(".yml")}
    assert all((REPO / schema).is_file() for schema in schemas)
    assert all(Path(kind.example).match(schemas[f"./schemas/{kind.schema[0]}.json"])
               for kind in KINDS if kind.schema and kind.ending == ".yml")  # fmt: skip


def test_every_snippet_is_tried() -> None:
    assert {*WHOLE, *FIELDS, *IN_TEXT} == set(SNIPPETS)


@pytest.mark.parametrize("name", WHOLE)
def test_a_snippet_is_a_file_that_check_accepts(tmp_path: Path, name: str) -> None:
    root, path = valid_site(tmp_path), WHOLE[name]
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(typed(name, path), encoding="utf-8")
    run = check(root)
    assert run.exit_code == 0, run.output
    told = [line for line in run.output.splitlines() if ": 提醒" in line and "type-order" not in line]
    assert told == [] or name == "期"  # which has no piece yet


def test_snippets_for_a_part_of_a_piece(tmp_path: Path) -> None:
    """All of them in one piece: an adoption has a value once the rules say one."""
    root, path = valid_site(tmp_path), "content/2023/09/01.md"
    text = (root / path).read_text("utf-8").replace("issue:", "date: 2023-06-30\nissue:")
    head, _, body = text.removeprefix("---\n").partition("---\n")
    fields = "".join(typed(name, path) for name in FIELDS)
    more = "".join("\n" + typed(name, path) for name in IN_TEXT)
    (root / path).write_text(f"---\n{head}{fields}---\n{body}{more}", encoding="utf-8")
    (root / "content/2023/09/会场.txt").write_text("会场", encoding="utf-8")
    assert check(root).stdout.startswith("检查通过")


def commands_of(group: click.Group) -> dict[str, click.Command]:
    context = click.Context(group)
    found = {name: group.get_command(context, name) for name in group.list_commands(context)}
    return {name: command for name, command in found.items() if command}


def test_tasks_run_commands_there_are_and_their_problems_open_files() -> None:
    said = expected("unknown-unit", "expected.txt").splitlines()[0]
    for task in TASKS:
        command, *options = task["args"]
        assert "/.venv/bin/bulletin" in task["command"] and "Scripts\\bulletin.exe" in task["windows"]["command"]
        known = commands_of(main).get(command)
        if known:
            assert {*options} <= {name for one in known.params for name in one.opts}, command
        for matcher in task["problemMatcher"]:
            found = re.match(matcher["pattern"]["regexp"], said)
            assert (matcher["severity"] == "error") == bool(found)
            assert not found or (found[1], found[2]) == ("content/2023/09/02.md", "2")
