"""What waits for a second word, for the addresses and actions that ask for it."""

from typing import Any

from banso.access.actions import add_app, ask_renewal, invite, let_member_go
from banso.access.models import Account, Guest, Member, Proposal
from banso.access.own_keys import keys_of
from banso.access.viewer import Viewer
from banso.decisions.models import BodyMember

WHY = "電話を失くしたと、窓口で本人から聞いた"


def _came_in(guest: Guest) -> None:
    if guest.account_id is None:
        guest.account = Account.objects.create_user(
            username=f"came-{guest.pk}", password="banso-demo"
        )
        guest.save()


def _waits(by: Viewer) -> Proposal:
    guest = invite(kind="other", name="例 来た人", organisation="見本の店", by=by).guest
    _came_in(guest)
    ask_renewal(guest_id=guest.pk, reason=WHY, key_too=True, by=by)
    return Proposal.objects.get(about=guest.pk)


def samples(home: Any, cast: Any) -> dict[str, Any]:
    """Return a guest's renewal that an outreach counsellor asked for, and an office."""
    return {"proposal_id": _waits(cast.outreach).pk, "office_id": cast.outreach_office.pk}


def _came(w: Any, mark: str) -> dict[str, Any]:
    _came_in(Guest.objects.get(pk=w.ids["guest_id"]))
    return {"by": w.cast.outreach, "reason": mark}


def _confirms(w: Any, mark: str) -> dict[str, Any]:
    found = Proposal.objects.filter(act="guest_renewal", done_at=None, stopped_at=None).first()
    return {"proposal_id": (found or _waits(w.cast.outreach)).pk, "by": w.cast.coordinator}


def _seat(w: Any, mark: str) -> dict[str, Any]:
    seat = BodyMember.objects.get(guest=w.decider.guest_id)
    return {"member_id": seat.pk, "by": w.home.office, "reason": mark}


def _given_back(w: Any, mark: str) -> dict[str, Any]:
    gone = w.cast.volunteer.member_id
    let_member_go(member_id=gone, on=w.cast.today, by=w.cast.manager)
    return {"member_id": gone}


def _has_a_key(w: Any, mark: str) -> dict[str, Any]:
    by = w.cast.outreach
    known = keys_of(Member.objects.get(pk=by.member_id).account_id)  # type: ignore[arg-type]
    if not known:
        add_app(secret="BANSOSECRETBANSOSECRETBANSOSECRE", by=by)
        return _has_a_key(w, mark)
    return {"key_id": known[0].id, "by": by}


TOLD = {
    "access.ask_member_back": _given_back,
    "access.ask_member_renewal": lambda w, mark: {
        "member_id": w.cast.volunteer.member_id,
        "reason": mark,
    },
    "access.ask_new_member": lambda w, mark: {
        "name": mark,
        "username": "newcomer",
        "roles": ["outreach"],
        "office_ids": [w.cast.outreach_office.pk],
    },
    "access.change_member": lambda w, mark: {
        "member_id": w.cast.volunteer.member_id,
        "name": mark,
        "roles": ["coordinator"],
        "office_ids": [w.cast.outreach_office.pk],
    },
    "access.leave_mail": lambda w, mark: {"mail": "rei@example.org"},
    "access.add_app": lambda w, mark: {"secret": "BANSOSECRETBANSOSECRETBANSOSECRE"},
    "access.add_passkey": lambda w, mark: {"name": mark, "credential": {}},
    "access.remove_key": _has_a_key,
    "access.renew_from_console": lambda w, mark: {"username": "volunteer"},
    "access.ask_renewal": _came,
    "access.confirm_proposal": _confirms,
    "access.stop_proposal": _confirms,
    "decisions.renew_seat": _seat,
    "decisions.recognise_body": lambda w, mark: {"agency_id": w.home.office.agency_id},
}
