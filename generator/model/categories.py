"""What points can be for, and the columns they count in: of every score line one of each."""

from __future__ import annotations

from typing import Literal, get_args

Category = Literal[
    "信息", "简讯", "约稿", "采用", "批示", "基础分", "扣分", "加分", "调整", "封顶", "归零", "撤下", "结转", "承接"
]
CATEGORIES: tuple[str, ...] = get_args(Category)

Column = Literal["adopted", "commissioned", "base", "other", "carried"]
"""The column of the month's table a line counts in; ``carried`` counts in totals only."""
