"""Of whom whatever leaves the agency is made, whoever asks, and by which secret it is told."""

from dataclasses import replace
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

from banso.access.rules import Duty, Scope
from banso.access.viewer import Viewer
from banso_analysis.leaving import Told

NOBODY = UUID(int=0)


def for_everybody(viewer: Viewer) -> Viewer:
    """
    Return somebody who stands for everybody who may ask: who reaches the whole agency and reads
    what is counted, but walks with nobody, whom nobody named, and who knows of nobody hidden.
    """
    return replace(
        viewer,
        member_id=NOBODY,
        office_ids=frozenset(),
        duties=frozenset(Duty) - {Duty.SEE_RESTRICTED},
        scope=Scope.AGENCY,
        own_record=None,
    )


@lru_cache(maxsize=2)
def _secret(key: str) -> Told:
    return Told(
        salted_hmac("banso.insight.leaving", "", secret=key, algorithm="sha256").hexdigest()
    )


def telling() -> Told:
    """Return how this home tells numbers: by a secret of its own, the same for all time."""
    return _secret(settings.SECRET_KEY)
