"""How far a long command is: one line that is written over, on a terminal only."""

from __future__ import annotations

import sys


def progress(what: str, done: int, total: int) -> None:
    """Say what is being made, and how much of it is; nothing where nobody watches."""
    if not sys.stderr.isatty() or done % 100:
        return
    share = f" {done * 100 // total}%" if total else ""
    sys.stderr.write(f"\r\033[K正在生成：{what}{share}" if total else "\r\033[K")
    sys.stderr.flush()
