"""The page about rules: its snippets are valid, and it names everything the rules may contain."""

import dataclasses
import re
from typing import Any

import pytest
import yaml
from archives import REPO, real_scores
from pydantic import TypeAdapter

from generator.checking.rule_sets import check_rule_sets
from generator.loading.month_record import RecordFile
from generator.loading.schema import ArticleMeta
from generator.model.rules import RuleBook, RuleSet
from generator.model.units import Unit
from generator.model.worth import Worth

PAGE = (REPO / "docs" / "rules.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", PAGE, flags=re.M | re.S)

RULES, RECORDS = TypeAdapter(RuleBook), TypeAdapter(RecordFile)
ARTICLE, UNITS = TypeAdapter(ArticleMeta), TypeAdapter(list[Unit])
LEAST_SET = {"id": "least", "document": "办法", "from": "2023-01", "points": {"本刊": 1}}
LEAST_PIECE = {"type": "信息", "unit": "甲科", "title": "篇目", "issue": "2023-01"}


def first_key(block: str) -> str:
    return block.split(":", 1)[0]


def as_rules(block: str) -> RuleBook | None:
    """The rules a block is or is part of; ``None`` when it belongs in another file."""
    data = yaml.safe_load(block)
    if "rule_sets" in data:
        return RULES.validate_python(data, extra="forbid")
    of_set = {field.name for field in dataclasses.fields(RuleSet)}
    on_a_piece = any("date" in bonus for bonus in data.get("instructions", ()))
    if on_a_piece or not set(data) <= of_set:
        return None
    return RULES.validate_python({"rule_sets": [LEAST_SET | data]}, extra="forbid")


def as_other_file(block: str) -> object:
    """A piece's front matter, a month's record or units."""
    data: dict[str, Any] = yaml.safe_load(block)
    if "units" in data:
        return UNITS.validate_python(data["units"], extra="forbid")
    if set(data) <= {"adjustments", "events"}:
        return RECORDS.validate_python(data, extra="forbid")
    return ARTICLE.validate_python(LEAST_PIECE | data, extra="forbid")


@pytest.mark.parametrize("block", BLOCKS, ids=first_key)
def test_every_snippet_is_valid(block: str) -> None:
    rules = as_rules(block)
    if rules is None:
        assert as_other_file(block)
        return
    archive = dataclasses.replace(real_scores().archive, rules=rules, rules_file="docs/rules.md")
    assert [problem.message for problem in check_rule_sets(archive)] == []


def test_the_page_has_snippets_of_every_kind() -> None:
    kinds = [as_rules(block) is not None for block in BLOCKS]
    assert (len(BLOCKS) > 20, any(kinds), all(kinds)) == (True, True, False)


def keys_and_words(schema: object) -> set[str]:
    """Every key and every word of a fixed list in a JSON schema."""
    if isinstance(schema, list):
        return set().union(*map(keys_and_words, schema)) if schema else set()
    if not isinstance(schema, dict):
        return set()
    found = set(schema.get("properties", {})) | {word for word in schema.get("enum", []) if isinstance(word, str)}
    return found.union(*map(keys_and_words, schema.values()))


@pytest.mark.parametrize("word", sorted(keys_and_words(RULES.json_schema()) | {worth.value for worth in Worth}))
def test_every_key_and_word_of_the_rules_is_named(word: str) -> None:
    assert re.search(rf"(?<![\w-]){re.escape(word)}(?![a-z_])", PAGE)
