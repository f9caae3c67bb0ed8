"""A sentence of help behind each section of this room's pages."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp

HELP = (
    SectionHelp(
        "Also today", _("What ends soon, what was asked, what comes up: after what comes first.")
    ),
    SectionHelp("Not begun yet", _("What there is nothing of yet; it begins here.")),
    SectionHelp(
        "Who can read it",
        _("By the rules that hold now; what changes there changes for what you wrote before, too."),
    ),
    SectionHelp("What is kept", _("What stays, for how long, and how it is put right.")),
    SectionHelp(
        "What it is counted in",
        _("Where what you mark here becomes part of a number, and never a sentence of yours."),
    ),
)
