"""Watching over the list that must be empty, for the whole home: counts, no names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.translation import gettext as _

from banso.access.queries import every_manager
from banso.referrals.queries import at_risk, count_unwatched


@dataclass(frozen=True)
class Watched:
    """How many people and silent referrals need a look, and the sentences that say it."""

    count: int
    text: str


def watch_over_everyone(*, today: date, mail_to: Sequence[str] = ()) -> Watched:
    """Count for every agency of the home, and write to somebody where there is anybody."""
    lines, count = [], 0
    for name, viewer in every_manager(today=today):
        people, silent = count_unwatched(viewer), len(at_risk(viewer))
        count += people + silent
        lines.append(
            _(
                "%(agency)s: people nobody watches over %(people)s, silent referrals "
                "on the manager’s desk %(silent)s"
            )
            % {"agency": name, "people": people, "silent": silent}
        )
    text = "\n".join(lines)
    if count and mail_to:
        send_mail(_("Banso: somebody needs a look"), text, None, list(mail_to))
    return Watched(count, text)


def watch(now: datetime) -> str:
    """Count, and write to those whom the home's settings name."""
    watched = watch_over_everyone(today=timezone.localdate(now), mail_to=settings.BANSO_WATCH_MAIL)
    return _("People and referrals that need a look: %(count)s") % {"count": watched.count}
