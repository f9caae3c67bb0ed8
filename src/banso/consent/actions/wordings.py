"""The words that are explained and agreed to: a new version by two, the old ones stay."""

from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.actions import propose
from banso.access.models import Agency, Proposal
from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import GuestViewer, Viewer
from banso.audit.actions import record_event
from banso.consent.models import Wording
from banso.consent.queries import current_wording
from banso.consent.rules import WORDING_ACT
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen, Refusal

BEGINS_WITH = 60


class SameWords(Refusal):
    """A version differs from the one before."""

    field = "text"
    sentence = _("This is word for word the wording that holds now.")


@asks(Duty.MANAGE_AGENCY, Duty.SEE_MEMORY)
@one_transaction
def ask_for_wording(*, text: str, by: Viewer, new_id: UUID | None = None) -> Proposal:
    """
    Ask for the second word that makes a text the one that is explained from then on.

    :raises SameWords: if it is the one that holds now
    """
    now = current_wording(by)
    if now and now.text == text:
        raise SameWords
    return propose(WORDING_ACT, asker=by, about=by.agency_id, given={"text": text}, new_id=new_id)


def wording_confirmed(proposal: Proposal, asker: Viewer, second: Viewer | GuestViewer) -> str:
    """
    Keep a new version; what was agreed to before keeps the words it was agreed to with.

    :raises NotSeen: if it is none of theirs
    """
    if not isinstance(second, Viewer):
        raise NotSeen
    Agency.objects.select_for_update(no_key=True).get(pk=asker.agency_id)  # one after the other
    before = Wording.objects.filter(agency=asker.agency_id).aggregate(last=Max("number"))
    row = Wording.objects.create(
        agency_id=asker.agency_id,
        number=(before["last"] or 0) + 1,
        text=proposal.given["text"],
        from_on=second.today,
        asked_by_id=asker.member_id,
        second_id=second.member_id,
    )
    record_event(
        action="consent_wording_set",
        by=second,
        subjects=[],
        object_kind="consent.Wording",
        object_id=row.pk,
        detail={"number": row.number},
    )
    return ""


def says_wording(proposal: Proposal) -> str:
    """Return how the new text begins, and where it stands whole."""
    text = " ".join(str(proposal.given.get("text", "")).split())
    if not text:
        return ""
    begins = f"{text[:BEGINS_WITH]}…" if len(text) > BEGINS_WITH else text
    return _g("“%(begins)s” The whole text stands under “The words of consent”.") % {
        "begins": begins
    }
