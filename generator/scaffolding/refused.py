"""Why a command that makes something new does not: it would be wrong usage, and nothing is written."""

from __future__ import annotations


class Refused(Exception):
    """What was asked for cannot be made; the message, in Chinese, says why and what to do instead."""
