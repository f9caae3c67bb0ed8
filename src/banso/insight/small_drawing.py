"""
Small pictures for the year at a glance: one grey scale with edges, the same on paper; every number
that a picture shows stands in it in letters.
"""

from collections.abc import Sequence

from banso.kit.formatting import percent, signed_points
from banso.kit.svg import INK, picture, text

WIDE, HIGH = 300, 132
TOP, FLOOR = 24, 108
SHADES = ("#3d3d44", "#a6a6ab", "#ececef")
PALE, EDGE, SOFT = "#a6a6ab", "#767676", "#4d4d4d"


def columns(
    labels: Sequence[str], rows: Sequence[Sequence[int]], totals: Sequence[int], *, title: str
) -> str:
    """
    Return a bar for each label with its whole over it. Rows are the parts of the bars, the darkest
    first; without rows the last bar is the dark one.
    """
    top, step = max(totals, default=0) or 1, WIDE / max(len(labels), 1)
    wide = min(44.0, step * 0.66)
    parts = []
    for place, (label, whole) in enumerate(zip(labels, totals, strict=True)):
        middle, is_last = step * (place + 0.5), place == len(labels) - 1
        y = float(FLOOR)
        pieces = (
            [(row[place], SHADES[min(n, 2)]) for n, row in enumerate(rows)]
            if rows
            else [(whole, SHADES[0] if is_last else PALE)]
        )
        for number, shade in pieces:
            tall = (FLOOR - TOP) * number / top
            y -= tall
            if number:
                parts.append(
                    f'<rect x="{middle - wide / 2:.1f}" y="{y:.1f}" width="{wide:.1f}" '
                    f'height="{tall:.1f}" fill="{shade}" stroke="{INK}"/>'
                )
        parts += [
            text(middle, y - 6, f"{whole:,}", anchor="middle", bold=is_last),
            text(middle, HIGH - 6, label, anchor="middle", bold=is_last, colour=SOFT),
        ]
    parts.append(_line(0, FLOOR, WIDE, FLOOR))
    return picture(parts, width=WIDE, height=HIGH, role="img", title=title)


def _line(
    x1: float, y1: float, x2: float, y2: float, colour: str = INK, wide: float = 1, more: str = ""
) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" '
        f'stroke-width="{wide}"{more}/>'
    )


def _dot(x: float, y: float, *, filled: bool) -> str:
    fill = INK if filled else "#ffffff"
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="{fill}" stroke="{INK}" stroke-width="2.5"/>'
    )


def slope(first: float, second: float, names: tuple[str, str], *, title: str) -> str:
    """Return two shares as a line from an open dot to a filled one."""
    left, right = 50, WIDE - 50
    one, other = (FLOOR - (FLOOR - TOP) * share for share in (first, second))
    parts = []
    for x in (left, right):
        parts.append(_line(x, TOP, x, FLOOR, EDGE))
        parts += [_line(x - 5, y, x + 5, y, EDGE) for y in (TOP, FLOOR)]
    parts += [
        text(left + 10, TOP + 5, "100%", colour=SOFT),
        text(left + 10, FLOOR + 4, "0%", colour=SOFT),
        _line(left, one, right, other, INK, 3),
        _dot(left, one, filled=False),
        _dot(right, other, filled=True),
        *(
            text(x, HIGH - 2, name, anchor="middle", colour=SOFT)
            for x, name in zip((left, right), names, strict=True)
        ),
    ]
    return picture(parts, width=WIDE, height=HIGH, role="img", title=title)


def interval(middle: float, low: float, high: float, *, unchanged: str, title: str) -> str:
    """
    Return a difference of shares with its interval, on a scale from −100 to +100 points with a
    broken line where nothing has changed.
    """
    height, y, room = 70, 38, WIDE - 40
    apart = ("end", "start") if high - low < 0.3 else ("middle", "middle")

    def at(share: float) -> float:
        return 20 + room * (max(-1.0, min(1.0, share)) + 1) / 2

    parts = [
        _line(20, y, WIDE - 20, y, "#ececef", 2),
        _line(at(0), 22, at(0), y + 14, INK, 1.5, ' stroke-dasharray="3 3"'),
        text(at(0), 14, unchanged, anchor="middle", colour=SOFT),
        _line(at(low), y, at(high), y, INK, 4),
        *(_line(at(one), y - 8, at(one), y + 8, INK, 2) for one in (low, high)),
        _dot(at(middle), y, filled=False),
        text(at(low), y + 28, signed_points(low), anchor=apart[0]),
        text(at(high), y + 28, signed_points(high), anchor=apart[1]),
    ]
    return picture(parts, width=WIDE, height=height, role="img", title=title)


def kept(marks: Sequence[tuple[str, float, float, float]], *, title: str) -> str:
    """Return shares that are left after some time, with a band for their intervals."""
    step = (WIDE - 60) / max(len(marks) - 1, 1)
    xs = [24 + step * place for place in range(len(marks))]

    def at(share: float) -> float:
        return FLOOR - (FLOOR - TOP) * share

    upper = [f"{x:.1f},{at(high):.1f}" for x, (_l, _v, _low, high) in zip(xs, marks, strict=True)]
    lower = [f"{x:.1f},{at(low):.1f}" for x, (_l, _v, low, _h) in zip(xs, marks, strict=True)]
    line = [f"{x:.1f},{at(share):.1f}" for x, (_l, share, *_i) in zip(xs, marks, strict=True)]
    parts = [
        f'<polygon points="{" ".join([*upper, *reversed(lower)])}" fill="#ececef"/>',
        _line(0, FLOOR, WIDE, FLOOR),
        f'<polyline points="{" ".join(line)}" fill="none" stroke="{INK}" stroke-width="3"/>',
    ]
    for place, (x, (label, share, _low, _high)) in enumerate(zip(xs, marks, strict=True)):
        is_last = place == len(marks) - 1
        parts += [
            _dot(x, at(share), filled=is_last),
            text(x, at(share) - 10, percent(share), anchor="middle", bold=is_last),
            text(x, HIGH - 6, label, anchor="middle", bold=is_last, colour=SOFT),
        ]
    return picture(parts, width=WIDE, height=HIGH, role="img", title=title)
