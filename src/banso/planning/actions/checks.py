"""What stands before every write of a plan."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.access.viewer import Viewer
from banso.kit.refusals import NotSeen, Refusal
from banso.planning.models import SupportPlan
from banso.planning.queries import plan_seen


class VersionClosed(Refusal):
    """A version that was replaced or ended is never changed."""

    sentence = _(
        "This version was replaced or ended, and stays as it is. Please go to the newest "
        "one, or replan."
    )


class AgreedAlready(Refusal):
    """What the person agreed to is changed only by replanning."""

    sentence = _(
        "The person agreed to this version. How it goes may be noted at any time; to change "
        "what is planned, please replan."
    )


def open_version(plan_id: UUID, by: Viewer, *, unagreed: bool = False) -> SupportPlan:
    """
    Return a version, locked, that may be written in.

    :raises NotSeen: if the viewer may not see it
    :raises VersionClosed: if it was replaced or ended
    :raises AgreedAlready: if only a version nobody agreed to yet will do
    """
    plan_seen(by, plan_id)
    plan = SupportPlan.objects.select_for_update().get(pk=plan_id)
    if not plan.is_current:
        raise VersionClosed
    if unagreed and plan.agreed_on is not None:
        raise AgreedAlready
    return plan


def period_of(plan: SupportPlan, code: str) -> str:
    """
    Return a period's label.

    :raises NotSeen: if the plan has no such period
    """
    for one in plan.periods:
        if one["code"] == code:
            return str(one["label"])
    raise NotSeen
