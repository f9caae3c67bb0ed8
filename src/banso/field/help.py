"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, Writes

HELP = (
    SectionHelp("Take it on", _("A square that a telephone’s camera reads; it serves once.")),
    SectionHelp("Is it lost?", _("Stopping takes its key away at once. It harms nobody.")),
    SectionHelp(
        "Who was on it",
        _("Everybody whose called name and usual place this telephone ever took along."),
    ),
)

WRITES = (Writes("field:offer", "field.Telephone"),)
