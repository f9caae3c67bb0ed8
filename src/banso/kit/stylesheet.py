"""
The one stylesheet of every page, composed of small ones: the kit's, by component, then each room's
own; and the one script, composed of the kit's behaviours. A page asks for one file of each;
somebody who looks for a rule or a behaviour finds it in its component or room.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

NAME, SCRIPT = "kit/banso.css", "kit/banso.js"
# Of two rules that weigh the same the later one counts: elements first, paper last.
KIT = (
    "tokens",
    "base",
    "frame",
    "beside",
    "navigation",
    "buttons",
    "cards",
    "help",
    "words",
    "facts",
    "rows",
    "tags",
    "notices",
    "toast",
    "tables",
    "timeline",
    "forms",
    "days",
    "tabs",
    "unfold",
    "drawings",
    "waits",
    "editor",
    "sheets",
    "print",
)
# One scope for all of them; what wakes a page comes last.
BEHAVIOURS = (
    "drafts",
    "forms",
    "signing",
    "passkeys",
    "lock",
    "grid",
    "typing",
    "days",
    "toast",
    "find",
    "menus",
    "keys",
    "failures",
    "staying",
    "page",
)


def parts() -> list[Path]:
    """Return the files in the order in which they count."""
    own = Path(__file__).parent / "css"
    rooms = [
        path
        for app in apps.get_app_configs()
        if app.name.startswith("banso.") and app.name != "banso.kit"
        for path in sorted(Path(app.path, "css").glob("*.css"))
    ]
    return [*(own / f"{name}.css" for name in KIT), *rooms]


def composed() -> str:
    """Return the stylesheet: the Digital Agency's tokens, and what is drawn with them."""
    tokens = Path(__file__).parent / "static/kit/vendor/design-tokens.css"
    return "\n".join(path.read_text() for path in (tokens, *parts()))


def scripts() -> list[Path]:
    """Return the files of the script in their order."""
    return [Path(__file__).parent / "js" / f"{name}.js" for name in BEHAVIOURS]


def script() -> str:
    """Return the script."""
    return "\n".join(path.read_text() for path in scripts())


class StylesheetFinder(BaseFinder):
    """Finds what is composed, for `collectstatic` and for a server that looks by itself."""

    def _composed(self) -> FileSystemStorage:
        place = Path(settings.BANSO_COMPOSED)
        for name, text in ((NAME, composed()), (SCRIPT, script())):
            file = place / name
            if not file.exists() or file.read_text() != text:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)
        return FileSystemStorage(location=place)

    def check(self, **kwargs: Any) -> list[Any]:
        """Find nothing wrong: there is nothing to set."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return where the stylesheet or the script lies, if this is its name."""
        if path not in (NAME, SCRIPT):
            return []
        found = self._composed().path(path)
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        """Return the two files that are found here."""
        place = self._composed()
        yield NAME, place
        yield SCRIPT, place
