"""Files that texts link and that are published: what may be one, known by its content, and what of it is published."""

from generator.attachments.file_types import ATTACHMENTS, AttachmentKind, attachment_kind, examine, for_site
from generator.attachments.unfit import Unfit
from generator.attachments.web_size import HEAVY, can_be_lighter, web_size

__all__ = [
    "ATTACHMENTS",
    "HEAVY",
    "AttachmentKind",
    "Unfit",
    "attachment_kind",
    "can_be_lighter",
    "examine",
    "for_site",
    "web_size",
]
