"""What the code at the end of a message means; apart from ``check``, which has no need of all these texts."""

from __future__ import annotations

from difflib import get_close_matches

import click

from generator.cli.chinese import ChineseCommand
from generator.problem_codes import as_list, explained, in_words


@click.command(cls=ChineseCommand)
@click.argument("code", metavar="[代码]", required=False)
def codes(code: str | None) -> None:
    """说明检查消息末尾括号里的代码：什么意思，为什么会出现，怎样改，并举一个例子。

    不写代码时，列出全部代码，每行一个。同样的说明也在 docs/editors/codes/ 里，每个代码一页。

    \b
    例：
      bulletin codes unknown-unit
    """
    known = explained()
    code = code.strip("（）() ") if code else None
    if code and code not in known:
        near = "、".join(get_close_matches(code, known, cutoff=0.5))
        more = f"（是不是 {near}？）" if near else ""
        raise click.UsageError(f"没有“{code}”这个代码{more}。运行 bulletin codes 列出全部")
    click.echo(in_words(code) if code else as_list(), nl=False)
