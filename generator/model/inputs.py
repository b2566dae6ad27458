"""Where an archive has what its site is made from, for all who look there; ``loading/kinds.py`` says what it is.

It stands here because that table takes long to import, and a build without changes does without it.
"""

CONTENT = "content"
UNITS_FILE, RULES_FILE, SITE_FILE = SETTINGS = ("units.yml", "rules.yml", "mkdocs.yml")

INPUTS = (CONTENT, *SETTINGS)
"""Files and folders of the root; with the archive's own look (``overrides/``), where there is one, they are all."""
