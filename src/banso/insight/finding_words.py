"""A finding said in words: what has moved, by how much, of how many, and how sure that is."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banso.insight.queries import Finding
from banso.insight.small_drawing import interval, slope
from banso.kit.formatting import percent, signed_points
from banso.surveys.rules import Moment
from banso_analysis import rounding


@dataclass(frozen=True)
class Said:
    """
    What a finding says of the same people, asked twice: the shares, what has moved and how sure
    that is, with its pictures.
    """

    label: str
    counted: str
    pairs: int
    first: str
    second: str
    moved: str
    between: str
    verdict: str
    slope: SafeString
    bar: SafeString
    url: str


def said(found: Finding, asked: dict[str, str]) -> Said:
    """Return what a finding says, of the people who answered both times; there must be some."""
    same = found.same
    before, after = ((same.both + one) / same.pairs for one in (same.only_before, same.only_after))
    names = {code: str(label) for code, label in found.item.options}
    low, high, difference = (one or 0.0 for one in (same.low, same.high, same.difference))
    label = str(found.item.label)
    return Said(
        label=label,
        counted="・".join(names[code] for code in found.item.counted),
        pairs=same.pairs,
        first=percent(before),
        second=percent(after),
        moved=_moved(int(rounding.percent(after) - rounding.percent(before))),
        between=f"{signed_points(low)}〜{signed_points(high)}",
        verdict=_verdict(same.moved),
        slope=_safe(
            slope(
                before,
                after,
                (str(Moment.label_of(asked["before"])), str(Moment.label_of(asked["after"]))),
                title=f"{label} {percent(before)} → {percent(after)}",
            )
        ),
        bar=_safe(
            interval(
                difference,
                low,
                high,
                unchanged=_("unchanged"),
                title=_("Interval, 95 percent: %(low)s to %(high)s points")
                % {"low": signed_points(low), "high": signed_points(high)},
            )
        ),
        url=f"{reverse('insight:findings')}?{urlencode(asked)}",
    )


def _safe(drawn: str) -> SafeString:
    return mark_safe(drawn)  # noqa: S308 — our own drawing


def _moved(number: int) -> str:
    """Say by how many points it moved, as the two shares beside it are shown: the three add up."""
    if not number:
        return _("±0 points")
    words: Any = (
        ngettext("%(n)d point more", "%(n)d points more", abs(number))
        if number > 0
        else ngettext("%(n)d point fewer", "%(n)d points fewer", abs(number))
    )
    return str(words % {"n": abs(number)})


def _verdict(moved: bool | None) -> str:
    if moved is None:
        return _(
            "The interval and the exact test don’t say the same: from these answers it can’t be "
            "said whether it has moved."
        )
    return (
        _("It can be said that it has moved.")
        if moved
        else _("It can’t be said that it has moved. That is a finding too.")
    )
