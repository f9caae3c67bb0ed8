"""Receivers of a publisher that a newer file of theirs no longer holds."""

from collections.abc import Iterable
from types import TracebackType

from django.utils.translation import gettext as _

from banso.interop.rules import Missing, Report
from banso.kit.disk_index import OnDisk
from banso.resources.queries import Received, received_from
from banso_recognition import fold

_MOST_NAMED = 20


def tell_missing(lacking: Iterable[Received], report: Report) -> None:
    """Tell which receivers a file lacks; where one is that must not be found is not said."""
    report.missing = [
        Missing(one.outside_id, one.name, "" if one.confidential else one.address)
        for one in lacking
    ]
    if not report.missing:
        return
    words = _("Receivers of this list that the file lacks: %(count)d (%(names)s).")
    names = "、".join(one.name for one in report.missing[:_MOST_NAMED])
    if len(report.missing) > _MOST_NAMED:
        names += "…"
    report.notes.append(words % {"count": len(report.missing), "names": names})


class MetInFile:
    """What a file with ids of its own holds, met row by row, and what it lacks in the end."""

    def __init__(self) -> None:
        self._met = OnDisk()

    def __enter__(self) -> "MetInFile":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._met.__exit__(kind, error, trace)

    def take(self, outside_id: str) -> None:
        """Note that a receiver comes in."""
        self._met[f"id {outside_id}"] = ""

    def refuse(self, outside_id: object, name: object) -> None:
        """Note that a row could not be taken: whom it means is there, as far as it says."""
        self._met[f"refused {outside_id}"] = ""
        self._met[f"named {fold(str(name))}"] = ""

    def lacks(self, one: Received) -> bool:
        """Return whether the file holds a receiver no longer."""
        said = (
            f"id {one.outside_id}",
            f"refused {one.offered_as or one.outside_id}",
            f"named {fold(one.name)}",
        )
        return not any(each in self._met for each in said)

    def tell(self, source: str, report: Report, *, titled: bool) -> list[str]:
        """
        Tell which receivers of a publisher the file lacks, and return their ids; those of the
        publisher's lists, which bear a title, are none of a file without one.
        """
        here = [
            one for one in received_from(source) if not one.closed and (titled or not one.title)
        ]
        tell_missing([one for one in here if self.lacks(one)], report)
        return [one.outside_id for one in report.missing]
