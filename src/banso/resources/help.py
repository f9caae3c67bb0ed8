"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, TakenBack, Writes

HELP = (
    SectionHelp(
        "Checks (受け皿チェック)",
        _("What your own agency saw on a visit, with the receiver’s reply. It is no score."),
    ),
    SectionHelp(
        "Incidents",
        _("A refusal or a push-out as facts; nobody who is supported is named."),
    ),
)

WRITES = (
    Writes("resources:add", "resources.Service", back=TakenBack.CHANGED),
    Writes("resources:edit", "resources.Service", back=TakenBack.CHANGED),
    Writes("resources:check_reply", "resources.ServiceCheck"),
    Writes("resources:incident_reply", "resources.ServiceIncident"),
    Writes("resources:check", "resources.ServiceCheck"),
    Writes("resources:incident", "resources.ServiceIncident"),
    Writes("resources:wrong", "resources.WrongReport"),
)
