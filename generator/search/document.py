"""What is found: one document for each page that has text of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.model.addresses import url_of

TYPES = ("信息", "简讯", "约稿", "通报", "期", "单位", "页面")
"""The types of documents every archive may have, in the order of the filter."""


def types_of(used: Iterable[str]) -> tuple[str, ...]:
    """The types with the kinds of pieces that the rules name: these stand behind 信息."""
    own = sorted(set(used) - set(TYPES))
    return (*TYPES[:1], *own, *TYPES[1:])


@dataclass(frozen=True, slots=True)
class Document:
    """A page as the search sees it. Empty text stands for what it has not."""

    path: str
    """Permanent and unique, always in a folder: ``2023/09/03``."""
    title: str
    type: str
    subtitle: str = ""
    units: tuple[str, ...] = ()
    """Canonical names of the units credited."""
    names: tuple[str, ...] = ()
    """Every name of these units."""
    authors: tuple[str, ...] = ()
    label: str = ""
    """Where it was printed: ``2023年第9期``."""
    month: str = ""
    """The month of its issue, notice or commission: ``2023-06``."""
    issue: str = ""
    """The issue it was printed in: ``2023-09``."""
    date: str = ""
    """The day it was printed: ``2023-06-30``."""
    paragraphs: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The address of its page, relative to the site."""
        return url_of(self.path)

    @property
    def sections(self) -> tuple[str, ...]:
        """The texts in which a phrase is looked for; none reaches from one into the next. The title comes first."""
        subtitle = (self.subtitle,) if self.subtitle else ()
        return (self.title, *subtitle, *self.names, *self.authors, *self.paragraphs)


@dataclass(frozen=True, slots=True)
class DocumentPlan:
    """A document to be made."""

    path: str
    month: str
    size: int
    """About the number of its characters."""
    key: str
    """Equal keys promise equal documents."""
    make: Callable[[], Document]
