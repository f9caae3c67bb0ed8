"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, Writes

HELP = (
    SectionHelp(
        "Personal information",
        _("Leaks among which the person’s data was. Those who answer for the agency see this."),
    ),
    SectionHelp(
        "Leaks that are open",
        _("Data that went astray: until when whom must be told. Two close each of them."),
    ),
    SectionHelp(
        "Whose data it was",
        _("Their memory says that it happened; what happened stands here alone."),
    ),
    SectionHelp(
        "What people ask about their own data",
        _("To see it, correct it, no longer use it. An answer is due in thirty days; two decide."),
    ),
    SectionHelp(
        "Found to speak of others",
        _("Names and telephones of people around the person, and what others said at a table."),
    ),
    SectionHelp(
        "Who was told",
        _(
            "Who knows of it: the Commission, the people themselves, the city. A row is added,"
            " never changed."
        ),
    ),
    SectionHelp(
        "Register of processing",
        _("What the agency holds, whose, for what, and who receives it; looked at once a year."),
    ),
    SectionHelp(
        "Who receives it, on what ground",
        _("Work entrusted (委託), joint use (共同利用), consent or law; two set each line."),
    ),
    SectionHelp(
        "What goes", _("How much of what is erased with the second word; nobody can take it back.")
    ),
    SectionHelp(
        "What stays, and why",
        _("What the law keeps for a time, and what is somebody else’s."),
    ),
    SectionHelp(
        "Their name stands elsewhere",
        _("Texts of others in which the name stands. A member looks at them; nothing goes alone."),
    ),
    SectionHelp(
        "How long records are kept",
        _("No law names one period for all: each agency sets its own. Two decide at the end."),
    ),
    SectionHelp(
        "The periods", _("Why so long stands beside each, until the agency has set it itself.")
    ),
    SectionHelp(
        "Records whose time ends",
        _("Kept another year, thinned to codes, or erased; nothing goes by itself."),
    ),
    SectionHelp("It was erased", _("When, how much, and what stayed for how long.")),
    SectionHelp("Still to be told", _("Counted from the day on which it became known.")),
    SectionHelp(
        "Written down, and not in the register",
        _("Accidents that say that personal data went astray. Look whether a report is due."),
    ),
)

WRITES = (
    Writes("privacy:retention_change", "privacy.Retention"),
    Writes("privacy:ending", "access.Proposal"),
    Writes("privacy:ask", "privacy.Asking", also=("people.TimelineEntry",)),
    Writes("privacy:asking_decide", "privacy.Asking"),
    Writes("privacy:asking_told", "privacy.Asking"),
    Writes("privacy:copy_blacken", "privacy.Blackened"),
    Writes("privacy:enter_leak", "privacy.Leak"),
    Writes("privacy:leak_from", "privacy.Leak"),
    Writes("privacy:leak_telephone", "privacy.Leak"),
    Writes("privacy:leak_on", "privacy.Leak"),
    Writes("privacy:leak_told", "privacy.LeakTold"),
    Writes("privacy:processing_enter", "privacy.Processing"),
    Writes("privacy:processing_change", "privacy.Processing"),
    Writes("privacy:receiver_enter", "privacy.Receiver", also=("access.Proposal",)),
    Writes("privacy:receiver_change", "privacy.Receiver", also=("access.Proposal",)),
)
