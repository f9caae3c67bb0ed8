"""
The genogram (ジェノグラム) after Japanese custom: □ male, ○ female, △ otherwise or unknown; a
double outline is the person, ✕ who died, the age inside;
/ living apart, // divorced; dashed, who lives together. Rules vary from house to house: the legend
is always printed along.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from banso.kit.svg import INK, text, wrapped
from banso.ties.drawing.marks import BOTTOM, TOP, frame, linked
from banso.ties.drawing.nodes import Node
from banso.ties.rules import Bond, Kin

HALF, APART, LEVEL = 22, 112, 130
NARROWEST, LOWEST = 760, 380
_LEVELS = {
    Kin.GRANDFATHER: 0,
    Kin.GRANDMOTHER: 0,
    Kin.FATHER: 1,
    Kin.MOTHER: 1,
    Kin.SIBLING: 2,
    Kin.SPOUSE: 2,
    Kin.FORMER_SPOUSE: 2,
    Kin.CHILD: 3,
    Kin.GRANDCHILD: 4,
}
_SEXES = {
    Kin.GRANDFATHER: "male",
    Kin.GRANDMOTHER: "female",
    Kin.FATHER: "male",
    Kin.MOTHER: "female",
}


@dataclass(frozen=True)
class Seat:
    """A relative, or the person, with their place."""

    node: Node
    x: float
    y: float


def seated(person: Node, nodes: Sequence[Node]) -> tuple[dict[int, list[Seat]], float, float]:
    """
    Return (seats by generation from the grandparents down, width, height); the person is among
    them, siblings to the left, partners to the right.
    """
    family = sorted(
        (one for one in nodes if one.kin),
        key=lambda one: (one.age is None, -(one.age or 0), one.order),
    )
    levels: dict[int, list[Node]] = {}
    for one in family:
        levels.setdefault(_LEVELS[Kin(one.kin)], []).append(one)
    own = levels.get(2, [])
    siblings, partners = (
        [one for one in own if one.kin == Kin.SIBLING],
        [one for one in own if one.kin != Kin.SIBLING],
    )
    levels[2] = [*siblings, person, *partners]
    for level in (0, 1):
        levels.get(level, []).sort(
            key=lambda one: (one.kin not in (Kin.FATHER, Kin.GRANDFATHER), one.order)
        )
    most = max(len(row) for row in levels.values())
    wide = max(NARROWEST, most * APART + 80)
    first, last = min(levels), max(levels)
    tall = max(LOWEST, (last - first + 1) * LEVEL + TOP + BOTTOM + 20)
    start = TOP + (tall - TOP - BOTTOM - (last - first) * LEVEL) / 2
    rows = {}
    for level, row in levels.items():
        left = wide / 2 - (len(row) - 1) * APART / 2
        rows[level] = [
            Seat(one, left + place * APART, start + (level - first) * LEVEL)
            for place, one in enumerate(row)
        ]
    return rows, wide, tall


def drawn(
    person: Node, nodes: Sequence[Node], *, title: str, head: str, legend: Sequence[tuple[str, str]]
) -> str:
    """Return the picture as SVG."""
    rows, wide, tall = seated(person, nodes)
    lines = "".join(_lines(rows, person))
    marks = "".join(
        linked(seat.node, _symbol(seat, seat.node.key == person.key))
        for level in sorted(rows)
        for seat in rows[level]
    )
    return frame(
        lines + _household(rows) + marks,
        wide=wide,
        tall=tall,
        title=title,
        head=head,
        legend=legend,
    )


def _lines(rows: dict[int, list[Seat]], person: Node) -> Iterator[str]:
    """Yield the lines of couples and of descent."""
    parents = rows.get(1, [])
    own = next(seat for seat in rows[2] if seat.node.key == person.key)
    born = [seat for seat in rows[2] if seat.node.kin == Kin.SIBLING or seat is own]
    if parents:
        yield from _couple(
            parents[0], parents[-1], parents[0].node.kin_bond or parents[-1].node.kin_bond
        )
        yield from _descent(
            (parents[0].x + parents[-1].x) / 2,
            parents[0].y + (HALF + 14 if len(parents) > 1 else HALF),
            born,
        )
    if parents and (grand := rows.get(0)):
        yield from _descent(
            sum(seat.x for seat in grand) / len(grand), grand[0].y + HALF + 14, parents
        )
        yield from _couple(grand[0], grand[-1], "")
    partners = [seat for seat in rows[2] if seat.node.kin in (Kin.SPOUSE, Kin.FORMER_SPOUSE)]
    for partner in partners:
        yield from _couple(
            own,
            partner,
            partner.node.kin_bond
            or (Bond.DIVORCED if partner.node.kin == Kin.FORMER_SPOUSE else ""),
        )
    if children := rows.get(3):
        middle = (own.x + partners[0].x) / 2 if partners else own.x
        yield from _descent(middle, own.y + HALF + 14 if partners else own.y + HALF, children)
        if grandchildren := rows.get(4):
            yield from _descent(
                sum(seat.x for seat in children) / len(children),
                children[0].y + HALF + 38,
                grandchildren,
            )


def _couple(one: Seat, other: Seat, bond: str) -> Iterator[str]:
    if one is other:
        return
    low = one.y + HALF + 14
    yield (
        f'<path d="M{one.x:.0f} {one.y + HALF:.0f} V{low:.0f} H{other.x:.0f} '
        f'V{other.y + HALF:.0f}" fill="none" stroke="{INK}" stroke-width="2"/>'
    )
    middle = (one.x + other.x) / 2 - (18 if abs(one.x - other.x) > APART else 14)
    for stroke in range({Bond.SEPARATED: 1, Bond.DIVORCED: 2}.get(Bond(bond), 0) if bond else 0):
        yield (
            f'<path d="M{middle + stroke * 7 - 4:.0f} {low + 9:.0f} l8 -18" stroke="{INK}" '
            'stroke-width="2"/>'
        )


def _descent(x: float, y: float, children: Sequence[Seat]) -> Iterator[str]:
    bar = children[0].y - HALF - 18
    left, right = min([x, *(seat.x for seat in children)]), max([x, *(seat.x for seat in children)])
    yield (
        f'<path d="M{x:.0f} {y:.0f} V{bar:.0f} M{left:.0f} {bar:.0f} H{right:.0f}" fill="none" '
        f'stroke="{INK}" stroke-width="2"/>'
    )
    yield from (
        f'<path d="M{seat.x:.0f} {bar:.0f} V{seat.y - HALF:.0f}" stroke="{INK}" stroke-width="2"/>'
        for seat in children
    )


def _household(rows: dict[int, list[Seat]]) -> str:
    """
    Return a dashed outline round each of those who live together, joined where they sit side by
    side.
    """
    made = ""
    for row in rows.values():
        run: list[Seat] = []
        for seat in [*row, None]:
            if seat is not None and seat.node.lives_with:
                run.append(seat)
                continue
            if run:
                left, wide = run[0].x - HALF - 14, run[-1].x - run[0].x + 2 * HALF + 28
                made += (
                    f'<rect x="{left:.0f}" y="{run[0].y - HALF - 12:.0f}" width="{wide:.0f}" '
                    f'height="{2 * HALF + 24}" rx="30" fill="none" stroke="{INK}" '
                    'stroke-dasharray="3 5"/>'
                )
            run = []
    return made


def _symbol(seat: Seat, is_person: bool) -> str:
    node, x, y = seat.node, seat.x, seat.y
    sex = node.kin_sex or (_SEXES.get(Kin(node.kin), "") if node.kin else "")
    made = _outline(sex, x, y, HALF) + (
        _outline(sex, x, y + (3 if sex not in ("male", "female") else 0), HALF - 6)
        if is_person
        else ""
    )
    if node.is_dead:
        made += (
            f'<path d="M{x - HALF:.0f} {y - HALF:.0f} L{x + HALF:.0f} {y + HALF:.0f} '
            f'M{x + HALF:.0f} {y - HALF:.0f} L{x - HALF:.0f} {y + HALF:.0f}" stroke="{INK}" '
            'stroke-width="2"/>'
        )
    elif node.age is not None:
        made += text(
            x,
            y + (9 if sex not in ("male", "female") else 5),
            str(node.age),
            anchor="middle",
            size=13,
        )
    return made + text(
        x,
        y + HALF + 33,
        wrapped(node.name, 16, 1)[0],
        anchor="middle",
        size=12,
        bold=is_person,
        halo=True,
    )


def _outline(sex: str, x: float, y: float, half: float) -> str:
    style = f'fill="#fff" stroke="{INK}" stroke-width="2"'
    if sex == "male":
        return (
            f'<rect x="{x - half:.0f}" y="{y - half:.0f}" width="{2 * half:.0f}" '
            f'height="{2 * half:.0f}" {style}/>'
        )
    if sex == "female":
        return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{half:.0f}" {style}/>'
    return (
        f'<path d="M{x:.0f} {y - half:.0f} L{x + half:.0f} {y + half:.0f} H{x - half:.0f} z" '
        f"{style}/>"
    )


def the_person(name: str, *, sex: str, age: int | None, together: bool = False) -> Node:
    """
    Return the person as a node of their own genogram; `together` where somebody lives with them.
    """
    return replace(Node(key="", name=name), kin_sex=sex, age=age, lives_with=together)
