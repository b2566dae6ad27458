"""The search index: every pair of characters with all its positions; see ``docs/search-index.md``."""

from generator.search.document import TYPES, Document
from generator.search.documents import documents
from generator.search.index import build_index
from generator.search.normal_form import ignored_ranges, normal_form

__all__ = ["TYPES", "Document", "build_index", "documents", "ignored_ranges", "normal_form"]
