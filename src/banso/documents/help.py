"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, Writes

HELP = (
    SectionHelp(
        "Papers with a term",
        _("Certificates, cards and contracts that end on a day, and who sees to their renewal."),
    ),
    SectionHelp(
        "Papers that end soon",
        _("Their end is near enough to begin the renewal; how near, depends on the paper."),
    ),
    SectionHelp(
        "Papers before", _("What was renewed or ended stays readable here, as it stood then.")
    ),
)

WRITES = (
    Writes("documents:keep", "documents.Document", also=("people.TimelineEntry",)),
    Writes("documents:correct", "documents.Document"),
    Writes("documents:renew", "documents.Document", also=("people.TimelineEntry",)),
    Writes("documents:end", "documents.Document", also=("people.TimelineEntry",)),
)
