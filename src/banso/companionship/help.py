"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, TakenBack, Writes

HELP = (
    SectionHelp(
        "Passed on to me",
        _("People whom somebody has passed on to you lately; meet them soon, and read first."),
    ),
    SectionHelp(
        "Who walks along",
        _("Whoever walks beside the person, since when, and who answers for it."),
    ),
    SectionHelp(
        "Promises",
        _(
            "What was promised to people for the coming week, by day; one tap says what became of"
            " it."
        ),
    ),
    SectionHelp(
        "The people I walk with",
        _("Everybody whom you walk beside, each with the next promise."),
    ),
    SectionHelp(
        "Handovers not read yet",
        _("What colleagues left for whoever comes next; it goes once you have read it."),
    ),
    SectionHelp(
        "Not met by anybody for long",
        _(
            "Nobody has met these people for longer than your agency has set. It is no failure of"
            " theirs."
        ),
    ),
)

WRITES = (
    Writes("companionship:add_words", "people.TimelineEntry"),
    Writes("companionship:close_entry", "people.LedgerEntry", also=("companionship.Promise",)),
    Writes("companionship:hand_over_about", "companionship.HandoverPost"),
    Writes("companionship:handovers", "companionship.HandoverPost"),
    Writes("companionship:make_promise", "companionship.Promise", back=TakenBack.TODAY),
    Writes("companionship:pass_on", "people.LedgerEntry", also=("people.TimelineEntry",)),
    Writes(
        "companionship:settle_promise",
        "companionship.Promise",
        also=("people.TimelineEntry",),
        back=TakenBack.TODAY,
    ),
    Writes(
        "companionship:walk_with", "companionship.Companionship", also=("people.TimelineEntry",)
    ),
    Writes(
        "companionship:write_note",
        "companionship.ContactNote",
        also=(
            "people.TimelineEntry",
            "companionship.Promise",
        ),
        back=TakenBack.TODAY,
    ),
    Writes(
        "companionship:write_visit",
        "companionship.ContactNote",
        also=(
            "people.TimelineEntry",
            "companionship.Promise",
        ),
        back=TakenBack.TODAY,
    ),
)
