"""What was asked for against what was written."""

from __future__ import annotations

from collections.abc import Iterator

from generator.loading import problem_in
from generator.model.archive import Archive
from generator.problems import Problem


def check_commissions(archive: Archive) -> Iterator[Problem]:
    """A piece that is named is a 约稿 of the archive, and answers one request only."""
    pieces = {article.path: article for article in (*archive.articles, *archive.withdrawn)}
    answered: dict[str, str] = {}
    for file in archive.commissions:
        for number, one in enumerate(file.commissions):
            if not one.piece:
                continue
            place, loc = f"{file.path}:{one.line}", ("commissions", number, "piece")
            if one.piece not in pieces or pieces[one.piece].type != "约稿":
                message = (
                    f"没有“{one.piece}”这篇约稿。请写它的位置，如 content/commissioned/2023-06/01.md；"
                    "还没有完成的，删去 piece 这一行"
                )
                yield problem_in(archive.root, file.path, loc, "no-such-piece", message)
            elif one.piece in answered:
                message = f"“{one.piece}”在 {answered[one.piece]} 已经写过了，一篇稿件只登记一次。请删去其中一条"
                yield problem_in(archive.root, file.path, loc, "piece-twice", message)
            answered.setdefault(one.piece, place)
