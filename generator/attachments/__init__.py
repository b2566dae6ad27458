"""Files that texts link and that are published: what may be one, known by its content, and what of it is published."""

from generator.attachments.file_types import ATTACHMENTS, AttachmentKind, attachment_kind, examine, for_site
from generator.attachments.unfit import Unfit

__all__ = ["ATTACHMENTS", "AttachmentKind", "Unfit", "attachment_kind", "examine", "for_site"]
