"""Who may have been entered twice, over the whole home: looked at by somebody, pair by pair."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.audit.actions import record_read
from banso.kit.formatting import brief_day, brief_month, format_day
from banso.people import actions, queries
from banso.people.rules import Ledger, NameKind, Sex
from banso.people.web.finding import REASONS, with_reasons

COMING = 6
LAST_MEETINGS = 3
_LINES = {
    "names": gettext_lazy("Names"),
    "birth": gettext_lazy("Date of birth"),
    "sex": gettext_lazy("Sex"),
    "places": gettext_lazy("Where the person is found"),
    "ledgers": gettext_lazy("Ledgers"),
    "met": gettext_lazy("Last met"),
    "memory": gettext_lazy("Last remembered"),
}


@door(Duty.MERGE_PEOPLE, Duty.SEE_NAMES)
def doubles(request: WorkerRequest) -> HttpResponse:
    """
    Show the surest pair side by side, with what speaks for one person and what against, then those
    that come after it, and those the person will be asked about.
    """
    viewer = request.viewer
    found = queries.doubles(viewer, limit=1 + COMING)
    asking, later = queries.doubles_to_ask(viewer), queries.doubles_put_off(viewer)
    every = (*found, *asking, *later)
    shown = [one.person.pk for pair in every for one in (pair.one, pair.other)]
    record_read(what="similar", people=shown, by=viewer)
    pairs = [_pair(pair, viewer) for pair in found]
    context = {
        "pair": pairs[0] if pairs else None,
        "lines": _beside_each_other(found[0], viewer) if found else [],
        "coming": pairs[1:],
        "asking": [_pair(pair, viewer) for pair in asking],
        "later": [_pair(pair, viewer) for pair in later],
    }
    return render(request, "people/doubles.html", context)


@door(Duty.MANAGE_AGENCY)
def looking_well(request: WorkerRequest) -> HttpResponse:
    """Show how well doubles are found here, month by month, and how many proposals were right."""
    well = queries.looking_well(request.viewer)
    months = [(brief_month(one.first), one) for one in well.months]
    return render(request, "people/looking_well.html", {"well": well, "months": months})


@door(Duty.MANAGE_AGENCY)
def on_desk(request: WorkerRequest) -> HttpResponse:
    """Fragment of the desk: how many pairs wait for somebody, and whether they became worse."""
    look = queries.last_look(request.viewer)
    many = look.waiting if look else 0
    said = ngettext("%(n)d pair may be one person", "%(n)d pairs may be one person", many)
    context = {"look": look, "said": said % {"n": many}}
    return render(request, "people/_partials/doubles_on_desk.html", context)


@require_POST
@door(Duty.MERGE_PEOPLE)
def apart(request: WorkerRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    """Remember that these are two people, and go on with the next pair."""
    actions.say_never_same(one_id=person_id, other_id=other_id, reason="", by=request.viewer)
    messages.success(
        request, _("Noted: these are two different people. Nobody will be asked again.")
    )
    return redirect("people:doubles")


@require_POST
@door(Duty.MERGE_PEOPLE)
def put_off(request: WorkerRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    """Put the pair off for a month, and go on with the next."""
    actions.put_off_double(one_id=person_id, other_id=other_id, by=request.viewer)
    messages.success(request, _("Put off: this pair comes again in a month."))
    return redirect("people:doubles")


@require_POST
@door(Duty.MERGE_PEOPLE)
def ask(request: WorkerRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    """Note that the person will be asked, and go on with the next pair."""
    actions.ask_about_double(one_id=person_id, other_id=other_id, by=request.viewer)
    messages.success(
        request, _("Noted: the person will be asked. It stands on the card of both until then.")
    )
    return redirect("people:doubles")


def _pair(pair: queries.Double, viewer: Viewer) -> dict[str, object]:
    one, other = with_reasons([pair.one, pair.other], viewer)
    return {
        "one": one,
        "other": other,
        "living": not (pair.one.person.has_died or pair.other.person.has_died),
        "speaks_for": [str(REASONS[reason]) for reason in pair.speaks_for],
        "speaks_against": [str(REASONS[reason]) for reason in pair.speaks_against],
    }


def _beside_each_other(
    pair: queries.Double, viewer: Viewer
) -> list[tuple[str, list[str], list[str]]]:
    """Return line by line what is known of both, where anything is known of either."""
    people = [pair.one.person.pk, pair.other.person.pk]
    told = _memories(people, viewer)
    one, other = (_known_of(pk, viewer) | {"memory": told.get(pk, [])} for pk in people)
    return [
        (str(label), one[code], other[code])
        for code, label in _LINES.items()
        if one[code] or other[code]
    ]


def _known_of(person_id: UUID, viewer: Viewer) -> dict[str, list[str]]:
    person = queries.person_seen(viewer, person_id)
    names = queries.names_of(person, viewer)
    entries = queries.entries_of(person)
    return {
        "names": [_name(name.text, name.kana, name.kind) for name in names],
        "birth": [format_day(person.birth)] if person.birth_year else [],
        "sex": [str(Sex.label_of(person.sex))] if person.sex else [],
        "places": [one.place for one in queries.places_of(person, viewer)][:LAST_MEETINGS],
        "ledgers": [f"{Ledger.label_of(one.ledger)} {brief_day(one.opened_on)}" for one in entries],
        "met": [brief_day(person.last_met_on)] if person.last_met_on else [],
    }


def _name(text: str, kana: str, kind: str) -> str:
    read = f"（{kana}）" if kana and kana != text else ""
    return f"{text}{read} {NameKind.label_of(kind)}"


def _memories(people: list[UUID], viewer: Viewer) -> dict[UUID, list[str]]:
    """Return the newest things remembered of each, by their titles, as far as this viewer may."""
    read = queries.newest_memory_of(people, viewer, each=LAST_MEETINGS)
    record_read(what="memory", people=[one.person_id for one in read], by=viewer)
    told: dict[UUID, list[str]] = {}
    for one in read:
        told.setdefault(one.person_id, []).append(f"{brief_day(one.at)} {one.title}")
    return told
