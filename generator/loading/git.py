"""Git as a witness: read only, and so that nothing in the repository's own settings makes it run a program."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_SAFE = (
    "--no-pager",
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "log.showRoot=true"),
    *("-c", "log.showSignature=false", "-c", "safe.bareRepository=explicit", "-c", "core.quotePath=true"),
)
_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ALLOW_PROTOCOL": "none",  # what a partial clone lacks is not fetched
    "LC_ALL": "C",
}
_SECONDS = 60
"""After which a call has told nothing."""


def git(root: Path, *arguments: str, told: bytes = b"") -> bytes | None:
    """What git says of the repository around ``root``; ``None`` where there is none, or git fails."""
    if not any(os.path.lexists(folder / ".git") for folder in (root, *root.parents)):
        return None
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "-C", os.fspath(root), *_SAFE, *arguments]
    try:
        done = subprocess.run(
            command, input=told, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=own | _ENVIRONMENT,
            timeout=_SECONDS, check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
