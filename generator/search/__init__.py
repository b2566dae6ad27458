"""The search index: every pair of characters with all its positions; see ``docs/search-index.md``."""

from generator.search.document import TYPES, Document, DocumentPlan
from generator.search.documents import document_plans, documents
from generator.search.index import Files, build_index
from generator.search.normal_form import ignored_ranges, normal_form

__all__ = [
    "TYPES",
    "Document",
    "DocumentPlan",
    "Files",
    "build_index",
    "document_plans",
    "documents",
    "ignored_ranges",
    "normal_form",
]
