"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, TakenBack, Writes

HELP = (
    SectionHelp(
        "Waits for a second word",
        _(
            "Something that one person asked for and another must confirm; nothing happens until "
            "then."
        ),
    ),
    SectionHelp(
        "Passkey",
        _("A key that this device keeps; it opens by finger, face or PIN, and only for this page."),
    ),
    SectionHelp(
        "Mail",
        _("An address to which a code for a new password may go; leave it empty if you like."),
    ),
    SectionHelp(
        "1. Ask for a code",
        _("Name and address must belong together; whether they do is told to nobody."),
    ),
    SectionHelp(
        "2. Set the password",
        _("The code is good for half an hour and once; nobody else learns the password."),
    ),
    SectionHelp(
        "With an app on your telephone",
        _(
            "An app shows a new number every half minute; with it nobody gets in by a stolen "
            "password."
        ),
    ),
    SectionHelp(
        "With numbers on paper",
        _("Ten numbers to keep in a safe place; each works once."),
    ),
    SectionHelp(
        "This is a demonstration with invented people",
        _("Everybody here is invented, and so is every number; try whatever you like."),
    ),
    SectionHelp(
        "What each role may do",
        _("A role is a set of duties; who has several roles may do what each of them may."),
    ),
)

WRITES = (
    Writes("access:add_office", "access.Office", back=TakenBack.CHANGED),
    Writes("access:change_member", "access.Member", back=TakenBack.CHANGED),
    Writes("access:office", "access.Office", back=TakenBack.CHANGED),
    Writes("access:renew_member", "access.Proposal", back=TakenBack.SECOND),
    Writes("access:add_member", "access.Member", back=TakenBack.SECOND),
    Writes("access:agency", "access.Agency", back=TakenBack.CHANGED),
    Writes("access:renew_guest", "access.Proposal", back=TakenBack.SECOND),
)
