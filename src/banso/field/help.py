"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, Writes

HELP = (
    SectionHelp("Nights to look through", _("Rounds that nobody has looked through yet.")),
    SectionHelp("Visits that came home", _("What telephones brought home from visits lately.")),
    SectionHelp("Written on visits", _("It stands in each person’s memory, as from the desk.")),
    SectionHelp("Urgent last night", _("Marked as urgent at night. Somebody goes there today.")),
    SectionHelp("Seen", _("Everybody who was seen, awake or asleep.")),
    SectionHelp("Not at their place", _("Looked for, and not there.")),
    SectionHelp("Not looked for", _("Usually met on this course, and without a line this night.")),
    SectionHelp("Promised last night", _("What was promised on the round, to whom, for when.")),
    SectionHelp(
        "Written in two ways",
        _("Two wrote it, each from the same old text. Choose, or keep both; neither is lost."),
    ),
    SectionHelp(
        "Perhaps the same",
        _("Met for the first time by two pairs. Look at both before they are brought together."),
    ),
    SectionHelp(
        "Not written by itself",
        _("What a telephone wrote and could not be put where it belongs. Write it by hand."),
    ),
    SectionHelp("Take it on", _("A square that a telephone’s camera reads; it serves once.")),
    SectionHelp("Is it lost?", _("Stopping takes its key away at once. It harms nobody.")),
    SectionHelp(
        "Who was on it",
        _("Everybody whose called name and usual place this telephone ever took along."),
    ),
)

WRITES = (
    Writes("field:offer", "field.Telephone"),
    Writes("field:write_line", "intake.Encounter", also=("people.Person", "people.TimelineEntry")),
)
