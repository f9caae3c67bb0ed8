"""
Charts, declared with Altair and drawn on the server as SVG: without script, in black and white,
with Japanese letters. Altair is imported where something is drawn: it takes a second, and most
processes draw nothing.

Each kind has a row of its own with a dark bar for each period and its number over it, so that
nothing is told by colour alone.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import vl_convert
from django.conf import settings

from banso.kit.svg import GREEN, INK

if TYPE_CHECKING:
    import altair as alt

FONT = "Noto Sans CJK JP"
PALE = "#c9c9c9"


@lru_cache(maxsize=1)
def _fonts() -> None:
    for folder in (*settings.BANSO_FONTS, Path("/usr/share/fonts/opentype/noto")):
        if folder.is_dir():
            vl_convert.register_font_directory(str(folder))


def _as_svg(chart: "alt.TopLevelMixin", title: str) -> str:
    """
    Return a chart as SVG that may stand inside a page: named for people who hear it, scaled by its
    box, without styles of its own.
    """
    _fonts()
    drawn: str = vl_convert.vegalite_to_svg(chart.to_dict(), vl_version="6.4")
    label = title.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    drawn = re.sub(
        r"<svg\b([^>]*)>",
        lambda found: "<svg" + _frame(found.group(1)) + f' role="img" aria-label="{label}">',
        drawn,
        count=1,
    )
    return re.sub(
        r'\saria-[a-z]+="[^"]*"|\srole="graphics-[a-z]+"',
        "",
        drawn.replace(f' aria-label="{label}"', "\0"),
    ).replace("\0", f' aria-label="{label}"')


def _frame(attributes: str) -> str:
    return re.sub(r'\s(?:class|style)="[^"]*"', "", attributes)


def rows_of_bars(rows: Sequence[tuple[str, Sequence[tuple[str, int]]]], *, title: str) -> str:
    """
    Return bars for rows of (kind, [(period, number)]): a row of bars for each kind, all on one
    scale; what was drawn just now is not drawn again.
    """
    return _bars(tuple((kind, tuple(row)) for kind, row in rows), title)


@lru_cache(maxsize=64)
def _bars(rows: tuple[tuple[str, tuple[tuple[str, int], ...]], ...], title: str) -> str:
    import altair as alt

    values = [
        {"kind": kind, "period": period, "n": number}
        for kind, row in rows
        for period, number in row
    ]
    kinds, periods = (
        [kind for kind, _row in rows],
        [period for period, _number in rows[0][1]] if rows else [],
    )
    top = max((one["n"] for one in values if isinstance(one["n"], int)), default=1) or 1
    shape = alt.Chart(alt.InlineData(values=values)).encode(
        x=alt.X(
            "period:O",
            sort=periods,
            title=None,
            axis=alt.Axis(labelAngle=0, domainColor=INK, tickColor=INK),
        ),
        y=alt.Y("n:Q", title=None, axis=None, scale=alt.Scale(domain=[0, top * 1.35])),
    )
    bars = shape.mark_bar(color=INK, width={"band": 0.55})
    words = shape.mark_text(dy=-8, fontSize=13, fontWeight="bold", color=INK).encode(text="n:Q")
    faceted = (
        (bars + words)
        .properties(width=max(240, 68 * len(periods)), height=64)
        .facet(
            row=alt.Row(
                "kind:N",
                sort=kinds,
                title=None,
                header=alt.Header(
                    labelOrient="top",
                    labelAnchor="start",
                    labelFontSize=13,
                    labelFontWeight="bold",
                    labelColor=INK,
                    labelPadding=2,
                ),
            ),
            spacing=16,
        )
    )
    return _as_svg(_plain(faceted), title)


def curve(
    points: Sequence[tuple[float, float, float, float]], *, title: str, x_title: str, y_title: str
) -> str:
    """
    Return a stepped curve with its interval, for points of (x, value, low, high); values are
    shares.
    """
    import altair as alt

    values = [{"x": x, "y": y, "low": low, "high": high} for x, y, low, high in points]
    shape = alt.Chart(alt.InlineData(values=values)).encode(
        x=alt.X("x:Q", title=x_title, axis=alt.Axis(grid=False))
    )
    band = shape.mark_area(color=PALE, interpolate="step-after").encode(
        y=alt.Y("low:Q", title=y_title, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%")),
        y2="high:Q",
    )
    line = shape.mark_line(color=INK, strokeWidth=2.5, interpolate="step-after").encode(y="y:Q")
    return _as_svg(_plain((band + line).properties(width=560, height=260)), title)


def marks(rows: Sequence[tuple[str, float, float, float]], *, title: str, x_title: str) -> str:
    """
    Return shares with their intervals, for rows of (label, value, low, high): a dot and a line, one
    under the other.
    """
    import altair as alt

    values = [
        {"label": label, "y": value, "low": low, "high": high} for label, value, low, high in rows
    ]
    shape = alt.Chart(alt.InlineData(values=values)).encode(
        y=alt.Y(
            "label:N",
            sort=[row[0] for row in rows],
            title=None,
            axis=alt.Axis(labelLimit=260, labelFontSize=13),
        )
    )
    line = shape.mark_rule(color=INK, strokeWidth=2).encode(
        x=alt.X("low:Q", title=x_title, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%")),
        x2="high:Q",
    )
    dot = shape.mark_point(color=GREEN, filled=True, size=120).encode(x="y:Q")
    return _as_svg(
        _plain((line + dot).properties(width=520, height=max(60, 44 * len(rows)))), title
    )


def _plain(chart: "alt.TopLevelMixin") -> "alt.TopLevelMixin":
    made: alt.TopLevelMixin = (
        chart.configure(font=FONT, background="white")
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=13, titleFontSize=13)
    )
    return made
