"""
Messages: found by Babel in the code and the templates, with the files they stand in.

`./banso messages` brings the catalogues up to date: new messages come in empty, those that nothing
asks for any more go, translations stay. A room that has a `locale` folder keeps what it alone asks
for in a catalogue of its own; everything else stands in the one of the house.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src/banso"
IN_JAPANESE = "locale/ja/LC_MESSAGES/django.po"
KEYWORDS: dict[str, Any] = {
    "_": None,
    "_g": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
}
_CALL = re.compile(
    r"\b(gettext|ngettext|pgettext)\(((?:u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\"|[^()'\"])*)\)"
)
_CONSTANT = re.compile(r'\b(_)\(("[^"]+")\)')
Found = tuple[int, str, Any, list[str]]


def django_template(
    file: IO[bytes], keywords: Iterable[str], comment_tags: Iterable[str], options: dict[str, Any]
) -> Iterator[Found]:
    """Yield the messages of a Django template, as Babel asks an extraction method to."""
    text = file.read().decode()
    for source, pattern in ((templatize(text), _CALL), (text, _CONSTANT)):
        for call in pattern.finditer(source):
            arguments = ast.literal_eval(f"({call[2].strip().rstrip(',')},)")
            texts = tuple(one for one in arguments if isinstance(one, str))
            line = source.count("\n", 0, call.start()) + 1
            yield line, call[1], texts if len(texts) > 1 else texts[0], []


def found() -> Catalog:
    """Return every message that the code and the templates ask a translation for."""
    catalogue = Catalog(project="Banso", charset="utf-8")
    files = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]
    for path in sorted([*files, *SOURCE.rglob("*.html")]):
        method: Any = "python" if path.suffix == ".py" else django_template
        with path.open("rb") as file:
            for line, text, comments, context in extract(method, file, keywords=KEYWORDS):
                where = [(path.relative_to(ROOT).as_posix(), line)]
                catalogue.add(text, None, where, auto_comments=comments, context=context)
    return catalogue


def catalogues() -> dict[Path, Catalog]:
    """Return the Japanese catalogues by file, each with the messages that belong into it."""
    rooms = {path.parents[3].name: path for path in SOURCE.glob(f"*/{IN_JAPANESE}")}
    whole = SOURCE / IN_JAPANESE
    asked = {path: Catalog(project="Banso", charset="utf-8") for path in (whole, *rooms.values())}
    for message in found():
        if message.id:
            asking = {where.split("/")[2] for where, _line in message.locations}
            path = rooms.get(asking.pop(), whole) if len(asking) == 1 else whole
            asked[path][message.id] = message
    return asked


def kept(path: Path) -> Catalog:
    """Return a Japanese catalogue as it is."""
    with path.open("rb") as file:
        return read_po(file, locale="ja", charset="utf-8")


def update() -> int:
    """Bring the catalogues up to date and return how many messages wait for their Japanese."""
    waiting = 0
    for path, asked in catalogues().items():
        catalogue = kept(path)
        catalogue.update(asked, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        header = path.read_text().partition("\n\n")[0]
        text = BytesIO()
        write_po(
            text, catalogue, width=0, include_lineno=False, sort_by_file=True, omit_header=True
        )
        path.write_text(f"{header}\n\n{text.getvalue().decode().strip()}\n")
        waiting += sum(1 for message in catalogue if message.id and not message.string)
    return waiting


if __name__ == "__main__":
    waiting = update()
    sys.stderr.write(f"{waiting} messages wait for their Japanese\n" if waiting else "")
