"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, Writes

HELP = (
    SectionHelp(
        "Which list of this publisher it is",
        _("A publisher may give several lists; rows of each are kept apart."),
    ),
    SectionHelp(
        "Here, and not in this file",
        _("Receivers of this list that a newer file lacks; nothing is closed unless you say so."),
    ),
    SectionHelp(
        "Which sheet, and where its headings stand",
        _("Which sheet of the file is read, and in which row its headings stand."),
    ),
    SectionHelp(
        "What each heading was taken for",
        _("What each column of the file becomes here; put right what was guessed wrong."),
    ),
    SectionHelp(
        "Please look at these rows",
        _("Rows that could not be read, or that may be somebody who is known already."),
    ),
    SectionHelp(
        "Tables of the export, and the heading that holds each column",
        _("Which table of the export was found, and which column holds what."),
    ),
)

WRITES = (Writes("interop:receivers", "interop.ImportRun"),)
