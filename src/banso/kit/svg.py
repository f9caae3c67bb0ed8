"""What our drawings share: ink, text, and the frame with its name for people who hear it."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

INK, GREEN = "#1a1a1a", "#197a4b"


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: int = 13,
    anchor: str = "start",
    bold: bool = False,
    colour: str = INK,
    halo: bool = False,
) -> str:
    """Return words in a drawing; with a halo they stay readable over lines."""
    weight = ' font-weight="700"' if bold else ""
    edge = (
        ' stroke="#fff" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
        if halo
        else ""
    )
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" text-anchor="{anchor}" '
        f'fill="{colour}"{weight}{edge}>{escape(words)}</text>'
    )


NOT_FIRST = "、。，．・:;?!)]}」』】〉》〕ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョヶ"


def width_of(words: str) -> int:
    """Return how wide words are in half letters: a Japanese letter counts two."""
    return sum(2 if ord(letter) > 0xFF else 1 for letter in words)


def wrapped(words: str, wide: int, lines: int) -> list[str]:
    """
    Return words cut into lines of so many half letters, the last with … where something is left; no
    line begins with what may not stand first (禁則).
    """
    made, line = [], ""
    for letter in words:
        if line and width_of(line + letter) > wide and letter not in NOT_FIRST:
            made.append(line)
            line = ""
        line += letter
    made.append(line)
    return made if len(made) <= lines else [*made[: lines - 1], made[lines - 1][:-1] + "…"]


def picture(parts: Iterable[str], *, width: int, height: float, role: str, title: str) -> str:
    """Return the drawing; `role` is `img` for one to look at, `group` for one with links inside."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:.0f}" '
        f'role="{role}" aria-label={quoteattr(title)}'
    )
    return f'{head} font-family="Noto Sans CJK JP, Noto Sans JP, sans-serif">{"".join(parts)}</svg>'
