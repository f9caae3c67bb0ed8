"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, TakenBack, Writes

HELP = (
    SectionHelp(
        "Who may know what",
        _("The person’s own word: one recipient, one part, one purpose, until a day."),
    ),
    SectionHelp(
        "Who may know what, until when",
        _("Recipients beside parts of a life; only ○ may be given on, and only until the day."),
    ),
    SectionHelp(
        "The words of consent",
        _("What is explained before somebody says yes or no, kept with what they said."),
    ),
    SectionHelp(
        "Waits for the second word",
        _("The text that another member looks at; until then the one before is explained."),
    ),
    SectionHelp(
        "The person’s word, one by one",
        _("Each word by itself: for what, until when, who explained it, and how it is taken back."),
    ),
    SectionHelp(
        "Opened in danger to life (緊急開示)",
        _(
            "Somebody’s record was opened because a life was in danger; it is to be explained to "
            "the person."
        ),
    ),
    SectionHelp(
        "Opened in danger to life",
        _("When and why the record was opened in danger, and whether the person was told."),
    ),
    SectionHelp(
        "Record of what was given on (提供記録)",
        _("What really went out: to whom, when, on what ground. It is added to, never changed."),
    ),
    SectionHelp(
        "Who already holds what",
        _("What was given on cannot be called back; here stands who has it."),
    ),
    SectionHelp(
        "Consents that end soon",
        _("These words of people end within thirty days; ask them again in time."),
    ),
    SectionHelp(
        "Consents",
        _("How many words of the person stand, and which of them end soon."),
    ),
    SectionHelp(
        "Who must never know of the person",
        _("By the person’s own word: whoever is named here finds them nowhere, and is not told."),
    ),
    SectionHelp(
        "Danger",
        _("What is dangerous for the person or for whoever comes near, as it was written down."),
    ),
    SectionHelp(
        "Whom to call",
        _("Who walks with the person and who manages here; call them, they know what helps."),
    ),
    SectionHelp(
        "Only where you need it now",
        _("Where the person is and how they are reached: one by one, each with a reason."),
    ),
)

WRITES = (
    Writes("consent:ask", "consent.Consent", also=("people.TimelineEntry",), back=TakenBack.PERSON),
    Writes("consent:ask_for_wording", "consent.Wording", also=("access.Proposal",)),
    Writes("consent:explain_opening", "consent.Opening", also=("people.TimelineEntry",)),
    Writes("consent:give_on", "consent.Provision", also=("people.TimelineEntry",)),
    Writes(
        "consent:in_danger", "consent.Opening", also=("people.TimelineEntry", "access.Proposal")
    ),
    Writes("consent:open_part", "consent.OpenedPart"),
    Writes(
        "consent:say_no",
        "people.NeverSeenBy",
        also=("people.TimelineEntry",),
        back=TakenBack.PERSON,
    ),
    Writes("consent:take_no_back", "people.NeverSeenBy", also=("people.TimelineEntry",)),
    Writes(
        "consent:withdraw", "consent.Consent", also=("people.TimelineEntry",), back=TakenBack.ANEW
    ),
)
