"""
The strip of a life (SVG): years on one line. Ledgers are bands, a way to a receiver is an arc that
leaves the line and comes back, being there is round, doing is square. Kinds differ by shape and
pattern, so that the strip says the same in black and white; each mark is a link with a title.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext as _

from banso.desk.queries import Arc, Band, Life
from banso.kit.formatting import brief_day
from banso.kit.svg import GREEN, INK, picture, text, width_of, wrapped

BLUE, SOFT, LINE = "#0017c1", "#4d4d4d", "#767676"
FILLS = {"outreach": "url(#{id}-hatch)", "centre": "url(#{id}-dots)", "aftercare": "#e6f5ec"}


@dataclass(frozen=True)
class Scale:
    """Where a day stands between the left and the right edge."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Return the place of a day."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return self.left + min(1.0, max(0.0, share)) * (self.right - self.left)


def _patterns(name: str) -> str:
    return (
        f'<defs><pattern id="{name}-hatch" width="7" height="7" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="7" height="7" fill="#f2f2f2"/>'
        f'<path d="M0 0V7" stroke="#949494" stroke-width="2"/></pattern>'
        f'<pattern id="{name}-dots" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="#e8f1fe"/><circle cx="2" cy="2" r="1.2" '
        f'fill="{BLUE}"/></pattern></defs>'
    )


def _linked(url: str, said: str, inner: str) -> str:
    title = f"<title>{escape(said)}</title>"
    if not url:
        return f"<g>{title}{inner}</g>"
    return f"<a href={quoteattr(url)} aria-label={quoteattr(said)}>{title}{inner}</a>"


def _span(said: str, from_on: date, until_on: date | None) -> str:
    return f"{said} {brief_day(from_on)}–{brief_day(until_on)}"


