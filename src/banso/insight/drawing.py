"""
Bars of steps, readable in black and white: each step has its own hatching, what was left out is
white with a broken edge, and every part says its number.
"""

from collections.abc import Sequence

from banso.kit.svg import INK, picture, text, width_of

WIDTH, BAR, GAP = 760, 44, 74
LEAST, MOST, RIGHT = 130, 280, 20
FILLS = ("#1a1a1a", "#5f5f5f", "#a8a8a8", "#dedede", "#efefef")


def bars(rows: Sequence[tuple[str, Sequence[tuple[str, int]]]], *, title: str) -> str:
    """
    Return a bar for each row of (label, [(step's label, how many)]), whole width for everybody who
    was asked; the last step is what was left out.
    """
    left = min(
        MOST, max(LEAST, 24 + 7 * max((width_of(label) for label, _steps in rows), default=0))
    )
    parts, room = [], WIDTH - left - RIGHT
    for number, (label, steps) in enumerate(rows):
        top, x, of = 20 + number * GAP, float(left), sum(count for _step, count in steps)
        parts += [
            text(left - 10, top + 20, label, anchor="end", bold=True),
            text(left - 10, top + 38, f"n={of}", anchor="end"),
        ]
        for place, (_step, count) in enumerate(steps):
            if not count:
                continue
            wide, left_out = room * count / of, place == len(steps) - 1
            fill = "#ffffff" if left_out else FILLS[min(place, len(FILLS) - 1)]
            edge = ' stroke-dasharray="5 3"' if left_out else ""
            parts.append(
                f'<rect x="{x:.1f}" y="{top}" width="{wide:.1f}" height="{BAR}" '
                f'fill="{fill}" stroke="{INK}"{edge}/>'
            )
            parts.append(
                text(
                    x + wide / 2,
                    top + 28,
                    str(count),
                    anchor="middle",
                    bold=True,
                    colour="#ffffff" if place < 2 and not left_out else INK,
                )
            )
            x += wide
    names = [step for step, _count in rows[0][1]] if rows else []
    top, x = 20 + len(rows) * GAP, float(left)
    for place, name in enumerate(names):
        left_out = place == len(names) - 1
        fill, edge = (
            ("#ffffff", ' stroke-dasharray="5 3"')
            if left_out
            else (FILLS[min(place, len(FILLS) - 1)], "")
        )
        row, column = divmod(place, 2)
        x, y = left + column * room / 2, top + row * 24
        parts += [
            (
                f'<rect x="{x:.0f}" y="{y}" width="16" height="16" fill="{fill}" '
                f'stroke="{INK}"{edge}/>'
            ),
            text(x + 24, y + 13, name),
        ]
    return picture(
        parts, width=WIDTH, height=top + 24 * ((len(names) + 1) // 2) + 8, role="img", title=title
    )
