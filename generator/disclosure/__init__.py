"""What a text or an attachment gives away: persons, secrets, survey data. Texts in, findings with masked values out.

What looks at texts is imported once a text is looked at: most runs find all of that in their cache.
"""

from typing import TYPE_CHECKING

from generator.disclosure.findings import CONTACT, SECRET, UNREAD, Finding
from generator.disclosure.listed_words import ListedWords
from generator.disclosure.survey_files import survey_file
from generator.later import later

if TYPE_CHECKING:
    from generator.disclosure.attached import attached_findings
    from generator.disclosure.digit_runs import without_secrets
    from generator.disclosure.scan import scan_markdown, scan_text

__all__ = [
    "CONTACT",
    "SECRET",
    "UNREAD",
    "Finding",
    "ListedWords",
    "attached_findings",
    "scan_markdown",
    "scan_text",
    "survey_file",
    "without_secrets",
]

__getattr__ = later(
    __name__,
    {
        "attached_findings": "attached",
        "scan_markdown": "scan",
        "scan_text": "scan",
        "without_secrets": "digit_runs",
    },
)
