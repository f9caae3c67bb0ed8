"""A home's own copy of the static files: named by their content, compressed, and made once."""

import io
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

_MADE_FROM = ".made_from"


def make_static_files() -> bool:
    """Make the copy, where it is not of these files, and return whether that was to be done."""
    mark, now = Path(settings.STATIC_ROOT) / _MADE_FROM, _of_the_program()
    if mark.exists() and mark.read_text() == now:
        return False
    mark.unlink(missing_ok=True)  # what is broken off is begun again
    call_command("collectstatic", interactive=False, verbosity=0, stdout=io.StringIO())
    mark.write_text(now)
    return True


def _of_the_program() -> str:
    """Return a mark of every static file of the program, and of what makes the copy."""
    mark = blake2b(f"{version('Django')} {version('whitenoise')}".encode(), digest_size=16)
    for finder in get_finders():
        for path, storage in finder.list([]):
            with storage.open(path) as file:
                content = file.read()
            mark.update(f"\n{path} {len(content)}\n".encode())
            mark.update(content)
    return mark.hexdigest()
