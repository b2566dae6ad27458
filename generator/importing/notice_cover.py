"""The covering text of a notice and its foot: title, addressees, paragraphs, signature, date, notes, editors."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.importing.blocks import Doubts, Paragraph
from generator.importing.notice_parts import plain, tidy

_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_TITLE = re.compile(r"关于.{1,60}的?通报")
_ATTACHMENT = re.compile(r"附件\s*\d*\s*[:：]\s*(.+)", re.S)
_SENTENCE_END = ("。", "！", "？", "”", "；")
_NUMBER = re.compile(r"(?:^|\n)\s*\d+\s*[、.．]\s*")
_FOOT = {
    "recipients": re.compile(r"(?:发|抄送|主送)\s*[:：](.*)"),
    "editors": re.compile(r"(?:责任)?编\s*辑\s*[:：](.*)"),
    "email": re.compile(r"(?:投\s*稿|邮\s*箱|电子邮箱|投稿邮箱)\s*[:：](.*)"),
    "phone": re.compile(r"电\s*话\s*[:：](.*)"),
}
_NOTES = re.compile(r"注\s*[:：]")


@dataclass(frozen=True, slots=True)
class Cover:
    """What is printed around the tables; empty where it was not found."""

    title: str = ""
    addressees: str = ""
    paragraphs: tuple[str, ...] = ()
    attachment: str = ""
    signatory: str = ""
    date: datetime.date | None = None
    line: int = 1
    """The line on which the covering text begins."""


@dataclass(frozen=True, slots=True)
class Foot:
    """What is printed below the lists."""

    notes: tuple[str, ...] = ()
    recipients: str = ""
    editors: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""


def read_cover(lines: Sequence[Paragraph], flowed: bool, doubts: Doubts) -> Cover:
    """Find the parts of a covering text by what marks them: a colon, 附件, a date on a line of its own."""
    greeting = next((n for n, line in enumerate(lines) if _is_greeting(line.text)), -1)
    title = _title(lines[: max(greeting, 1)])
    body = lines[greeting + 1 :] if greeting >= 0 else lines[1:]
    day = next((n for n, line in enumerate(body) if _DATE.fullmatch(plain(line.text))), -1)
    date = _date(body[day], doubts) if day >= 0 else None
    end = day if day >= 0 else len(body)
    attached = next((n for n, line in enumerate(body[:end]) if _ATTACHMENT.match(line.text)), -1)
    signed = end - 1 if day > 0 and _is_name(body[end - 1].text) and end - 1 != attached else -1
    stop = min(n for n in (attached, signed, end, _heading(body)) if n >= 0)
    match = _ATTACHMENT.match(body[attached].text) if attached >= 0 else None
    cover = Cover(
        title=title,
        addressees=tidy(lines[greeting].text).rstrip(":：") if greeting >= 0 else "",
        paragraphs=tuple(_paragraphs(body[:stop], flowed)),
        attachment=tidy(match[1]) if match else "",
        signatory=tidy(body[signed].text) if signed >= 0 else "",
        date=date,
        line=body[0].line if body else 1,
    )
    _report_missing(cover, lines[0].line if lines else 1, doubts)
    return cover


def read_foot(lines: Sequence[Paragraph]) -> Foot:
    """Notes, recipients, editors, address and telephone, each at its word."""
    found: dict[str, str] = {}
    notes: list[str] = []
    current = ""
    for line in lines:
        text = line.text.strip()
        name = next((name for name, pattern in _FOOT.items() if pattern.match(text)), "")
        if name:
            match = _FOOT[name].match(text)
            found.setdefault(name, match[1].strip() if match else "")
            current = name
        elif _NOTES.match(text):
            notes.append(_NOTES.sub("", text, count=1))
            current = "notes"
        elif current == "notes":
            notes.append(text)
        elif current == "recipients":
            found[current] += text
    return Foot(
        notes=tuple(note for text in _NUMBER.split("\n".join(notes)) if (note := tidy(text))),
        recipients=tidy(found.get("recipients", "")),
        editors=tuple(name for name in re.split(r"[\s、，,；;]+", found.get("editors", "")) if name),
        email=plain(found.get("email", "")),
        phone=plain(found.get("phone", "")),
    )


def _is_greeting(text: str) -> bool:
    bare = plain(text)
    return bare.endswith(":") and len(bare) > 2 and not bare.startswith("附件")


def _is_name(text: str) -> bool:
    return 2 <= len(plain(text)) <= 40 and not text.rstrip().endswith((*_SENTENCE_END, "，", "：", ":"))


def _title(lines: Sequence[Paragraph]) -> str:
    text = re.sub(r"\s+", "", "".join(line.text for line in lines))
    found = _TITLE.search(text)
    return found[0] if found else text


def _heading(body: Sequence[Paragraph]) -> int:
    """The heading of the first table, when neither signature nor date stands before it."""
    places = (n for n, line in enumerate(body) if re.fullmatch(r".{0,40}统计表?(\(.{1,3}类\))?", plain(line.text)))
    return next(places, len(body))


def _date(line: Paragraph, doubts: Doubts) -> datetime.date | None:
    found = _DATE.search(plain(line.text))
    try:
        return datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        doubts.add(line.line, f"没有“{plain(line.text)}”这一天，没有写 date，请查原件补上")
        return None


def _paragraphs(lines: Sequence[Paragraph], flowed: bool) -> list[str]:
    """Printed lines as paragraphs: one ends at a full stop, and where blank lines are used, before such a line."""
    spaced = any(after.line - line.line > 1 for line, after in pairwise(lines))
    found: list[str] = []
    previous: Paragraph | None = None
    for line in lines:
        text = line.text.strip()
        if not text:
            continue
        apart = flowed or not spaced or previous is None or line.line - previous.line > 1
        if found and not (apart and found[-1].endswith(_SENTENCE_END)):
            found[-1] = f"{found[-1]}\n{text}"
        else:
            found.append(text)
        previous = line
    return [tidy(text) for text in found]


def _report_missing(cover: Cover, line: int, doubts: Doubts) -> None:
    absent = {
        "标题": cover.title,
        "主送单位": cover.addressees,
        "正文": cover.paragraphs,
        "落款": cover.signatory,
        "日期": cover.date,
    }
    if names := [name for name, value in absent.items() if not value]:
        doubts.add(line, f"通报里找不到{'、'.join(names)}，请对照原件补上")
