"""Rules, articles and ledgers → score lines → month tables → ranks → audit."""

from generator.scoring.audit import Audit, Difference, PrintedFigure, audit_problems, correct, freeze, issued_table
from generator.scoring.explain import Explanation, LineIndex, Term, describe
from generator.scoring.figures import covering_figures, differing, issued_figures
from generator.scoring.following import Change, Following, following
from generator.scoring.line import ScoreLine
from generator.scoring.lines import score_lines
from generator.scoring.reporting import Reporting, reporting
from generator.scoring.scores import ScoredYear, Scores, score
from generator.scoring.tables import GroupTable, MonthTable, ScoreRow, month_tables

__all__ = [
    "Audit",
    "Change",
    "Difference",
    "Explanation",
    "Following",
    "GroupTable",
    "LineIndex",
    "MonthTable",
    "PrintedFigure",
    "Reporting",
    "ScoreLine",
    "ScoreRow",
    "ScoredYear",
    "Scores",
    "Term",
    "audit_problems",
    "correct",
    "covering_figures",
    "describe",
    "differing",
    "following",
    "freeze",
    "issued_figures",
    "issued_table",
    "month_tables",
    "reporting",
    "score",
    "score_lines",
]
