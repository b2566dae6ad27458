"""Why a file cannot be published."""

from __future__ import annotations


class Unfit(Exception):
    """The file is not published; says in Chinese why, and what to do."""
