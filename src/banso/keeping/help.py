"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, Writes

HELP = (
    SectionHelp(
        "Money and belongings in keeping",
        _("What is kept for the person by their own wish, until they want it back."),
    ),
    SectionHelp(
        "In keeping: to be looked at",
        _("Not counted for a month, without a second name, or to be given back."),
    ),
    SectionHelp(
        "Book of the cash",
        _("Every row stays as it was written; a wrong one is reversed by another."),
    ),
    SectionHelp(
        "Book of the belongings",
        _("What came into keeping and went out again, piece by piece."),
    ),
    SectionHelp(
        "Counted and looked through",
        _("What was really there beside what should be there, and what the person said to it."),
    ),
)

WRITES = (
    Writes("keeping:begin", "keeping.Keeping"),
    Writes("keeping:sign", "keeping.Keeping"),
    Writes("keeping:hand_over", "keeping.Keeping"),
    Writes("keeping:end", "keeping.Keeping", also=("keeping.BookRow",)),
    Writes("keeping:take_in", "keeping.BookRow"),
    Writes("keeping:give_out", "keeping.BookRow"),
    Writes("keeping:reverse", "keeping.BookRow"),
    Writes("keeping:count", "keeping.Count"),
)
