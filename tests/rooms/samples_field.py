"""A telephone with a round on it, for the tests that walk every address and action."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from banso.field.actions import Sent, offer_telephone, pair_telephone, take_along
from banso.field.rules import VERSION
from banso.field.sealing import sealed_line
from banso.kit.ids import new_id


def sent(pack: Any, public: str, body: dict[str, Any], *, seq: int = 1, **told: Any) -> Sent:
    """Return a line as a telephone sends it now."""
    op, now = told.pop("op", None) or new_id(), timezone.now()
    body = {"kind": "met", "at": now.isoformat(), "outcome": "talked"} | body
    given: dict[str, Any] = {
        "op": op,
        "seq": seq,
        "pack_id": pack.pk,
        "sealed": sealed_line(body, public=public, op=op),
        "version": VERSION,
        "sent_at": now,
        "arrived_at": now,
    }
    return Sent(**given | told)


def samples(home: Any, cast: Any) -> dict[str, UUID]:
    """Return a telephone that is taken on, with tonight's round on it."""
    offer = offer_telephone(name="白い電話", by=cast.outreach)
    telephone, home.telephone_key = pair_telephone(code=offer.code)
    home.taken = take_along(telephone_id=telephone.pk, round_id=home.round.pk, by=cast.outreach)
    return {"telephone_id": telephone.pk}


TOLD = {
    "field.keep_line": lambda w, mark: {
        "sent": sent(
            w.home.taken.pack,
            w.home.taken.public,
            {"new": str(uuid4()), "place": mark, "called_name": mark},
            seq=1 + len(mark.encode()[-1:]) + mark.encode()[-1],
        )
    },
    "field.take_along": lambda w, mark: {"by": w.cast.outreach},
}
AGO = timedelta(minutes=5)