def _ticks(scale: Scale) -> Iterable[tuple[float, str]]:
    """Yield the beginnings of years; of months, where the line is shorter than two years."""
    first, last = scale.first, scale.last
    if (last - first).days > 730:
        step = max(1, (last.year - first.year) // 10)
        for year in range(first.year + 1, last.year + 1, step):
            yield scale.x(date(year, 1, 1)), brief_day(date(year, 1, 1)).split(".")[0].split("-")[0]
        return
    months = (last.year - first.year) * 12 + last.month - first.month
    for place in range(1, months + 1, max(1, months // 6)):
        year, month = divmod(first.year * 12 + first.month - 1 + place, 12)
        day = date(year, month + 1, 1)
        yield scale.x(day), brief_day(day).rsplit(".", 1)[0].split(" ")[0]


def _bands(bands: list[Band], scale: Scale, name: str, top: float, height: float) -> Iterable[str]:
    lanes: list[date] = []
    placed = []
    for band in bands:
        until = band.until_on or scale.last
        lane = next((i for i, ends in enumerate(lanes) if ends <= band.from_on), len(lanes))
        lanes[lane : lane + 1] = [until]
        placed.append((band, lane, until))
    tall = height / max(1, len(lanes))
    for band, lane, until in placed:
        x, wide = scale.x(band.from_on), max(3.0, scale.x(until) - scale.x(band.from_on))
        fill = FILLS.get(band.kind, "#fff").format(id=name)
        y = top + lane * tall
        inner = (
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{tall - 2:.1f}" rx="3" '
            f'fill="{fill}" stroke="{SOFT}"/>'
        )
        room = int((wide - 16) / 7)
        if room >= 4:
            inner += text(
                x + 8,
                y + min(17, tall - 7),
                wrapped(band.said, room, 1)[0],
                size=13,
                bold=True,
                halo=True,
            )
        if room >= 6 and band.more and tall > 34:
            more = wrapped(band.more, room, 1)[0]
            inner += text(x + 8, y + 33, more, size=12, halo=True)
        said = _span(f"{band.said} {band.more}".strip(), band.from_on, band.until_on)
        yield _linked(band.url, said, inner)


def _arcs(ways: list[Arc], scale: Scale, base: float, tall: float, *, named: bool) -> Iterable[str]:
    edge = scale.left
    reaches = []
    for way in ways:
        x1 = scale.x(way.from_on)
        x2 = max(scale.x(way.until_on or scale.last), x1 + 10)
        reaches.append((x1, x2, min(tall, 16 + (x2 - x1) * 0.2)))
    for number, (way, (x1, x2, high)) in enumerate(zip(ways, reaches, strict=True), start=1):
        dash = ' stroke-dasharray="4 3"' if way.refused else ""
        inner = (
            f'<path d="M{x1:.1f} {base} C{x1:.1f} {base - high * 1.3:.1f} {x2:.1f} '
            f'{base - high * 1.3:.1f} {x2:.1f} {base}" fill="none" stroke="{INK}" '
            f'stroke-width="2"{dash}/><circle cx="{x1:.1f}" cy="{base}" r="2.5" fill="{INK}"/>'
        )
        inner += (
            f'<circle cx="{x2:.1f}" cy="{base}" r="5" fill="#fff" stroke="{GREEN}" '
            'stroke-width="3"/>'
            if way.until_on
            else f'<circle cx="{x2:.1f}" cy="{base}" r="5" fill="{INK}"/>'
        )
        words = wrapped(way.said, 14, 1)[0] if named else str(number)
        middle, half = (x1 + x2) / 2, width_of(words) * 3.4
        middle = min(middle, scale.right - half)
        if middle - half > edge:
            # Above every arc that it passes over: each of them is a link.
            below = (other for a, b, other in reaches if a < middle + half and b > middle - half)
            over = max([high, *below])
            inner += text(middle, base - over - 4, words, size=12, anchor="middle", halo=True)
            edge = middle + half + 4
        yield _linked(way.url, _span(f"{way.said} {way.state}", way.from_on, way.until_on), inner)


def _walks(walks: list[Band], scale: Scale, y: float) -> Iterable[str]:
    for walk in walks:
        x1, x2 = scale.x(walk.from_on), scale.x(walk.until_on or scale.last)
        first = (walk.said.split() or ["·"])[-1][:1]
        wide = 3 if walk.until_on is None else 1.5
        inner = (
            f'<path d="M{x1 + 10:.1f} {y}H{max(x1 + 11, x2 - 3):.1f}" stroke="{BLUE}" '
            f'stroke-width="{wide}"/><circle cx="{x1 + 10:.1f}" cy="{y}" r="10" fill="#e8f1fe" '
            f'stroke="{BLUE}"/>{text(x1 + 10, y + 4, first, size=12, anchor="middle", bold=True)}'
        )
        yield _linked("", _span(walk.said, walk.from_on, walk.until_on), inner)


def _marks(life: Life, scale: Scale, being: float, doing: float) -> Iterable[str]:
    for mark in life.marks:
        x = scale.x(mark.month.replace(day=15))
        month = brief_day(mark.month).rsplit(".", 1)[0]
        if mark.being:
            said = _("Being there, %(month)s: %(n)s") % {"month": month, "n": mark.being}
            dot = f'<circle cx="{x:.1f}" cy="{being}" r="{min(5, 3 + mark.being * 0.3):.1f}" '
            yield _linked("#timeline", said, f'{dot}fill="{GREEN}"/>')
        if mark.doing:
            said = _("Doing, %(month)s: %(n)s") % {"month": month, "n": mark.doing}
            box = f'<rect x="{x - 3.5:.1f}" y="{doing - 3.5}" width="7" height="7" fill="#fff" '
            yield _linked("#timeline", said, f'{box}stroke="{BLUE}" stroke-width="1.5"/>')


def _gives(gives: list[Band], scale: Scale, y: float, *, named: bool) -> Iterable[str]:
    edge = 0.0
    for band in gives:
        x1, x2 = scale.x(band.from_on), scale.x(band.until_on or scale.last)
        inner = (
            f'<path d="M{x1:.1f} {y}H{max(x1 + 4, x2):.1f}" stroke="{GREEN}" stroke-width="2"/>'
            f'<path d="M{x1:.1f} {y}c-8 -8 -10 -8 -10 -8c2 8 6 9 10 8c8 -8 10 -8 10 -8c-2 8 -6 9 '
            f'-10 8" fill="{GREEN}"/>'
        )
        words = wrapped(band.said, 16, 1)[0]
        if named and x1 + 12 > edge and x1 + 12 + width_of(words) * 7 < scale.right:
            inner += text(x1 + 12, y - 6, words, size=12, colour=GREEN, halo=True)
            edge = x1 + 20 + width_of(words) * 7
        yield _linked(band.url, _span(band.said, band.from_on, band.until_on), inner)


def strip(life: Life, *, today: date, name: str, narrow: bool = False) -> str:
    """Return a life as one drawing, 1216 wide with names, or 328 for a phone with numbers."""
    begins = life.begins
    if begins is None:
        return ""
    width, left, mark = (328, 2, f"thin-{name}") if narrow else (1216, 64, f"wide-{name}")
    scale = Scale(min(begins, today), today, left, width - (10 if narrow else 22))
    parts = [_patterns(mark)]
    y, rows = 24.0, []
    for there, label, tall in (
        (bool(life.ledgers), _("Lives"), 44.0),
        (bool(life.ways), _("Ways"), 66.0),
        (bool(life.walks), _("Along"), 30.0),
        (bool(life.marks), _("Being"), 18.0),
        (bool(life.marks), _("Acts"), 18.0),
        (bool(life.gives), _("Carries"), 26.0),
    ):
        rows.append((there, label, y, tall))
        y += tall if there else 0
    for x, words in _ticks(scale):
        parts.append(f'<path d="M{x:.1f} 20V{y:.0f}" stroke="#e4e1da"/>')
        parts.append(text(x, 14, words, size=12, anchor="middle", colour=SOFT))
    end = scale.x(today)
    parts.append(f'<path d="M{end:.1f} 20V{y:.0f}" stroke="{INK}" stroke-dasharray="2 3"/>')
    for there, label, top, tall in rows:
        if there and not narrow:
            parts.append(text(0, top + tall / 2 + 4, str(label), size=13, colour=SOFT))
    tops = [top for _there, _label, top, _tall in rows]
    parts += _bands(life.ledgers, scale, mark, tops[0] + 2, 40)
    if life.ways:
        base = tops[1] + 56
        parts.append(f'<path d="M{left} {base}H{end:.1f}" stroke="{LINE}" stroke-width="1"/>')
        parts += _arcs(life.ways, scale, base, 34, named=not narrow)
    parts += _walks(life.walks, scale, tops[2] + 15)
    parts += _marks(life, scale, tops[3] + 9, tops[4] + 9)
    parts += _gives(life.gives, scale, tops[5] + 18, named=not narrow)
    return picture(parts, width=width, height=y + 4, role="group", title=_("The life at a glance"))
