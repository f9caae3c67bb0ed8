"""The timeline, and what is known now beside it."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.kit.declarations import declared_by_code
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.people import actions, queries
from banso.people.memory_kinds import MemoryKind, memory_kinds
from banso.people.memory_links import links_beside
from banso.people.rules import Ledger, Sensitivity
from banso.people.web.forms import CorrectionForm
from banso.people.web.person import page_of_person

# What somebody wrote down; what a step of the work left behind is corrected there.
# On the person's page the newest come first, and the rest when asked for.
# On a phone the rest of them opens by one tap.
FIRST, PAGE, AT_ONCE = 8, 30, 2
CORRECTABLE = ("note", "letter", "encounter", "intake")


@door(Duty.SEE_MEMORY)
def timeline(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """One timeline over all ledgers and years, a page at a time."""
    person = queries.person_seen(request.viewer, person_id)
    kinds = memory_kinds()
    chosen = {name: request.GET.get(name, "") for name in ("kind", "ledger", "pillar")}
    page = queries.memory_of(
        person,
        request.viewer,
        kind=chosen["kind"] if chosen["kind"] in kinds else "",
        ledger=chosen["ledger"] if chosen["ledger"] in set(Ledger) else "",
        pillar=chosen["pillar"],
        cursor=request.GET.get("after", ""),
        size=PAGE if request.GET else FIRST,
    )
    if not request.GET.get("after"):
        record_read(what="memory", people=[person.pk], by=request.viewer)
    beside = links_beside(page.rows, request.viewer)
    entries = [
        {
            "entry": entry,
            "links": beside.get(entry.source_id, []) if entry.source_id else [],
            "ledger": Ledger.label_of(entry.ledger),
            "about": Sensitivity.label_of(entry.sensitivity)
            if entry.sensitivity != "plain"
            else "",
            "is_correctable": entry.kind in CORRECTABLE,
            "undo": _undo_of(entry, request),
        }
        for entry in page.rows
    ]
    context = {
        "person": person,
        "entries": _folded(entries),
        "next_cursor": page.next_cursor,
        "chosen": chosen,
        "filtered": any(chosen.values()),
        "kinds": kinds.items(),
        "ledgers": Ledger.choices,
        "at_once": "" if request.GET else AT_ONCE,
    }
    more = request.GET.get("after") and request.htmx
    return render(
        request,
        "people/_partials/entries.html" if more else "people/_partials/timeline.html",
        context,
    )


def _folded(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """
    Return the rows with what the steps of the work left in one minute, of one kind and by one hand,
    behind the first of it; what somebody wrote stands for itself.
    """
    shown = []
    for _key, found in groupby(rows, key=_at_once):
        first, *others = found
        said = ngettext("%(n)d more of that moment", "%(n)d more of that moment", len(others))
        shown.append({**first, "others": others, "others_said": said % {"n": len(others)}})
    return shown


def _at_once(row: dict[str, Any]) -> tuple[Any, ...]:
    entry = row["entry"]
    if row["is_correctable"]:
        return (entry.pk,)
    return entry.kind, entry.author_id, entry.at.replace(second=0, microsecond=0)


def _undo_of(entry: Any, request: WorkerRequest) -> str:
    """Return where a memory is taken back by whoever wrote it today; nothing where it can't be."""
    kind = declared_by_code(MemoryKind).get(entry.kind)
    if kind is None or not kind.undo or entry.taken_back_at or entry.source_id is None:
        return ""
    mine = entry.author_id == request.viewer.member_id
    today = timezone.localtime(entry.created_at).date() == request.viewer.today
    return reverse(kind.undo, args=[entry.source_id]) if mine and today else ""


@door(Duty.SEE_NAMES)
def known(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """What is known now, by ledger entry, with where inherited values came from."""
    person = queries.person_seen(request.viewer, person_id)
    rows = [
        {"entry": entry, "label": Ledger.label_of(entry.ledger), "known": values}
        for entry, values in queries.known_now(person, request.viewer)
    ]
    record_read(what="known", people=[person.pk], by=request.viewer)
    return render(
        request,
        "people/_partials/known.html",
        {"person": person, "rows": rows, "merges": queries.merges_of(person, request.viewer)},
    )


def _texts_kept(row: Any) -> list[tuple[Any, str]]:
    """Return the texts of a memory as they are kept now, under their labels."""
    return [
        (gettext_lazy("Heading"), row.title),
        (gettext_lazy("What happened (facts)"), row.fact),
        (gettext_lazy("The person’s words"), row.words),
        (gettext_lazy("The worker’s view"), row.view),
    ]


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def correct(request: WorkerRequest, entry_id: UUID) -> HttpResponse:
    """Correct a memory; the old text stays."""
    entry = queries.memory_entry(request.viewer, entry_id)
    initial = {
        name: getattr(entry, name) for name in ("title", "fact", "words", "view", "sensitivity")
    }

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        actions.correct_memory(entry_id=entry.pk, by=request.viewer, **typed)
        return page_of_person(entry.person_id)

    page = FormPage(
        _("Correct a memory"),
        about=entry.person_id,
        context={"back_url": page_of_person(entry.person_id)},
        draft_key=f"correct:{entry.pk}",
        initial=initial,
        theirs=_texts_kept,
    )
    return answer_form(request, CorrectionForm, page, act)


@door(Duty.SEE_MEMORY)
def history(request: WorkerRequest, entry_id: UUID) -> HttpResponse:
    """An entry and all it replaced."""
    entry = queries.memory_entry(request.viewer, entry_id)
    record_read(what="memory", people=[entry.person_id], by=request.viewer)
    return render(
        request,
        "people/history.html",
        {
            "entry": entry,
            "revisions": queries.history_of(entry, request.viewer),
            "back_url": page_of_person(entry.person_id),
        },
    )
