"""Where an archive has what its site is made from, for all who look there; ``loading/kinds.py`` says what it is.

It stands here because that table takes long to import, and a build without changes does without it.
"""

CONTENT = "content"
ORIGINALS = f"{CONTENT}/originals/"
"""Pictures as the camera made them, at the path of the smaller one that is published; nothing here ever is."""
UNITS_FILE, RULES_FILE, SITE_FILE = SETTINGS = ("units.yml", "rules.yml", "mkdocs.yml")

NAMES_FILE = "names.txt"
"""The office's own list of names that must be right, which may be missing; no page depends on it."""

INPUTS = (CONTENT, *SETTINGS)
"""Files and folders of the root; with the archive's own look (``overrides/``), where there is one, they are all."""
