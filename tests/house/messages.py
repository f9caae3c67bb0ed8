"""Every message that the code and the templates ask a translation for."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parents[2] / "src/banso"
CATALOGUE = SOURCE / "locale/ja/LC_MESSAGES/django.po"
_CALLS = {"_", "_g", "gettext", "gettext_lazy"}
_IN_TEMPLATE = re.compile(r"gettext\((u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\")\)", re.DOTALL)


def _in_python(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in _CALLS
            and node.args
        ):
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def _in_template(path: Path) -> Iterator[str]:
    text = path.read_text()
    for found in _IN_TEMPLATE.finditer(templatize(text)):
        yield ast.literal_eval(found.group(1))
    for found in re.finditer(r'_\("([^"]+)"\)', text):
        yield found.group(1)


def messages() -> dict[str, str]:
    """Return every message with one place where it stands."""
    found: dict[str, str] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            found |= dict.fromkeys(_in_python(path), str(path.relative_to(SOURCE)))
    for path in sorted(SOURCE.rglob("*.html")):
        found |= dict.fromkeys(_in_template(path), str(path.relative_to(SOURCE)))
    return found


def translated() -> dict[str, str]:
    """Return the Japanese catalogue."""
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(CATALOGUE))}


if __name__ == "__main__":
    known = translated()
    for message in messages():
        if not known.get(message):
            sys.stdout.write(repr(message) + "\n")
