"""Each bomb is answered with a message, and each heavy text is shown, in 3 seconds of CPU and 300 MB."""

import json
import os
import re
import sys

import pytest
from processes import REPO, finished
from safety.bombs import HEAVY, IMPORTS, bombs

from generator.limits import CODE, TABLE

CHINESE = re.compile("[\u4e00-\u9fff]")
KINDS = [("text:",), ("heavy:",), ("yaml:",), ("csv:", "json:", "settings:"), ("import:",)]


@pytest.mark.parametrize("kinds", KINDS, ids=["-".join(kinds).replace(":", "") for kinds in KINDS])
def test_each_is_answered(kinds: tuple[str, ...]) -> None:
    names = [*(name for name, _ in bombs()), *(f"import: {name}" for name in IMPORTS)]
    paths = os.pathsep.join([str(REPO), str(REPO / "tests")])
    done = finished([sys.executable, REPO / "tests/safety/bombs.py", *kinds], env=os.environ | {"PYTHONPATH": paths})
    lines = done.stdout.splitlines()
    assert done.returncode == 0, f"{lines[-1:]} ended the process:\n{done.stderr[-2000:]}"
    answers = [json.loads(line) for line in lines if line.startswith("[")]
    assert [name for name, *_ in answers] == [name for name in names if name.startswith(kinds)]
    for name, code, said, _ in answers:
        assert code == (0 if name.startswith("heavy:") else 1), (name, said)
        assert CHINESE.search(said), name
        assert not re.search("Traceback|意料之外|内存不够", said), (name, said)


def test_they_are_many() -> None:
    assert sum(1 for _ in bombs()) + len(IMPORTS) - len(HEAVY) >= 100


def test_each_limit_says_what_and_how_much() -> None:
    for _, limits in TABLE:
        for limit in limits:
            assert limit.amount in limit.message(limit.most + 1), CODE
            assert CHINESE.search(limit.advice)
