"""A sentence of help behind each section of this room's pages."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp

HELP = (
    SectionHelp(
        "For whoever walks along",
        _("A chapter for each kind of work, in the order in which it comes."),
    ),
    SectionHelp(
        "For an agency that begins",
        _("What is decided and tried before the first real person is written down."),
    ),
)
