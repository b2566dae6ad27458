"""Machine-readable files of the site: what :mod:`generator.model.datasets` describes, and the files of pieces."""

from generator.exports.data_files import data_files
from generator.exports.explanation import explanation_json
from generator.exports.sitemap import days_of, sitemap
from generator.exports.table_files import scores_csv, scores_json

__all__ = ["data_files", "days_of", "explanation_json", "scores_csv", "scores_json", "sitemap"]
