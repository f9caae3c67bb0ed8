"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, TakenBack, Writes

HELP = (
    SectionHelp(
        "Walks that weigh",
        _("Walks that are heavy for whoever walks; talk about them with somebody."),
    ),
    SectionHelp(
        "Next sessions",
        _("Courses that can be joined now."),
    ),
    SectionHelp(
        "This month",
        _("Hours of this month, by what they went into."),
    ),
    SectionHelp(
        "My certificates",
        _("What you have learnt, and until when each certificate holds."),
    ),
    SectionHelp(
        "My hours this month (minutes)",
        _("What your minutes went into, so that coordinating can be paid."),
    ),
    SectionHelp(
        "Talks (supervision)",
        _("Talks about your work; only the two of you read them."),
    ),
    SectionHelp(
        "Thanks",
        _("Thanks that reached you."),
    ),
    SectionHelp(
        "Who attends",
        _("Who has joined, and who came."),
    ),
    SectionHelp(
        "Whom they look after",
        _("Everybody in the name of this member, to be passed on by name."),
    ),
    SectionHelp(
        "Other work",
        _("What else stands open in their name."),
    ),
)

WRITES = (
    Writes("training:certify", "training.Certificate"),
    Writes("training:course", "training.Course"),
    Writes("training:gate", "training.Requirement", back=TakenBack.CHANGED),
    Writes("training:hold", "training.Session"),
    Writes("training:hours", "training.WorkHours", back=TakenBack.CHANGED),
    Writes("training:lighter", "training.HeavyWalk"),
    Writes("training:new_course", "training.Course"),
    Writes("training:supervise", "training.Supervision"),
    Writes("training:thank", "training.Thanks"),
    Writes("training:words", "training.HandoverWords"),
)
