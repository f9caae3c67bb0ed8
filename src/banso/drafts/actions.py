"""Every write of drafts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from banso.access.permission import Exempt, asks
from banso.access.viewer import Viewer
from banso.drafts.models import Draft, Submission
from banso.kit.db import one_transaction_here
from banso.kit.my_number import refuse_my_number


@asks(Exempt.OWN)
def save_draft(*, key: str, data: dict[str, Any], at: datetime, by: Viewer) -> None:
    """
    Keep what a member has typed so far.

    :raises MyNumberRefused: if it carries a valid individual number
    """
    refuse_my_number(data)
    Draft.objects.update_or_create(
        member_id=by.member_id, key=key, defaults={"data": data, "saved_at": at}
    )


@asks(Exempt.OWN)
def drop_draft(*, key: str, by: Viewer) -> None:
    """Let a draft go once its form was sent."""
    Draft.objects.filter(member_id=by.member_id, key=key).delete()


@dataclass
class OneWrite:
    """
    A write under way: `outcome` is where the person is led afterwards, known at once when it had
    happened before.
    """

    done_before: bool = False
    outcome: str = ""


@asks(Exempt.OWN)
@contextmanager
def one_write(*, token: UUID | None, by: Viewer) -> Iterator[OneWrite]:
    """
    Run the block in one transaction and remember its outcome, so that the same token never writes
    twice.
    """
    with one_transaction_here():
        if token is None:
            yield OneWrite()
            return
        # The unique row is taken first: a second request waits here until the first is through,
        # then sees its outcome.
        row, fresh = Submission.objects.get_or_create(member_id=by.member_id, token=token)
        write = OneWrite(done_before=not fresh, outcome=row.outcome)
        yield write
        if fresh:
            row.outcome = write.outcome
            row.save(update_fields=["outcome"])
