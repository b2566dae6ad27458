"""Rules, articles and ledgers → score lines → month tables → ranks."""

from generator.scoring.coverage import gaps_of
from generator.scoring.figures import covering_figures
from generator.scoring.lines import ScoreLine, score_lines
from generator.scoring.tables import GroupTable, MonthTable, ScoreRow, month_tables

__all__ = [
    "GroupTable",
    "MonthTable",
    "ScoreLine",
    "ScoreRow",
    "covering_figures",
    "gaps_of",
    "month_tables",
    "score_lines",
]
