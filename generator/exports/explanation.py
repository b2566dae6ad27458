"""The explanation of a unit's month as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from generator.model.points import points_number
from generator.model.registers import Submission
from generator.scoring import Explanation


def explanation_json(explanation: Explanation, sent: Sequence[Submission] | None = None) -> str:
    """``{"unit", "month", "lines": [{"points", "rule", "reason", "source", "url"}], "month_points", "total_points"}``.

    The lines are those of the month and sum to ``month_points``; ``url`` is the page of the line's piece, for other
    lines the month's notice. ``sent``, for a month with a register of submissions, adds ``"submissions": [{"date",
    "title", "outcome", "url"}]``.
    """
    lines = [
        {
            "points": points_number(line.points),
            "rule": line.rule,
            "reason": line.reason,
            "source": line.source,
            "url": _url(line.source, line.month),
        }
        for line in explanation.lines
    ]
    data: dict[str, Any] = {
        "unit": explanation.unit,
        "month": explanation.month,
        "lines": lines,
        "month_points": points_number(explanation.month_points),
        "total_points": points_number(explanation.total_points),
    }
    if sent is not None:
        data["submissions"] = [
            {
                "date": row.date.isoformat(),
                "title": row.title,
                "outcome": row.outcome,
                "url": _url(row.path, explanation.month) if row.path else None,
            }
            for row in sent
        ]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _url(source: str, month: str) -> str:
    if source.endswith(".md"):
        return f"/{source.removeprefix('content/').removesuffix('.md')}/"
    return f"/notices/{month}/"
