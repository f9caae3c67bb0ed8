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
    SectionHelp(
        "Where it goes",
        _("What else is written along with it, and how it may ever leave this place."),
    ),
    SectionHelp("What is kept", _("What stays of what you typed and saved, and for how long.")),
    SectionHelp(
        "How it is put right or taken back",
        _("Nobody writes without a mistake: this is how it is mended here, and by whom."),
    ),
    SectionHelp(
        "What it is counted in",
        _("Where what you mark here becomes part of a number, and never a sentence of yours."),
    ),
)
