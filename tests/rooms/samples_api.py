"""A key of a program, for the addresses and actions that ask for one."""

from typing import Any

from allauth.mfa.models import Authenticator

from banso.access.actions import add_app
from banso.access.models import Member
from banso.access.viewer import Viewer
from banso.api.actions import make_key


def with_second_key(by: Viewer) -> Viewer:
    """Give a member a second key, where they have none."""
    account = Member.objects.get(pk=by.member_id).account_id
    if not Authenticator.objects.filter(user_id=account).exists():
        add_app(secret="BANSOSECRETBANSOSECRETBANSOSECRE", by=by)
    return by


def samples(home: Any, cast: Any) -> dict[str, Any]:
    """Return the id of a key of the outreach counsellor."""
    by = with_second_key(cast.outreach)
    made = make_key(name="病院の受付", duties=["see_people", "see_memory"], days=30, by=by)
    return {"key_id": made.row.pk}


TOLD = {
    "api.make_key": lambda w, mark: {
        "name": mark,
        "duties": ["see_people"],
        "days": 30,
        "by": with_second_key(w.cast.outreach),
    },
    "api.end_keys_of": lambda w, mark: {
        "member_id": w.cast.outreach.member_id,
        "ended_by": None,
        "if_gone": False,
    },
    "api.note_used": lambda w, mark: {"key_id": w.home.ids["key_id"], "on": w.cast.today},
}
