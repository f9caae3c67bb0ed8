"""
The one stylesheet of every page, composed of small ones: the kit's, by component, then each room's
own. A page asks for one file; somebody who looks for a rule finds it in its component or room.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

NAME = "kit/banso.css"
# Of two rules that weigh the same the later one counts: elements first, paper last.
KIT = (
    "tokens",
    "base",
    "frame",
    "navigation",
    "buttons",
    "cards",
    "words",
    "facts",
    "rows",
    "tags",
    "notices",
    "tables",
    "timeline",
    "forms",
    "days",
    "tabs",
    "drawings",
    "waits",
    "editor",
    "sheets",
    "print",
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
    """Return the stylesheet."""
    return "\n".join(path.read_text() for path in parts())


class StylesheetFinder(BaseFinder):
    """Finds the composed stylesheet, for `collectstatic` and for a server that looks by itself."""

    def _composed(self) -> FileSystemStorage:
        place = Path(settings.BANSO_COMPOSED)
        file, text = place / NAME, composed()
        if not file.exists() or file.read_text() != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        return FileSystemStorage(location=place)

    def check(self, **kwargs: Any) -> list[Any]:
        """Find nothing wrong: there is nothing to set."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return where the stylesheet lies, if this is its name."""
        if path != NAME:
            return []
        found = self._composed().path(NAME)
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        """Return the one file that is found here."""
        yield NAME, self._composed()
