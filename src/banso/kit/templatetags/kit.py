"""What templates ask of the kit."""

from datetime import date, datetime
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.utils import timezone
from django.utils.safestring import SafeString

from banso.kit.formatting import brief_day, format_day, grouped, last_word, time_since
from banso.kit.forms import DayInput
from banso.kit.furigana import ruby_html, with_readings, without_marks
from banso.kit.section_help import help_behind
from banso.kit.sheets.boxes import drawn
from banso.kit.sheets.pieces import read_html

register = template.Library()


register.filter("wareki", format_day)
register.filter("help_behind", help_behind)


@register.filter
def offers(message: Message) -> dict[str, str]:
    """Return where a message can be taken back and where more can be said, if it offers that."""
    undo, _space, more = (message.extra_tags or "").partition(" ")
    return {"undo": undo, "more": more} if undo.startswith("/") else {}


@register.filter
def at(rows: dict[str, Any], key: object) -> Any:
    """Return what stands under a key, None where nothing does."""
    return rows.get(str(key))


@register.filter
def typed_day(value: date | None) -> str:
    """Show a day in a field as fields of forms do."""
    return DayInput().format_value(value)


register.filter("last_word", last_word)
register.filter("brief", brief_day)
register.filter("ago", time_since)
register.filter("grouped", grouped)


@register.filter
def moment(value: datetime | None) -> str:
    """Show a moment in local time: R8.11.23(月) 14:03."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{brief_day(local)} {local:%H:%M}"


@register.filter
def iso_day(text: str) -> str:
    """Show a day that is kept as ISO text, briefly."""
    return brief_day(date.fromisoformat(text)) if text else ""


register.filter("unmarked", without_marks)
register.filter("boxes", drawn)


@register.simple_tag
def readings(text: str) -> SafeString:
    """Show a text with the reading above each kanji."""
    return ruby_html(with_readings(str(text)))


register.filter("ruby", ruby_html)


@register.filter
def said(text: str, furigana: object = None) -> SafeString:
    """Show a text of a sheet: its boxes drawn, with the reading above each kanji where asked."""
    return read_html(text) if furigana else drawn(text)


@register.simple_tag(takes_context=True)
def with_query(context: dict[str, Any], **changes: Any) -> str:
    """Return the current query string with some values changed; an empty value drops its name."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in ("", None):
            query[name] = value
    return f"?{query.urlencode()}"


@register.filter(is_safe=True)
def stripped(text: str) -> str:
    """Take the white space off both ends of what a component was given."""
    return text.strip()


@register.simple_tag(takes_context=True)
def classes(context: dict[str, Any], block: str, *modifiers: str) -> str:
    """Return the classes of a component: its block, the modifiers that are set, its own `class`."""
    named = [block, *(f"{block}--{one}" for one in modifiers if context.get(one))]
    if own := context.get("class"):
        named.append(str(own))
    return " ".join(named)
