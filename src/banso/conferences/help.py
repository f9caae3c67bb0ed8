"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, TakenBack, Writes

HELP = (
    SectionHelp(
        "At the table",
        _("Who sits at this table by which role, and who was there."),
    ),
    SectionHelp(
        "Conferences",
        _("Meetings about people you may see; a sealed one shows nothing but to those who swore."),
    ),
)

WRITES = (
    Writes("conferences:write", "conferences.Minute", back=TakenBack.STRUCK),
    Writes("conferences:rewrite", "conferences.Minute", back=TakenBack.STRUCK),
    Writes("conferences:add_afterwards", "conferences.Addition"),
    Writes("conferences:add_item", "conferences.AgendaItem"),
    Writes("conferences:call", "conferences.Conference"),
    Writes("conferences:closing", "conferences.Conference", back=TakenBack.ANEW),
    Writes("conferences:edit", "conferences.Conference"),
    Writes("conferences:edit_item", "conferences.AgendaItem"),
    Writes("conferences:note_confirmation", "conferences.Conference"),
    Writes("conferences:pass_oath", "conferences.Conference"),
    Writes("conferences:say", "conferences.Minute", back=TakenBack.STRUCK),
    Writes("conferences:say_anew", "conferences.Minute", back=TakenBack.STRUCK),
    Writes("conferences:seat", "conferences.Seat"),
)
