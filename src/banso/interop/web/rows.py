"""The rows of a ledger on screen: what becomes of each, whom it may mean, what can be mended."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy

from banso.access.viewer import WorkerRequest
from banso.interop import uploads
from banso.interop.ledger_values import FIELD_LABELS
from banso.interop.rules import LAST_ROW, Report, RowSaid
from banso.kit.numbers import whole_number
from banso.people.web.finding import REASONS

MOST_ASKED = 100
MOST_SHOWN = 300
BECAME = {
    "new": gettext_lazy("New"),
    "changed": gettext_lazy("Brought up to date"),
    "unchanged": gettext_lazy("As it was"),
    "asked": gettext_lazy("Waits for an answer"),
    "refused": gettext_lazy("Not taken"),
    "left": gettext_lazy("Left out"),
    "closed": gettext_lazy("Not taken"),
}


@dataclass(frozen=True)
class AlikeShown:
    """Somebody whom a row may mean, with the reasons in words."""

    answer: str
    name: str
    lines: tuple[str, ...]
    reasons: list[str]
    person_id: UUID | None


@dataclass(frozen=True)
class Mistake:
    """A cell that can be mended."""

    name: str
    label: Any
    text: str
    reason: str


@dataclass(frozen=True)
class RowShown:
    """A row as it is shown."""

    said: RowSaid
    became: Any
    cells: list[tuple[Any, str]]
    alike: list[AlikeShown]
    mistakes: list[Mistake]

    @property
    def open(self) -> bool:
        """Whether somebody may say or mend something here."""
        return bool(self.mistakes or self.alike or self.said.answer)


@dataclass
class RowsShown:
    """The rows about which something may be said, and the others; how many more there are."""

    open: list[RowShown] = field(default_factory=list)
    others: list[RowShown] = field(default_factory=list)
    more: int = 0


def rows_shown(report: Report) -> RowsShown:
    """Return the rows of a report as they are shown, those that wait first."""
    shown = RowsShown()
    for said in report.rows:
        row = _shown(said)
        if row.open and len(shown.open) < MOST_ASKED:
            shown.open.append(row)
        elif len(shown.others) < MOST_SHOWN:
            shown.others.append(row)
        else:
            shown.more += 1
    return shown


def _shown(said: RowSaid) -> RowShown:
    mistakes = {
        name: Mistake(name, FIELD_LABELS.get(name, name), said.typed.get(name, ""), reason)
        for name, reason in said.mistakes
        if name in FIELD_LABELS and name != "keep"
    }
    alike = [
        AlikeShown(
            one.answer,
            one.name,
            one.lines,
            [str(REASONS[reason]) for reason in one.reasons if reason in REASONS],
            one.person_id,
        )
        for one in said.alike
    ]
    cells = [(FIELD_LABELS[name], text) for name, text in said.typed.items() if text]
    return RowShown(said, BECAME[said.became], cells, alike, list(mistakes.values()))


def said_of_rows(
    request: WorkerRequest, upload_id: UUID
) -> tuple[dict[int, str], dict[int, dict[str, str]]]:
    """
    Return what was answered and mended, by row: what was said before together with what is said
    now.
    """
    kept = uploads.kept_beside(upload_id, request.viewer)
    answers = {int(row): text for row, text in kept.get("answers", {}).items()}
    mended = {int(row): dict(cells) for row, cells in kept.get("mended", {}).items()}
    for name, value in request.POST.items():
        what, _sep, rest = name.partition("-")
        number, _sep, column = rest.partition("-")
        row = whole_number(number, most=LAST_ROW)
        if row is None:
            continue
        if what == "who":
            answers[row] = str(value)[:60]
        elif what == "mend" and column in FIELD_LABELS:
            mended.setdefault(row, {})[column] = str(value).replace("\0", "").strip()
    uploads.keep_beside(upload_id, {"answers": answers, "mended": mended}, request.viewer)
    return answers, mended
