"""A sentence of help behind each section of this room's pages, and where its form writes."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, Writes

HELP = (
    SectionHelp("Keepsakes", _("Things that are kept for the person until they want them back.")),
    SectionHelp("Kept for long", _("Things that have been kept for more than a year.")),
)

WRITES = (Writes("keepsakes:keep", "keepsakes.Keepsake"),)
