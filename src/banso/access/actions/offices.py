"""The offices of an agency: a place by itself gives nobody anything."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.access.events import tell_of_member
from banso.access.models import Agency, Office
from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.kit.db import one_transaction
from banso.kit.ids import new_id as made_id
from banso.kit.refusals import NotSeen, Refusal


class OfficeNamed(Refusal):
    """Offices are told apart by their names."""

    field = "name"
    sentence = _("An office of this name is there already.")


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def save_office(
    *, name: str, by: Viewer, office_id: UUID | None = None, new_id: UUID | None = None
) -> Office:
    """
    Add an office, or call one by another name.

    :raises NotSeen: if the agency has no such office
    :raises OfficeNamed: if another one is called so
    """
    Agency.objects.select_for_update(no_key=True).get(pk=by.agency_id)  # one after the other
    own, known = Office.objects.filter(agency_id=by.agency_id), office_id or new_id or made_id()
    office = own.filter(pk=known).first()
    if office_id and office is None:
        raise NotSeen
    if own.filter(name=name).exclude(pk=known).exists():
        raise OfficeNamed
    if office is None:
        office = Office.objects.create(id=known, agency_id=by.agency_id, name=name)
    office.name = name
    office.save()
    tell_of_member("office_saved", member_id=by.member_id, agency_id=by.agency_id, by=by)
    return office
