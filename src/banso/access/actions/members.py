"""Writing who is who, and what belongs to one member alone."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from banso.access.events import tell_of_member
from banso.access.models import (
    Account,
    Agency,
    Member,
    Office,
    SavedView,
    known_roles,
)
from banso.access.permission import Exempt, asks
from banso.access.queries import name_taken
from banso.access.rules import TOUR_STEPS, Duty
from banso.access.viewer import Viewer
from banso.kit.db import one_transaction
from banso.kit.ids import new_id as made_id
from banso.kit.refusals import Refusal
from banso.kit.row_level_security import at_the_door


class DemoOnly(RuntimeError):
    """Demo sign-ins can exist in a demo home only."""


class NameTaken(Refusal):
    """Somebody signs in under this name already."""

    field = "username"
    sentence = _("Somebody signs in under this name already. Please choose another.")


@one_transaction
def create_agency(*, name: str, offices: list[str], **settled: Any) -> tuple[Agency, list[Office]]:
    """Found an agency with its offices, and what it settles for itself."""
    agency = Agency.objects.create(name=name, **settled)
    return agency, [Office.objects.create(agency=agency, name=office) for office in offices]


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """
    What somebody signs in with, with no password until they have set one by a code on paper;
    `demo` where anybody may, in a demo home only.
    """

    username: str
    password: str | None = field(repr=False)
    demo: bool = False


@asks(Duty.MANAGE_AGENCY, Exempt.SYSTEM)
@one_transaction
def add_member(
    *,
    agency_id: UUID,
    sign_in: SignIn,
    name: str,
    roles: list[str],
    office_ids: list[UUID],
    on: date,
    new_id: UUID | None = None,
    by: Viewer | None = None,
) -> Member:
    """
    Take somebody in with a sign-in of their own; asked again with the same `new_id` it is the same
    member.

    :raises NameTaken: if the sign-in name is in use
    :raises DemoOnly: if a demo sign-in is asked for outside a demo home
    """
    if sign_in.demo and not settings.BANSO_DEMO:
        raise DemoOnly
    known_roles(roles)
    if new_id is not None:
        Agency.objects.select_for_update(no_key=True).get(pk=agency_id)  # one submission at a time
        same = Member.objects.filter(agency_id=agency_id, pk=new_id).first()
        if same is not None:
            return same
    if name_taken(sign_in.username):
        raise NameTaken
    with at_the_door():  # until a member has it, it belongs to no agency
        account = Account.objects.create_user(
            username=sign_in.username, password=sign_in.password, is_demo=sign_in.demo
        )
    member = Member.objects.create(
        id=new_id or made_id(),
        agency_id=agency_id,
        account=account,
        name=name,
        roles=roles,
        from_on=on,
    )
    member.offices.set(Office.objects.filter(agency_id=agency_id, pk__in=office_ids))
    tell_of_member("member_added", member_id=member.pk, agency_id=agency_id, by=by)
    return member


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def close_own_record(*, member_id: UUID, entry: UUID, by: Viewer) -> None:
    """
    Keep a member from the entry that speaks of themselves: who was supported may work here, and
    their own record is no working paper.
    """
    if Member.objects.filter(pk=member_id, agency_id=by.agency_id).update(own_record=entry):
        tell_of_member("member_walled_off", member_id=member_id, agency_id=by.agency_id, by=by)


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def edit_agency(*, by: Viewer, **settled: Any) -> None:
    """Change what an agency settles for itself."""
    Agency.objects.filter(pk=by.agency_id).update(**settled)
    tell_of_member("agency_edited", member_id=by.member_id, agency_id=by.agency_id, by=by)


@asks(Exempt.OWN)
def save_view(*, page: str, name: str, query: str, by: Viewer) -> SavedView:
    """Keep a list as the member sees it now, under a name; the same name again replaces it."""
    view, _made = SavedView.objects.update_or_create(
        member_id=by.member_id, page=page, name=name, defaults={"query": query}
    )
    return view


@asks(Exempt.OWN)
def drop_view(*, view_id: UUID, by: Viewer) -> None:
    """Let a saved view go."""
    SavedView.objects.filter(member_id=by.member_id, pk=view_id).delete()


@asks(Exempt.OWN)
def keep_tour_step(*, step: int, by: Viewer) -> None:
    """Note how far a member was shown around; it is theirs alone, and can begin anew."""
    Member.objects.filter(pk=by.member_id).update(tour_step=max(0, min(step, TOUR_STEPS)))


@asks(Duty.MANAGE_AGENCY)
def set_gated(*, gated: bool, by: Viewer) -> None:
    """Note whether a later room holds duties back in this agency at all."""
    Agency.objects.filter(pk=by.agency_id).update(asks_for_training=gated)
