"""A signature that was drawn, as a picture."""

from collections.abc import Sequence

from banso.planning.rules import BOARD


def svg_of(strokes: Sequence[Sequence[Sequence[int]]]) -> str:
    """Return a signature's strokes (points on the board) as SVG; holds numbers only."""
    width, height = BOARD
    lines = "".join(
        f'<polyline points="{" ".join(f"{int(x)},{int(y)}" for x, y in stroke)}"/>'
        for stroke in strokes
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'aria-label="署名">'
        '<g fill="none" stroke="#000" stroke-width="6" stroke-linecap="round" '
        f'stroke-linejoin="round">{lines}</g></svg>'
    )
