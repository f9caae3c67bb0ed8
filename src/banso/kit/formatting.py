"""Saying values in the reader's language."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

from banso.kit.amounts import Number
from banso.kit.eras import PartialDate, brief_era, in_english, in_japanese
from banso_analysis import rounding

LEAST_P = 0.0001  # shown as it is; what is smaller is said to be so


def format_day(value: PartialDate | date | datetime | None) -> str:
    """Return a date as 和暦(西暦), or in ISO order for English readers; nothing for no date."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return in_japanese(value) if get_language() == "ja" else in_english(value)


def brief_day(value: PartialDate | date | datetime | None) -> str:
    """
    Return a day for rows and tables: R8.11.20(金), or 2026-11-20 (Fri) for English readers; nothing
    for no date. What is known in part only is said in full.
    """
    if value is None:
        return ""
    if isinstance(value, PartialDate):
        return format_day(value)
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    weekday = date_format(value, "D")
    if get_language() == "ja":
        return f"{brief_era(value)}({weekday})"
    return f"{value:%Y-%m-%d} ({weekday})"


def brief_month(value: date) -> str:
    """Return a month as it stands in a drawing: R8.11, or 2026-11 for English readers."""
    if get_language() == "ja":
        return brief_era(value).rpartition(".")[0]
    return f"{value:%Y-%m}"


def last_word(text: str) -> str:
    """
    Return the last word of a name, the given one in Japanese, without what stands behind it in
    brackets: 見本 灯(生活支援員) is known as 灯.
    """
    words = text.replace("（", "(").partition("(")[0].split() or text.split()
    return words[-1] if words else ""


def time_since(day: date | None, today: date) -> str:
    """
    Return how long ago a day was: today, 7 days ago, and after sixty days in months and years;
    nothing for no day.
    """
    if day is None:
        return ""
    days = (today - day).days
    if days <= 0:
        return gettext("today")
    if days <= 60:
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    years, rest = divmod(months, 12)
    if not years:
        return ngettext("%(n)d month ago", "%(n)d months ago", rest) % {"n": rest}
    if not rest:
        return ngettext("%(n)d year ago", "%(n)d years ago", years) % {"n": years}
    return gettext("%(y)d y %(m)d m ago") % {"y": years, "m": rest}


def time_to(day: date, today: date) -> str:
    """Return how far a day is: today, tomorrow, in 3 days; or how long ago it was."""
    days = (day - today).days
    if days == 1:
        return gettext("tomorrow")
    if days <= 0:
        return time_since(day, today)
    return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}


def percent(share: float | None) -> str:
    """Return a share in whole percent as forms expect it (四捨五入): 6 of 48 are 13%."""
    if share is None:
        return "—"
    whole = rounding.percent(share)
    return Number(f"{whole}%", float(whole) / 100, "0%")


def points(difference: float | None) -> str:
    """Return a difference of shares in points, with its sign."""
    return "—" if difference is None else f"{int(rounding.percent(difference)):+d}"


def p_value(p: float | None) -> str:
    """Return what comes out of a test; a very small p is never none at all."""
    if p is None:
        return "—"
    return f"p < {LEAST_P}" if p < LEAST_P else f"p = {rounding.half_up(p, 4)}"


def signed(number: int) -> str:
    """Return a number with its sign in letters of the same width: +3, −1,200, ±0."""
    if not number:
        return "±0"
    return f"{'+' if number > 0 else '−'}{abs(number):,}"


def signed_points(difference: float) -> str:
    """Return a difference of shares in whole points, with its sign as it stands on a page."""
    return signed(int(rounding.percent(difference)))


def grouped(number: int | None) -> str:
    """Return a number with its thousands parted; nothing for none."""
    return "" if number is None else Number(f"{number:,}", number, "#,##0")


def yen(number: int) -> str:
    """Return an amount of money."""
    said = gettext("%(amount)s yen") % {"amount": grouped(number)}
    return Number(said, number, said.replace(grouped(number), '"#,##0"', 1).join('""'))


def more_or_less(amount: int) -> str:
    """Return an amount with its sign, as it stands in tables: +1,200, -1,800, 0."""
    return Number(f"{amount:+,}" if amount else "0", amount, "+#,##0;-#,##0;0")


def tenths(number: float | None) -> str:
    """Return a number with one decimal."""
    return "—" if number is None else Number(f"{number:.1f}", number, "0.0")


def fiscal_brief(key: int) -> str:
    """Return a fiscal year as it stands on an axis: R8, or 2026 for English readers."""
    if get_language() == "ja":
        return brief_era(date(key, 4, 1)).split(".")[0]
    return str(key)
