"""Every write of keepsakes."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.keepsakes.models import Keepsake
from banso.keepsakes.queries import keepsake_seen
from banso.keepsakes.rules import Kind, can_go_back, can_keep
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import Memory, remember
from banso.people.queries import person_seen


class KeptLater(Refusal):
    """Nothing has been kept since a day to come."""

    field = "on"
    sentence = _("Nothing can have been kept since a day to come.")


class BackBeforeKept(Refusal):
    """Nothing is given back before it was kept."""

    sentence = _("This was not kept yet on that day.")


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def keep(
    *,
    person_id: UUID,
    kind: str,
    on: date,
    by: Viewer,
    text: str = "",
    new_id: UUID | None = None,
) -> Keepsake:
    """
    Keep a thing for a person.

    :raises NotSeen: if the viewer may not see the person
    :raises KeptLater: if the day has not come yet
    """
    person = person_seen(by, person_id)
    if not can_keep(on=on, today=by.today):
        raise KeptLater
    row = Keepsake(agency_id=by.agency_id, person=person, kind=kind, text=text, kept_on=on)
    row.id = new_id or row.id
    row.save(force_insert=True)
    title = _g("Kept for the person: %(kind)s") % {"kind": Kind.label_of(kind)}
    remember(
        person=person,
        memory=Memory(
            at=moment_of(on),
            kind="keepsake",
            title=title,
            fact=text,
            source="keepsakes.Keepsake",
            source_id=row.pk,
        ),
        by=by,
    )
    record_event(
        action="keepsake_kept",
        by=by,
        subjects=[person.pk],
        object_kind="keepsakes.Keepsake",
        object_id=row.pk,
    )
    return row


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def give_back(*, keepsake_id: UUID, on: date, by: Viewer) -> None:
    """
    Give a thing back.

    :raises NotSeen: if the viewer may not see it, or it was given back already
    :raises BackBeforeKept: if it was not kept yet on that day
    """
    keepsake_seen(by, keepsake_id)
    row = Keepsake.objects.select_for_update().get(pk=keepsake_id)
    if row.back_on is not None:  # by somebody else, at the same moment
        raise NotSeen
    if not can_go_back(kept_on=row.kept_on, on=on):
        raise BackBeforeKept
    row.back_on = on
    row.save(update_fields=["back_on"])
    record_event(
        action="keepsake_given_back",
        by=by,
        subjects=[row.person_id],
        object_kind="keepsakes.Keepsake",
        object_id=row.pk,
    )
