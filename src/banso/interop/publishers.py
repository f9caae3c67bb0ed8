"""Who published a file: never an agency of the home, under whose name it enters its own."""

from django.utils.translation import gettext_lazy as _

from banso.kit.refusals import Refusal

OF_AN_AGENCY = "agency:"


class SourceOfAnAgency(Refusal):
    """The publisher's name is one under which agencies enter receivers of their own."""

    field = "source"
    sentence = _("Please write who published the list, as people say it.")


def refuse_agency(source: str) -> None:
    """
    Refuse a publisher under whose name an agency enters its own receivers.

    :raises SourceOfAnAgency: if it is such a name
    """
    if source.startswith(OF_AN_AGENCY):
        raise SourceOfAnAgency
