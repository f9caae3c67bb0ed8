"""
What a receiver has several of, in HSDS words: numbers, hours, contacts, costs, languages, papers,
areas.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes
from banso.resources.rules.hours import hours_in_words, read_hours

Part = dict[str, Any]
Parts = dict[str, list[Part]]

# Each list, and the fields that are kept of its entries; numbers stand as numbers, all else is text
# (HSDS 3.0, schemas of the same names).
PARTS: dict[str, tuple[str, ...]] = {
    "phones": ("number", "extension", "type", "description"),
    "schedules": (
        "valid_from",
        "valid_to",
        "dtstart",
        "until",
        "count",
        "wkst",
        "freq",
        "interval",
        "byday",
        "byweekno",
        "bymonthday",
        "byyearday",
        "description",
        "opens_at",
        "closes_at",
        "schedule_link",
        "attending_type",
        "notes",
    ),
    "contacts": ("name", "title", "department", "email"),
    "cost_options": (
        "valid_from",
        "valid_to",
        "option",
        "currency",
        "amount",
        "amount_description",
    ),
    "languages": ("name", "code", "note"),
    "required_documents": ("document", "uri"),
    "service_areas": ("name", "description", "extent", "extent_type", "uri"),
}
NUMBERS = frozenset({"extension", "count", "interval", "amount"})
MOST_PARTS, LONGEST_TEXT = 60, 2000
_NUMBER = re.compile(r"^[0-9+(][0-9+()#\-\u2010-\u2015\u2212\u30fc ]{3,}")


class PhoneKind(Codes):
    """What a number is for, in the words of open directories."""

    VOICE = "voice", _("Phone")
    FAX = "fax", _("FAX")
    TEXT = "text", _("SMS")
    SMS = "sms", _("SMS")
    CELL = "cell", _("Mobile")
    MOBILE = "mobile", _("Mobile")
    VIDEO = "video", _("Video call")
    TTY = "tty", _("Text telephone")
    TEXTPHONE = "textphone", _("Text telephone")


def kind_of(phone: Mapping[str, Any]) -> str:
    """Return what a number is for, as a code; one that says nothing is a voice."""
    return str(phone.get("type") or "voice").lower()


def _split(text: str, by: str) -> list[str]:
    return [part.strip() for part in text.replace("\r", "").split(by) if part.strip()]


# The line of each list, as it stands in searches and is typed; how the list is made where only the
# line is known, and the line from the list.
_LINES: dict[str, tuple[str, Callable[[str], list[Part]], Callable[[list[Part]], str]]] = {
    "hours": (
        "schedules",
        lambda text: read_hours(text) or [{"description": text}],
        lambda rows: "、".join(hours_in_words(rows)),
    ),
    "languages": (
        "languages",
        lambda text: [{"name": one} for one in _split(text, "、")],
        lambda rows: "、".join(one.get("name") or one.get("code", "") for one in rows),
    ),
    "documents": (
        "required_documents",
        lambda text: [{"document": one} for one in _split(text, "\n")],
        lambda rows: "\n".join(one.get("document", "") for one in rows),
    ),
    "area": (
        "service_areas",
        lambda text: [{"name": text}],
        lambda rows: "、".join(one.get("name") or one.get("description", "") for one in rows),
    ),
    "contact": (
        "contacts",
        lambda text: [{"name": text}],
        lambda rows: "、".join(contact_in_words(one) for one in rows),
    ),
}


def contact_in_words(one: Mapping[str, Any]) -> str:
    """Return somebody to ask for: name, post, department."""
    return " ".join(str(one[name]) for name in ("name", "title", "department") if one.get(name))


def cost_in_words(one: Mapping[str, Any]) -> str:
    """Return one price with what it is for."""
    amount = f"{one['amount']:,}" if isinstance(one.get("amount"), int | float) else ""
    currency = "円" if one.get("currency") in ("", None, "JPY") else f" {one['currency']}"
    money = f"{amount}{currency}" if amount else ""
    return " ".join(
        str(part) for part in (one.get("option"), money, one.get("amount_description")) if part
    )


def lines_of(parts: Parts, longest: Mapping[str, int]) -> dict[str, str]:
    """
    Return the lines that lists make; a line longer than it may be is cut, the list keeps
    everything.
    """
    made = {
        line: to_line(parts[name])[: longest.get(line, LONGEST_TEXT)]
        for line, (name, _to_list, to_line) in _LINES.items()
        if parts.get(name)
    }
    if phones := parts.get("phones"):
        spoken = [one for one in phones if kind_of(one) != "fax"]
        voice = next(
            (one for one in spoken if kind_of(one) == "voice"), spoken[0] if spoken else {}
        )
        made |= {
            "phone": voice.get("number", ""),
            "fax": next((one["number"] for one in phones if kind_of(one) == "fax"), ""),
        }
    return made


def lists_of(lines: Mapping[str, str], parts: Parts) -> Parts:
    """
    Return every list of a receiver: as it was given, or made from the line where only that is
    known.
    """
    made = {
        name: to_list(lines[line])
        for line, (name, to_list, _to_line) in _LINES.items()
        if lines.get(line)
    }
    made["phones"] = phones_of(lines.get("phone", ""), lines.get("fax", ""))
    return {name: rows for name in PARTS if (rows := parts.get(name) or made.get(name))}


def lines_without_a_number(text: str) -> list[str]:
    """Return the lines, as they were typed, that do not begin with a number to call."""
    return [
        line
        for line in _split(text, "\n")
        if not _NUMBER.match(unicodedata.normalize("NFKC", line))
    ]


def phones_of(phone: str, fax: str, more: str = "") -> list[Part]:
    """
    Return numbers as a list: the phone, then more of them (one a line: the number, then what it is
    for), then the fax.
    """
    found = [{"number": phone, "type": "voice"}] if phone else []
    for line in _split(unicodedata.normalize("NFKC", more), "\n"):
        number, words = _NUMBER.match(line), _NUMBER.sub("", line).strip()
        if number:
            found.append(
                {"number": number[0].strip(), "type": "voice"}
                | ({"description": words} if words else {})
            )
    return [*found, {"number": fax, "type": "fax"}] if fax else found


def more_phones(parts: Parts) -> str:
    """Return the numbers beside the phone and the fax, one a line, as they are typed."""
    spoken = [one for one in parts.get("phones", []) if kind_of(one) != "fax"][1:]
    return "\n".join(
        " ".join(part for part in (one["number"], one.get("description", "")) if part)
        for one in spoken
    )
