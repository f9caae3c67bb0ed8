"""A sentence of help behind each section of this room's pages."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp

HELP = (
    SectionHelp(
        "At the table",
        _("Who sits at this table by which role, and who was there."),
    ),
    SectionHelp(
        "Conferences",
        _("Meetings about people you may see; a sealed one shows nothing but to those who swore."),
    ),
)
