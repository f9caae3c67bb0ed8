"""
Which letters a font really has, read from its own table (cmap): so that no sign of a sheet is
printed from another font, in which it may look like something else.
"""

from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from struct import error as BrokenTable
from struct import unpack_from

# What is drawn, whatever the font has: an empty box, a ticked one, a crossed one, ticks, crosses.
DRAWN = frozenset("☐☑☒✓✔✗✘✕")
# Signs of the sheets themselves; a font that lacks one of them is not used. (Texts: the tests.)
SIGNS = (
    "あいうえおアイウエオ々〆〇、。「」・ー〜（）［］※◎○●□■△→↑↓×÷─–—…’“”℃㎡"
    "令和年月日本人伴走型支援計画書髙﨑德邉齋氣廣瀬櫻彌\u00a0\u3000"
)


def letters_of(path: Path, index: int = 0) -> frozenset[int]:
    """
    Return the code points that a font has; of a collection (TTC) the font at `index`.

    :raises ValueError: if the file is no font that can be read
    """
    try:
        with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as font:
            found: set[int] = set()
            for table in _tables(font, index):
                found.update(_listed(font, table))
            return frozenset(found)
    except (BrokenTable, OSError, IndexError) as error:
        raise ValueError(str(path)) from error


def _tables(font: mmap, index: int) -> Iterator[int]:
    """Yield where the tables of letters begin that speak Unicode."""
    base = unpack_from(">I", font, 12 + 4 * index)[0] if font[:4] == b"ttcf" else 0
    for entry in range(unpack_from(">H", font, base + 4)[0]):
        tag, _sum, offset, _length = unpack_from(">4sIII", font, base + 12 + 16 * entry)
        if tag == b"cmap":
            for one in range(unpack_from(">H", font, offset + 2)[0]):
                platform, kind, at = unpack_from(">HHI", font, offset + 4 + 8 * one)
                if platform == 0 or (platform == 3 and kind in (1, 10)):
                    yield offset + at


def _listed(font: mmap, table: int) -> Iterator[int]:
    (kind,) = unpack_from(">H", font, table)
    if kind == 12:
        for group in range(unpack_from(">I", font, table + 12)[0]):
            first, last, _glyph = unpack_from(">III", font, table + 16 + 12 * group)
            yield from range(first, last + 1)
    elif kind == 4:
        count = unpack_from(">H", font, table + 6)[0] // 2
        ends, starts = table + 14, table + 16 + 2 * count
        for place in range(count):
            (last,) = unpack_from(">H", font, ends + 2 * place)
            (first,) = unpack_from(">H", font, starts + 2 * place)
            yield from range(first, last + 1) if first != 0xFFFF else ()
