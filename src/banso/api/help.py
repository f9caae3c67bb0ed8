"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, Writes

HELP = (
    SectionHelp(
        "The key, shown once", _("Whoever has it comes in as its owner. Treat it like a password.")
    ),
    SectionHelp(
        "What it may", _("The duties that its owner gave it, as far as they have them today.")
    ),
    SectionHelp(
        "Is it needed no longer?", _("Ending a key harms nobody; only the program stops working.")
    ),
)

WRITES = (Writes("api:make", "api.ApiKey"),)
