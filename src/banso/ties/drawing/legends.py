"""What the marks of each picture mean (凡例): always printed along, because customs vary."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from banso.kit.svg import GREEN, INK
from banso.ties.drawing.marks import BLUE, PALE, dot

Legend = Sequence[tuple[str, str]]


def _stroke(colour: str, wide: float, dash: str = "") -> str:
    style = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="M0 0 h24" stroke="{colour}" stroke-width="{wide}"{style}/>'


def _symbol(path: str) -> str:
    return f'<path d="{path}" fill="#fff" stroke="{INK}" stroke-width="2"/>'


def _formal() -> tuple[str, str]:
    return dot(12, 0, 7, formal=True), _("official")


def _informal() -> tuple[str, str]:
    return dot(12, 0, 7, formal=False), _("not official")


def _plant() -> Legend:
    base = (
        f'<circle cx="12" cy="0" r="10" fill="#fff" stroke="{GREEN}" stroke-width="3"/><circle '
        f'cx="12" cy="0" r="5" fill="{GREEN}"/>'
    )
    both = (
        f'<path d="M0 0 q12 -12 24 0 q-12 12 -24 0" fill="none" stroke="{GREEN}" stroke-width="2"/>'
    )
    return [
        (base, _("base (the person’s word)")),
        _informal(),
        _formal(),
        (both, _("went and came back")),
        (_stroke(GREEN, 2.5), _("runner; length is felt distance")),
        (_stroke(PALE, 1.5, "1 6"), _("sleeps")),
    ]


def _rings() -> Legend:
    return [
        _informal(),
        _formal(),
        (dot(12, 0, 7, formal=False, pale=True), _("not met for long")),
        ("", _("An empty circle is no lack.")),
    ]


def _bonds() -> Legend:
    outwards = (
        f'<path d="M0 -3 H14 M0 3 H14" stroke="{GREEN}" stroke-width="2"/><path d="M26 0 l-13 -8 '
        f'v16 z" fill="#fff" stroke="{GREEN}" stroke-width="2"/>'
    )
    over = (
        f'<path d="M12 -10 V6" stroke="{INK}" stroke-width="2"/><path d="M12 10 l-5 -9 h10 z" '
        f'fill="{INK}"/>'
    )
    return [
        (_stroke(BLUE, 4, "9 3"), _("official")),
        (_stroke(GREEN, 4), _("not official")),
        (_stroke(GREEN, 7), _("key person")),
        (f'<path d="M12 -7 v14" stroke="{INK}" stroke-width="3"/>', _("ended")),
        (over, _("handed over")),
        (outwards, _("the person gives")),
    ]


def _ecomap() -> Legend:
    crossed = _stroke(INK, 2) + "".join(
        f'<path d="M{x} 6 l4 -12" stroke="{INK}" stroke-width="2"/>' for x in (5, 10, 15)
    )
    arrow = _stroke(INK, 2) + f'<path d="M26 0 l-10 -6 v12 z" fill="{INK}"/>'
    return [
        (_stroke(INK, 5), _("strong")),
        (_stroke(INK, 2), _("ordinary")),
        (_stroke(INK, 2, "6 5"), _("weak")),
        (crossed, _("stress")),
        (arrow, _("way that support goes")),
        (_symbol("M2 -8 h20 v16 h-20 z"), _("official")),
        (
            (
                f'<rect x="2" y="-8" width="20" height="16" rx="8" fill="#fff" stroke="{INK}" '
                'stroke-width="2"/>'
            ),
            _("not official"),
        ),
    ]


def _genogram() -> Legend:
    cross = (
        _symbol("M4 -8 h16 v16 h-16 z")
        + f'<path d="M4 -8 l16 16 M20 -8 l-16 16" stroke="{INK}" stroke-width="2"/>'
    )
    return [
        (_symbol("M4 -8 h16 v16 h-16 z"), _("male")),
        (
            f'<circle cx="12" cy="0" r="8" fill="#fff" stroke="{INK}" stroke-width="2"/>',
            _("female"),
        ),
        (_symbol("M12 -8 L21 8 H3 z"), _("other, unknown")),
        (_symbol("M3 -9 h18 v18 h-18 z") + _symbol("M7 -5 h10 v10 h-10 z"), _("the person")),
        (cross, _("died")),
        (
            _stroke(INK, 2) + f'<path d="M9 7 l6 -14" stroke="{INK}" stroke-width="2"/>',
            _("living apart"),
        ),
        (
            _stroke(INK, 2)
            + f'<path d="M6 7 l6 -14 M13 7 l6 -14" stroke="{INK}" stroke-width="2"/>',
            _("divorced"),
        ),
        (
            (
                f'<rect x="0" y="-9" width="24" height="18" rx="9" fill="none" stroke="{INK}" '
                'stroke-dasharray="3 4"/>'
            ),
            _("live together"),
        ),
    ]


LEGENDS: dict[str, Callable[[], Legend]] = {
    "plant": _plant,
    "rings": _rings,
    "bonds": _bonds,
    "ecomap": _ecomap,
    "genogram": _genogram,
}
