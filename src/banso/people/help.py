"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, Writes

HELP = (
    SectionHelp(
        "Days that matter",
        _("Days that matter to somebody: a birthday, a visit at home that is due, a day of death."),
    ),
    SectionHelp(
        "Brought together",
        _("Entries that were found to be one person; they can be parted again."),
    ),
    SectionHelp(
        "Might it be one of these people?",
        _("People who are written or sound alike. Look before you write somebody anew."),
    ),
    SectionHelp(
        "Memory",
        _("Everything that happened and was said, the newest first; nothing is deleted."),
    ),
    SectionHelp(
        "May be the same",
        _("Two entries that may be one person; only a human being decides."),
    ),
    SectionHelp(
        "Entered twice?",
        _("Pairs of entries that may be one person, found by the look of last night."),
    ),
    SectionHelp(
        "Are these two one person?",
        _("Found over the whole home, the surest first; only a human being decides."),
    ),
    SectionHelp(
        "The next pairs",
        _("They come one after another, as you answer."),
    ),
    SectionHelp(
        "The person will be asked",
        _("Ask when you next meet; then answer here, or on the card of either."),
    ),
    SectionHelp(
        "Put off",
        _("Each comes again a month after it was put off; it can be answered before."),
    ),
    SectionHelp(
        "On the whole",
        _("Of all pairs somebody judged; a pair that was parted again counts as two people."),
    ),
    SectionHelp(
        "Month by month",
        _("A pair counts in the month in which it was found, and in that of the last answer."),
    ),
    SectionHelp(
        "Somebody else I have in mind",
        _("If you know that they are somebody else, say so by name."),
    ),
    SectionHelp(
        "Saved views",
        _("Filters that you have kept for the next time."),
    ),
    SectionHelp(
        "Joins it",
        _("What goes over to the person who stays."),
    ),
    SectionHelp(
        "Stays",
        _("What stays as it is."),
    ),
    SectionHelp(
        "What moves",
        _("Everything that goes over, counted; nothing is lost by it."),
    ),
    SectionHelp(
        "What is known now",
        _("What stands in the ledgers today."),
    ),
    SectionHelp(
        "What not to do",
        _("What hurts or endangers this person; read it before you meet them."),
    ),
    SectionHelp(
        "Opened last",
        _("The people whose pages you opened last; only you see this."),
    ),
    SectionHelp(
        "People",
        _("People by name, reading, number, or how they are called."),
    ),
    SectionHelp(
        "In the memory",
        _("Words in the memory of people you may see."),
    ),
)

WRITES = (
    Writes("people:add_name", "people.PersonName"),
    Writes("people:add_place", "people.MeetingPlace"),
    Writes("people:add_contact", "people.ContactPoint"),
    Writes("people:add_caution", "people.Caution"),
    Writes("people:correct", "people.TimelineEntry"),
    Writes("people:death", "people.Person", also=("people.TimelineEntry",)),
    Writes("people:edit", "people.Person"),
    Writes("people:edit_entry", "people.LedgerEntry"),
    Writes("people:merge", "people.Merge", also=("people.TimelineEntry",)),
    Writes("people:part", "people.Merge", also=("people.TimelineEntry",)),
    Writes("people:reopen", "people.LedgerEntry"),
)
