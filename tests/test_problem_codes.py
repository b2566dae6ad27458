"""Every code of a problem has its entry in the table and its page, and no entry is of a code that is no more."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from archives import REPO
from click.testing import CliRunner
from code_pages import FOLDER, pages
from made_up_sites import FAULTS, expected

from generator.cli import main
from generator.model.settable import SETTABLE
from generator.problem_codes import explained

KEBAB = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
FOREIGN_NAMES = {"generator/importing/reading_odt.py"}
"""Files whose texts of that form are names of XML, and which tell no problem."""
NO_CODES = {
    "settings-given-away",  # a key of the cache
    "admonition-title", "footnote-backref", "footnote-ref", "published-mark",  # classes of HTML
    "bad-worth", "too-much",  # kinds of faults that `advice` tells by other codes
    "cat-file", "ls-files", "rev-parse",  # Git
    "latin-1", "utf-16", "utf-16-be", "utf-16-le", "utf-32-le", "utf-8", "utf-8-sig",
    "liaocheng-bulletin", "mkdocs-material", "no-store", "m-4-4h8v8h-8z",
    "reporting-year", "standing-group", "year-zero",  # names of templates and clauses
    "adoption-table",  # a kind of file
    "earlier-months", "issue-date", "ledger-rows", "notice-head", "notice-text",  # steps of a month
}  # fmt: skip
"""Texts of the program in the form of a code that are none."""


def parsed() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((REPO / "generator").rglob("*.py")):
        yield path.relative_to(REPO).as_posix(), ast.parse(path.read_text("utf-8"))


def takers(tree: ast.AST) -> dict[str, int]:
    """What takes a code (functions, methods, records), with the place of the code among its arguments."""
    found = {}
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.FunctionDef):
            names = [arg.arg for arg in node.args.args if arg.arg not in ("self", "cls")]
        elif isinstance(node, ast.ClassDef):
            fields = (one.target for one in node.body if isinstance(one, ast.AnnAssign))
            names = [field.id for field in fields if isinstance(field, ast.Name)]
        if "code" in names and {"message", "advice"} & {*names} and isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = names.index("code")
    return found


def constants() -> dict[str, str]:
    """Names of texts on the top level of files: ``UNTIDY = "untidy"``."""
    return {
        target.id: node.value.value for _, tree in parsed() for node in tree.body
        if isinstance(node, ast.Assign) and is_text(node.value)
        for target in node.targets if isinstance(target, ast.Name)
    }  # fmt: skip


def given(tree: ast.AST, known: dict[str, int], named_texts: dict[str, str]) -> Iterator[str]:
    """The codes that stand where one is taken, also by name, and constants that are called so."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            place = known.get(name)
            if place is not None:
                named = [one.value for one in node.keywords if one.arg == "code"]
                for value in [*named, *node.args[place : place + 1]]:
                    yield from (one.value for one in ast.walk(value) if is_text(one))
                    yield from (named_texts[one.id] for one in ast.walk(value) if getattr(one, "id", "") in named_texts)
        elif isinstance(node, ast.Assign) and any(
            getattr(target, "id", "").endswith(("CODE", "CODES")) for target in node.targets
        ):
            yield from (one.value for one in ast.walk(node.value) if is_text(one))


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


@cache
def used() -> dict[str, str]:
    """Every code in the program, and where."""
    trees = list(parsed())
    everywhere = {name: place for _, tree in trees for name, place in takers(tree).items()}
    named_texts = constants()
    found = {}
    for path, tree in trees:
        defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        known = {name: at for name, at in everywhere.items() if name not in defined} | takers(tree)
        for code in given(tree, known, named_texts):
            if CODE.fullmatch(code):
                found.setdefault(code, path)
        for node in () if path in FOREIGN_NAMES else ast.walk(tree):
            if is_text(node) and KEBAB.fullmatch(node.value) and node.value not in NO_CODES:
                found.setdefault(node.value, f"{path}:{node.lineno}")
    return found


def test_every_code_is_explained() -> None:
    missing = {code: where for code, where in used().items() if code not in explained()}
    assert missing == {}, "write an entry in generator/problem_codes.toml (or name it in NO_CODES) and `make editors`"


def test_every_entry_is_of_a_code_in_use() -> None:
    texts = {node.value for _, tree in parsed() for node in ast.walk(tree) if is_text(node)}
    assert set(explained()) - texts == set()


def test_what_check_says_in_made_up_archives_is_as_grave_as_the_table_says() -> None:
    told: dict[str, set[str]] = {}
    for fault in FAULTS:
        for row in json.loads(expected(fault, "expected.json")):
            told.setdefault(row["code"], set()).add(row["severity"])
    wrong = {
        code: seen for code, seen in told.items() if explained()[code].severity != "both"
        and seen != {explained()[code].severity}
    }  # fmt: skip
    assert wrong == {}


def test_each_entry_says_something() -> None:
    for code, one in explained().items():
        assert one.severity in ("error", "warning", "both"), code
        assert 3 <= len(one.title) <= 24 and len(one.means) >= 12 and len(one.cure) >= 5, code
        assert one.means.endswith(("。", "）")) and one.cure.endswith(("。", "）")), code
        assert bool(one.before) == bool(one.after) and (not one.before or one.before != one.after), code


def test_what_an_office_may_set_is_said_to_be_so() -> None:
    assert {code: explained()[code].severity for code in SETTABLE} == dict.fromkeys(SETTABLE, "both")
    page = pages()["landline.md"]
    assert "content/allowances.yml" in page and "`checks: {landline: off}`" in page
    assert "content/allowances.yml" in CliRunner().invoke(main, ["codes", "landline"]).output
    assert "allowances" not in pages()["unknown-unit.md"]


def test_no_two_entries_say_the_same() -> None:
    for field in ("title", "means"):
        said = [getattr(one, field) for one in explained().values()]
        assert len(said) == len(set(said)), field


def test_the_pages_are_those_of_the_table() -> None:
    there = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}
    assert there == pages(), "run `make editors`"


def test_a_code_is_explained_on_the_terminal() -> None:
    run = CliRunner().invoke(main, ["codes", "（unknown-unit）"])
    assert run.exit_code == 0 and "units.yml" in run.output and "unit: 阳谷局" in run.output
    everything = CliRunner().invoke(main, ["codes"]).output.splitlines()
    assert [line.partition("：")[0] for line in everything] == list(explained())


@pytest.mark.parametrize(("code", "near"), [("unknown-units", "unknown-unit"), ("../../etc", "没有"), ("单位", "没有")])
def test_an_unknown_code_is_refused_with_the_nearest(code: str, near: str) -> None:
    run = CliRunner().invoke(main, ["codes", code])
    assert run.exit_code == 2 and near in run.stderr and "运行 bulletin codes" in run.stderr


def test_the_table_is_sorted() -> None:
    text = Path(REPO / "generator/problem_codes.toml").read_text("utf-8")
    codes = re.findall(r"^\[([a-z0-9-]+)\]$", text, flags=re.M)
    assert codes == sorted(codes)
