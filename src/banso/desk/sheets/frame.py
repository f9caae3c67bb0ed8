"""The frame of the sheets about a person: who it is about, who wrote it when, with what care."""

from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.kit.formatting import format_day
from banso.kit.sheets import Block, Sheet, Text
from banso.people.models import Person


def framed(title: str, person: Person, viewer: Viewer, blocks: list[Block], **looks: bool) -> Sheet:
    """Return a sheet about a person; `looks` as in `Sheet`."""
    return Sheet(
        title,
        subtitle=person.called_name,
        day=format_day(viewer.today),
        author=viewer.name,
        care=_("Handle with care"),
        blocks=blocks,
        **looks,  # type: ignore[arg-type]
    )


def on_one_page(title: str, person: Person, viewer: Viewer, blocks: list[Block]) -> Sheet:
    """Return a sheet of one page that says at its foot that something may be left out."""
    left_out = Text(_("What your role does not include is left out of this sheet."))
    return framed(title, person, viewer, [*blocks, left_out], one_page=True)
