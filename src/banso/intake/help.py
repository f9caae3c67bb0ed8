"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, Writes

HELP = (
    SectionHelp(
        "Before and after the round",
        _("Who walks, the telephone to take along, the order of the places, the night’s page."),
    ),
    SectionHelp(
        "Courses walked before",
        _("Begin a round where you have walked before; places and usual people come along."),
    ),
    SectionHelp(
        "How the night was",
        _("A few words about the whole round, for whoever walks next."),
    ),
    SectionHelp(
        "This night so far",
        _("Who was met on this round, and how."),
    ),
    SectionHelp(
        "Somebody else, also without a name",
        _("For somebody new: a place and how they look is enough, a name can come later."),
    ),
    SectionHelp(
        "Usually met on this course",
        _("Whom one usually finds here; one tap says how it was."),
    ),
    SectionHelp(
        "On the paper, not typed in yet",
        _("In the order of the printed sheet; one press fills in the name."),
    ),
    SectionHelp(
        "Typed in so far",
        _("The rows of the paper that are kept already; a row of today can be taken back."),
    ),
    SectionHelp(
        "New consultations",
        _("First consultations of the last week."),
    ),
)

WRITES = (
    Writes("intake:begin_round", "intake.OutreachRound"),
    Writes("intake:handouts", "intake.OutreachRound"),
    Writes("intake:type_back", "intake.Encounter", also=("people.Person", "people.TimelineEntry")),
    Writes(
        "intake:intake_for",
        "intake.Intake",
        also=(
            "people.Person",
            "people.LedgerEntry",
            "people.TimelineEntry",
        ),
    ),
    Writes(
        "intake:new_intake",
        "intake.Intake",
        also=(
            "people.Person",
            "people.LedgerEntry",
            "people.TimelineEntry",
        ),
    ),
)
