"""How backups are called, which of them stay, and whether two tables say the same."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

NAMED = re.compile(r"banso-([0-9a-f]{8})-(\d{8}T\d{6}Z)\.age")
MOMENT = "%Y%m%dT%H%M%SZ"
WHOLE = 1 << 128

SPANS: tuple[tuple[timedelta, Callable[[datetime], object]], ...] = (
    (timedelta(days=7), lambda at: at.date()),
    (timedelta(days=35), lambda at: at.isocalendar()[:2]),
    (timedelta(days=366), lambda at: (at.year, at.month)),
)
"""Of each day, week, month the newest, for so long."""
EVERY = timedelta(days=1)


@dataclass(frozen=True)
class Rows:
    """How many rows a table has, and a sum over them in which their order counts for nothing."""

    count: int = 0
    total: int = 0

    def told(self) -> dict[str, object]:
        """Return it as a manifest keeps it."""
        return {"rows": self.count, "sum": f"{self.total:032x}"}


def name_of(home: str, at: datetime) -> str:
    """Return the name of the backup that is made of a home at a moment."""
    return f"banso-{home}-{at.astimezone(UTC):{MOMENT}}.age"


def made_at(name: str, *, home: str = "") -> datetime | None:
    """Return when a backup was made by its name; None where it is none, or another home's."""
    found = NAMED.fullmatch(name)
    if found is None or home not in ("", found.group(1)):
        return None
    try:
        return datetime.strptime(found.group(2), MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None


def that_stay(moments: Iterable[datetime], *, now: datetime) -> set[datetime]:
    """
    Return which backups stay: every one of the last day, then the newest of each day, week and
    month, for a week, five weeks and a year. The newest of all stays however old it is, and so does
    what a clock that was wrong has put into the future.
    """
    newest_first = sorted(moments, reverse=True)
    stay = set(newest_first[:1]) | {at for at in newest_first if at > now - EVERY}
    for span, bucket in SPANS:
        seen = set()
        for at in newest_first:
            if now - span <= at and bucket(at) not in seen:
                seen.add(bucket(at))
                stay.add(at)
    return stay


def differences(expected: Mapping[str, object], found: Mapping[str, object]) -> list[str]:
    """Return the names under which two say different things, or of which one says nothing."""
    names = sorted({*expected, *found})
    return [name for name in names if expected.get(name) != found.get(name)]
