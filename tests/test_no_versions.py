"""The site does not say with what, in which version and where it was made: that would help whoever looks for holes."""

import platform
import re
import sys
from importlib.metadata import version
from pathlib import Path

from archives import REPO

LIBRARIES = ("mkdocs", "mkdocs-material", "jinja2", "markdown", "numpy", "pandas", "pydantic")
NAMES = re.compile(
    rb"""<meta[^>]+name=["']?generator|mkdocs-\d|mkdocs-material-\d|python[ /]?\d\.\d""",
    re.IGNORECASE,
)


def test_no_file_names_program_version_or_folder(built_site: Path) -> None:
    versions = [f"{name}{sign}{version(name)}" for name in LIBRARIES for sign in "-/ @="]
    tells = [
        *versions,
        platform.python_version(),
        str(REPO),
        str(built_site.parent),
        sys.prefix,
        str(Path.home()) + "/",
    ]
    found = {}
    for file in built_site.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            told = [one for one in tells if one.encode() in data or one in file.name]
            told += [one.decode() for one in NAMES.findall(data)]
            if told:
                found[file.relative_to(built_site).as_posix()] = told
    assert found == {}
