"""Asking on a terminal for what a script must say as an option."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click


def asked(value: str | None, option: str, question: str, fault: Callable[[str], str], default: str = "") -> str:
    """The value of an option; where it was not given it is asked for, or taken from ``default``, or missed.

    ``fault`` says what is wrong with a value, or nothing.
    """
    if value is None and not sys.stdin.isatty():
        if not default:
            raise click.UsageError(f"缺少选项 {option}（{question}）")
        value = default
    if value is not None:
        wrong = fault(value)
        if wrong:
            raise click.UsageError(f"{option}：{wrong}")
        return value
    while True:
        given: str = click.prompt(question, default=default or None, err=True)
        wrong = fault(given.strip())
        if not wrong:
            return given.strip()
        click.echo(wrong, err=True)
