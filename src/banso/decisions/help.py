"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, TakenBack, Writes

HELP = (
    SectionHelp(
        "Decisions on support",
        _(
            "What an independent body decided on support, for how long, and what still waits for "
            "it."
        ),
    ),
    SectionHelp(
        "What it is decided on",
        _("The package as it was on the day of asking; what was written later is not in it."),
    ),
    SectionHelp(
        "To decide",
        _("What waits for the members of the body; whoever is partial stays out of it."),
    ),
    SectionHelp(
        "What was asked",
        _("Every request to this body with what became of it."),
    ),
    SectionHelp(
        "Who sits in it",
        _("The members, since when and until when."),
    ),
)

WRITES = (
    Writes("decisions:ask", "decisions.Request", back=TakenBack.ANEW),
    Writes("decisions:after", "decisions.Request", back=TakenBack.ANEW),
    Writes("decisions:decision", "decisions.Decision"),
    Writes("decisions:opinion", "decisions.Opinion"),
    Writes(
        "decisions:receive",
        "decisions.Request",
        also=("people.TimelineEntry",),
        back=TakenBack.ANEW,
    ),
    Writes("decisions:recuse", "decisions.Recusal"),
    Writes("decisions:renew_seat", "access.Guest", back=TakenBack.SECOND),
    Writes("decisions:seat", "access.Guest", back=TakenBack.SECOND),
    Writes("decisions:settle", "access.Proposal", back=TakenBack.SECOND),
)
