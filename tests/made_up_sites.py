"""The made-up archive in sites_invalid/_valid, and the same with the fault of another folder put in.

After a message has been changed, `python tests/made_up_sites.py` rewrites what is expected; read the diff.
"""

import json
import shutil
import tempfile
from pathlib import Path

from click.testing import CliRunner, Result
from processes import bulletin as bulletin

from generator.cli import main

SITES = Path(__file__).resolve().parent / "sites_invalid"
VALID = SITES / "_valid"
FAULTS = sorted(folder.name for folder in SITES.iterdir() if folder.is_dir() and folder != VALID)
ABOUT_THE_FAULT = ("removed.txt", "expected.txt", "expected.json")


def valid_site(folder: Path) -> Path:
    root = folder / "archive"
    shutil.copytree(VALID, root, ignore=shutil.ignore_patterns(".cache"))
    return root


def put_in(root: Path, *faults: str) -> None:
    for fault in faults:
        removed = SITES / fault / "removed.txt"
        for path in removed.read_text(encoding="utf-8").splitlines() if removed.exists() else ():
            (root / path).unlink()
        leave_out = shutil.ignore_patterns(*ABOUT_THE_FAULT)
        shutil.copytree(SITES / fault, root, ignore=leave_out, dirs_exist_ok=True)


def expected(fault: str, name: str) -> str:
    return (SITES / fault / name).read_bytes().decode("utf-8")


def check(root: Path, form: str = "text") -> Result:
    return CliRunner().invoke(main, ["check", "--root", str(root), "--format", form])


def rows(root: Path) -> list[dict[str, str | int]]:
    """What ``check --format json`` lists."""
    listed: list[dict[str, str | int]] = json.loads(check(root, "json").stdout)
    return listed


def rewrite_expected() -> None:
    for fault in FAULTS:
        with tempfile.TemporaryDirectory() as folder:
            root = valid_site(Path(folder))
            put_in(root, fault)
            for form, name in (("text", "expected.txt"), ("json", "expected.json")):
                (SITES / fault / name).write_bytes(check(root, form).stdout.encode("utf-8"))


if __name__ == "__main__":
    rewrite_expected()
