"""
Support stepping down (段階的支援): each tie an arrow of its own real length, from its first day to
its last; dropping out one by one until company and community,
and the key person, remain. Drawn from days, never from estimates. What the person gives is an arrow
of their own, outwards.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from banso.kit.svg import GREEN, INK, text, wrapped
from banso.ties.drawing.board import WIDTH
from banso.ties.drawing.marks import BLUE, BOTTOM, TOP, frame, linked
from banso.ties.drawing.nodes import Node

LEFT, RIGHT, ROW = 250, 40, 26
At = Callable[[date], float]


@dataclass(frozen=True)
class Gift:
    """What the person gives, with its days."""

    key: str
    name: str
    said: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True)
class Link:
    """A hand-over from one tie to another, planned or done."""

    start: str
    end: str
    on: date
    done: bool


def span_of(nodes: Sequence[Node], gifts: Sequence[Gift], today: date) -> tuple[date, date]:
    """
    Return (first day, last day) of the picture: whole years from the earliest beginning that is
    known, today within.
    """
    known = [one.from_on for one in nodes if one.from_on] + [one.from_on for one in gifts] + [today]
    return date(min(known).year, 1, 1), date(today.year, 12, 31)


@dataclass(frozen=True)
class Lettering:
    """
    What is written in the picture: `parties` in the order of their groups, `own` heads what the
    person gives, `unknown` says that a first day is not known.
    """

    title: str
    head: str
    parties: Sequence[tuple[str, str]]
    own: str
    unknown: str
    legend: Sequence[tuple[str, str]]


def drawn(
    nodes: Sequence[Node],
    gifts: Sequence[Gift],
    links: Sequence[Link],
    *,
    lettering: Lettering,
    today: date,
) -> str:
    """Return the picture as SVG."""
    first, last = span_of(nodes, gifts, today)
    scale = (WIDTH - LEFT - RIGHT) / max(1, (last - first).days)

    def at(day: date) -> float:
        return LEFT + max(0, (day - first).days) * scale

    made, y, rows = "", TOP + 34.0, dict[str, float]()
    for party, name in lettering.parties:
        group = sorted(
            (one for one in nodes if one.party == party and (one.until_on or today) >= first),
            key=lambda one: (one.from_on or date.min, one.order),
        )
        if group:
            made += text(12, y + 4, name, size=12, bold=True)
        for one in group:
            rows[one.key] = y
            made += linked(one, _arrow(one, y, at, first, today, lettering.unknown))
            y += ROW
        y += 8 if group else 0
    if gifts:
        made += text(12, y + 4, lettering.own, size=12, bold=True)
        for gift in gifts:
            made += _outwards(gift, y, at, today)
            y += ROW
        y += 8
    every = 1 + (last.year - first.year) // 20
    grid = "".join(_year(year, at, y) for year in range(first.year, last.year + 1, every))
    now = f'<path d="M{at(today):.0f} {TOP + 14} V{y:.0f}" stroke="{INK}" stroke-dasharray="2 3"/>'
    joints = "".join(
        _joint(one, rows, at) for one in links if one.start in rows and one.end in rows
    )
    return frame(
        grid + now + made + joints,
        wide=WIDTH,
        tall=max(y + BOTTOM, 240),
        title=lettering.title,
        head=lettering.head,
        legend=lettering.legend,
    )


def _year(year: int, at: At, bottom: float) -> str:
    x = at(date(year, 1, 1))
    return (
        f'<path d="M{x:.0f} {TOP + 14} V{bottom:.0f}" stroke="#767676" stroke-dasharray="1 5"/>'
    ) + text(x + 3, TOP + 12, str(year), size=11, colour="#595959")


def _arrow(one: Node, y: float, at: At, first: date, today: date, unknown: str) -> str:
    """
    Return a tie's arrow: open-ended where it goes on, closed by a bar where it ended; where its
    first day is not known it says so and begins at the edge.
    """
    start, end = at(one.from_on or first), at(one.until_on or today)
    colour = BLUE if one.formal else GREEN
    style = f'stroke="{colour}" stroke-width="{7 if one.role == "key_person" else 4}"' + (
        "" if one.formal else ' stroke-linecap="round"'
    )
    dash = ' stroke-dasharray="9 3"' if one.formal else ""
    close = (
        f'<path d="M{end:.0f} {y - 7:.0f} v14" stroke="{INK}" stroke-width="3"/>'
        if one.until_on
        else f'<path d="M{end + 9:.0f} {y:.0f} l-10 -7 v14 z" fill="{colour}"/>'
    )
    begins = (
        text(start + 4, y - 6, unknown, size=10, colour="#595959")
        if one.from_on is None
        else f'<circle cx="{start:.0f}" cy="{y:.0f}" r="4" fill="{INK}"/>'
    )
    name = text(LEFT - 14, y + 4, wrapped(one.name, 22, 1)[0], anchor="end", size=12)
    return (
        f'<rect x="110" y="{y - 12:.0f}" width="{WIDTH - 120}" height="24" fill="#fff" '
        f'fill-opacity="0"/>{name}<path d="M{start:.0f} {y:.0f} H{max(end, start + 2):.0f}" '
        f'{style}{dash} fill="none"/>{close}{begins}'
    )


def _outwards(gift: Gift, y: float, at: At, today: date) -> str:
    start, end = at(gift.from_on), at(gift.until_on or today)
    tip = (
        f'<path d="M{end + 12:.0f} {y:.0f} l-13 -9 v18 z" fill="#fff" stroke="{GREEN}" '
        'stroke-width="3"/>'
    )
    line = (
        f'<path d="M{start:.0f} {y - 3:.0f} H{end:.0f} M{start:.0f} {y + 3:.0f} H{end:.0f}" '
        f'stroke="{GREEN}" stroke-width="2"/>'
    )
    name = text(LEFT - 14, y + 4, wrapped(gift.name, 22, 1)[0], anchor="end", size=12)
    return f"<g><title>{escape(gift.said)}</title>{name}{line}{tip}</g>"


def _joint(one: Link, rows: dict[str, float], at: At) -> str:
    x, top, bottom = at(one.on), rows[one.start], rows[one.end]
    dash = "" if one.done else ' stroke-dasharray="3 4"'
    turn = 9 if bottom < top else -9
    return (
        f'<path d="M{x:.0f} {top:.0f} V{bottom:.0f}" stroke="{INK}" stroke-width="2" '
        f'fill="none"{dash}/><path d="M{x:.0f} {bottom:.0f} l-5 {turn} h10 z" '
        f'fill="{INK if one.done else "#ffffff"}" stroke="{INK}" stroke-width="1"/>'
    )
