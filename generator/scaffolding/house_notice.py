"""The house text of a notice: made from the units, the rules and the settings, never from another month's notice."""

from __future__ import annotations

from datetime import date

from generator.canonical import front_matter
from generator.model import placeholders
from generator.model.archive import Archive
from generator.model.months import number_of
from generator.model.units import Section

HOUSE_CLOSING = (
    "请各单位进一步加大信息报送力度，突出问题分析类、经验总结类信息，积极报送高质量的政务信息，"
    "更好地发挥政务信息参谋辅政的作用。"
)
"""Stands at the end of each notice and says nothing of a month."""


def house_notice(
    archive: Archive, month: str, day: date | None, editors: tuple[str, ...] = (), remark: str = ""
) -> bytes:
    """A notice for the month; ``remark``: what is to be said of this month, above the closing."""
    number, rules = number_of(month), archive.rules.in_force(month)
    sections = _ranked_sections(archive, month)
    notes = [f"计分方式：按照{rules.document}规定的标准计分。"] if rules and rules.document else []
    values: dict[str, object] = {
        "title": f"关于{number}月份政务信息采用情况的通报",
        "month": month,
        "date": day,
        "signatory": archive.site.publisher,
        "addressees": "，".join(_each(section.title) for section in sections),
        "attachment": f"{number}月份政务信息采用情况",
        "notes": [*notes, f"本次通报范围为{number}月份《{archive.site.name}》。"],
        "editors": editors,
    }
    paragraphs = [_counts(sections), *([_leaders(sections)] if sections else []), remark.strip(), HOUSE_CLOSING]
    return front_matter(values, "\n\n".join(part for part in paragraphs if part))


def _ranked_sections(archive: Archive, month: str) -> list[Section]:
    """The sections with a group that has a unit in that month."""
    used = {group.section for group in archive.units.groups if archive.units.members(group.id, month)}
    return [section for section in archive.units.sections if section.id in used]


def _word(name: str) -> str:
    return f"{{{{{name}}}}}"


def _counts(sections: list[Section]) -> str:
    sent = "、".join(f"{_each(one.title)}信息{_word(one.label + placeholders.SUBMITTED)}条" for one in sections)
    used = "、".join(f"{_each(one.title)}信息{_word(one.label + placeholders.ADOPTED)}条" for one in sections)
    total = f"{_word(placeholders.MONTH)}月份，共收到信息{_word(placeholders.SUBMITTED_TOTAL)}条"
    return f"{total}，其中{sent}；采用{used}。" if sections else f"{total}。"


def _leaders(sections: list[Section]) -> str:
    return "；".join(f"累计得分前三的{one.title}为{_word(one.label + placeholders.LEADERS)}" for one in sections) + "。"


def _each(title: str) -> str:
    return title if "各" in title else f"各{title}"
