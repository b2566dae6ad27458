"""The settings of VS Code for this archive, from the table of file kinds: ``make editors`` writes them.

The schemas are for YAML files; in the front matter of Markdown files the snippets help.
"""

import json
import re
from pathlib import Path
from typing import Any

from generator.loading.kinds import KINDS

WRITTEN_BY_PROGRAM = ("frozen", "register")
"""Kinds of files that nobody may edit: what is in them is sealed."""
FOLDER = Path(__file__).resolve().parents[1] / ".vscode"


def glob(path: str) -> str:
    """The path of a kind of file with a star for each part that varies."""
    return re.sub(r"\{\w+\}(?:-\{\w+\})*", "*", path)


def settings() -> dict[str, Any]:
    """What VS Code is to do with the files of an archive."""
    schemas = {
        f"./schemas/{kind.schema[0]}.json": glob(kind.path) for kind in KINDS if kind.schema and kind.ending == ".yml"
    }
    return {
        "yaml.schemas": schemas,
        "yaml.schemaStore.enable": False,
        "files.encoding": "utf8",
        "files.autoGuessEncoding": False,
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "files.readonlyInclude": {glob(kind.path): True for kind in KINDS if kind.name in WRITTEN_BY_PROGRAM},
        "files.exclude": {"**/.cache": True, "**/.venv": True, "site": True},
        "editor.unicodeHighlight.ambiguousCharacters": False,
        "editor.wordWrap": "on",
        "terminal.integrated.defaultProfile.windows": "Command Prompt",
        "[markdown]": {
            "editor.quickSuggestions": {"comments": "on", "strings": "on", "other": "on"},
            "editor.snippetSuggestions": "top",
            "files.trimTrailingWhitespace": False,
        },
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.snippetSuggestions": "top"},
    }


def settings_text() -> str:
    """The file as it is written."""
    return json.dumps(settings(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "settings.json").write_text(settings_text(), encoding="utf-8")
