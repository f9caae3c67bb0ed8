"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, Writes

HELP = (
    SectionHelp(
        "The card of this house",
        _("Others take this file and call you; then you read them the thirty digits."),
    ),
    SectionHelp(
        "Houses that are trusted",
        _("Two members have compared their digits by telephone. Only to these letters go."),
    ),
    SectionHelp(
        "Trust it no more?",
        _("From this moment nothing is taken from it; what closes something is still heard."),
    ),
    SectionHelp(
        "Letters to carry",
        _("Sealed for one house each: save the file, and bring it on a stick or by mail."),
    ),
    SectionHelp("Waits until somebody looks", _("What came by letter; look with the person.")),
    SectionHelp(
        "Letters between houses",
        _("What came and waits, and what was taken back of which nobody said that it arrived."),
    ),
    SectionHelp(
        "With other houses", _("Who elsewhere holds what of the person, and what they gave here.")
    ),
    SectionHelp(
        "What other houses hold",
        _("Handed over by letter, on the person’s word; with what became of it there."),
    ),
    SectionHelp(
        "What other houses gave",
        _("Read, never changed, not counted here, not given on; closes with the person’s word."),
    ),
    SectionHelp("Hand something over", _("To one house, by the person’s word for that house.")),
    SectionHelp("What the letter holds", _("Part by part, with how they have it, and until when.")),
    SectionHelp("Whom is it about?", _("Look with the person; nobody is joined by itself.")),
)

WRITES = (
    Writes("sharing:own_card", "sharing.OwnCard"),
    Writes("sharing:hand_over", "sharing.Letter", also=("consent.Provision",)),
    Writes("sharing:open_letter", "sharing.Letter", also=("sharing.Received", "sharing.Copy")),
    Writes("sharing:take_card", "sharing.House", also=("access.Proposal",)),
)
