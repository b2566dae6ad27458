"""The console script ``bulletin``; arguments, exit codes, progress and nothing else.

Exit codes: 0 fine, 1 problems in the content or with what is around it (a full disk), 2 wrong usage.
"""

from generator.cli.commands import main

__all__ = ["main"]
