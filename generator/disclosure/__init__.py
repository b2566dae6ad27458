"""What a text or an attachment gives away: persons, secrets, survey data. Texts in, findings with masked values out."""

from generator.disclosure.attached import attached_findings, survey_file
from generator.disclosure.digit_runs import without_secrets
from generator.disclosure.findings import CONTACT, SECRET, UNREAD, Finding
from generator.disclosure.listed_words import ListedWords
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
