"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, Writes

HELP = (
    SectionHelp(
        "Ties",
        _("Who and what the person is bound to, formal or not, over time."),
    ),
    SectionHelp(
        "The ties",
        _("Every tie with its role and since when."),
    ),
    SectionHelp(
        "Hand-overs between ties",
        _("From one tie to another, agreed by both sides."),
    ),
    SectionHelp(
        "Hidden by the person",
        _("The person wants these seen by nobody else; they count nowhere."),
    ),
    SectionHelp(
        "Ties of others to this person",
        _("Where this person is a tie of somebody else."),
    ),
    SectionHelp(
        "What the person gives",
        _("How this person supports others."),
    ),
    SectionHelp(
        "Goings and comings",
        _("When somebody went there and came back."),
    ),
)

WRITES = (
    Writes("ties:give", "ties.Giving"),
    Writes("ties:edit_giving", "ties.Giving"),
    Writes("ties:family", "ties.Tie"),
    Writes("ties:end", "ties.Tie"),
    Writes("ties:visit", "ties.TieVisit"),
    Writes("ties:root", "ties.Tie"),
    Writes("ties:add", "ties.Tie"),
    Writes("ties:agree", "ties.HandOver"),
    Writes("ties:edit", "ties.Tie"),
)
