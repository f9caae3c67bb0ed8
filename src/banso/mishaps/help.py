"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, TakenBack, Writes

HELP = (
    SectionHelp(
        "Accidents, complaints",
        _("What went wrong where the person was, or nearly, and what was learnt of it."),
    ),
    SectionHelp(
        "Accidents, complaints: not closed yet",
        _("Somebody else reads each of them and closes it, once something was learnt."),
    ),
    SectionHelp(
        "By month and kind",
        _(
            "How often it happened, of what you may know. Many near misses say that people"
            " speak up; nobody is ranked."
        ),
    ),
)

WRITES = (
    Writes("mishaps:write", "mishaps.Mishap", also=("people.TimelineEntry",)),
    Writes("mishaps:write_about", "mishaps.Mishap", also=("people.TimelineEntry",)),
    Writes("mishaps:go_on", "mishaps.Mishap"),
    Writes("mishaps:close", "mishaps.Mishap", back=TakenBack.ANEW),
)
