"""Something that went wrong, for the addresses and actions that ask for it."""

from typing import Any

from banso.mishaps.actions import Account, write_mishap


def samples(home: Any, cast: Any) -> dict[str, Any]:
    """Return the ids and the month that the room's addresses ask for."""
    account = Account(
        kind="near",
        place="house",
        on=cast.today,
        happened="階段で手すりが外れかけた。",
        learnt="手すりを毎月見る。",
        answerable_id=cast.outreach.member_id,
    )
    written = write_mishap(
        office_id=cast.outreach_office.pk,
        account=account,
        person_id=home.person.pk,
        by=cast.outreach,
    )
    home.slugs["month"] = f"{cast.today:%Y-%m}"
    return {"mishap_id": written.pk}


def _account(w: Any, mark: str) -> Account:
    return Account(
        kind="accident",
        place="way",
        on=w.cast.today,
        happened=mark,
        change=mark,
        told=("family",),
        answerable_id=w.cast.outreach.member_id,
    )


TOLD = {
    "mishaps.write_mishap": lambda w, mark: {"account": _account(w, mark)},
    "mishaps.go_on_writing": lambda w, mark: {"account": _account(w, mark)},
    "mishaps.was_there": lambda w, mark: {"person_id": w.home.other.pk},
    "mishaps.close_mishap": lambda w, mark: {"by": w.cast.coordinator},
    "mishaps.pass_mishaps": lambda w, mark: {"ids": [w.ids["mishap_id"]]},
}
