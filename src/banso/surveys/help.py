"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, Writes

HELP = (
    SectionHelp(
        "Could be asked about now",
        _("The moment for asking has come; nobody has to answer."),
    ),
    SectionHelp(
        "Surveys",
        _("What the person was asked and answered over time; not answering is fine."),
    ),
    SectionHelp(
        "Ask",
        _("Ask now, with the person writing alone, or you writing down."),
    ),
)

WRITES = (
    Writes("surveys:ask", "surveys.Survey"),
    Writes("surveys:bring", "surveys.Instrument"),
    Writes("surveys:hand", "surveys.Survey"),
    Writes("surveys:make", "surveys.Instrument"),
)
