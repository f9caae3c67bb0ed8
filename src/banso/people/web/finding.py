"""The search box, and who may be the same."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.audit.actions import record_read
from banso.kit.asked_in_address import asked_in_address
from banso.kit.eras import PartialDate
from banso.kit.formatting import brief_day, format_day
from banso.kit.numbers import whole_number
from banso.kit.readers.dates import UnreadableDate, parse_birth
from banso.people import queries

SUGGESTED = 7
REASONS = {
    "same_name": _("same name"),
    "variant_name": _("same name in other characters"),
    "same_sound": _("same reading"),
    "swapped": _("surname and given name swapped"),
    "similar_sound": _("similar reading"),
    "similar_name": _("similar name"),
    "part_of_name": _("part of the name"),
    "likely_sound": _("likely the same reading"),
    "same_family": _("same surname"),
    "same_given": _("same given name"),
    "same_birth": _("same date of birth"),
    "near_birth": _("date of birth nearly the same"),
    "same_birth_year": _("same year of birth"),
    "same_place": _("same place"),
    "same_phone": _("same phone"),
    "other_family": _("another surname"),
    "other_given": _("another given name"),
    "other_birth": _("another date of birth"),
    "other_sex": _("another sex"),
    "ledger_number": _("ledger number"),
    "phone": _("phone"),
    "place": _("place"),
}


def with_reasons(hits: list[queries.Hit], viewer: Viewer) -> list[dict[str, object]]:
    """
    Return hits as rows ready to show: reasons in words, birth date where it may be known, the day
    of the last meeting.
    """
    names, last_met = viewer.may(Duty.SEE_NAMES), _("last met %(day)s")
    return [
        {
            "hit": hit,
            "reasons": [str(REASONS[reason]) for reason in hit.reasons],
            "birth": format_day(hit.person.birth) if names and hit.person.birth_year else "",
            "met": str(last_met) % {"day": brief_day(hit.person.last_met_on)}
            if hit.person.last_met_on
            else "",
        }
        for hit in hits
    ]


@require_http_methods(["GET", "POST"])
@door(Duty.SEE_PEOPLE)
@asked_in_address()
def find(request: WorkerRequest) -> HttpResponse:
    """
    Find people and memories. The words travel in the body, for a name must not stand in an address;
    one that does (`?q=`) is not looked for.
    """
    text = request.POST.get("q", "").strip()[:100]
    before = request.POST.get("before", "")
    hits = queries.find_people(request.viewer, text) if text else []
    memories = queries.find_in_memory(
        request.viewer,
        text,
        before=whole_number(before),
    )
    if text:
        seen = [hit.person.pk for hit in hits] + [row.person.pk for row in memories.rows]
        record_read(what="search", people=seen, by=request.viewer)
    last = [] if text else queries.last_opened(request.viewer)
    record_read(what="search", people=[hit.person.pk for hit in last], by=request.viewer)
    context = {
        "last": with_reasons(last, request.viewer),
        "find_text": text,
        "hits": with_reasons(hits, request.viewer),
        "memories": memories.rows,
        "next_cursor": memories.next_cursor,
    }
    return render(request, "people/find.html", context)


@require_POST
@door(Duty.SEE_PEOPLE)
def suggest(request: WorkerRequest) -> HttpResponse:
    """
    Fragment: whom the words typed so far may mean; while nothing is typed, who was opened last. As
    with the search itself, the words travel in the body, and who is shown is traced.
    """
    text = request.POST.get("q", "").strip()[:100]
    if not text:
        hits = queries.last_opened(request.viewer)
    else:
        enough = queries.says_enough(text)
        hits = queries.find_people(request.viewer, text, limit=SUGGESTED) if enough else []
    record_read(what="search", people=[hit.person.pk for hit in hits], by=request.viewer)
    context = {"hits": with_reasons(hits, request.viewer), "typed": text}
    return render(request, "people/_partials/suggested.html", context)


@require_POST
@door(Duty.SEE_NAMES)
def same(request: WorkerRequest) -> HttpResponse:
    """Show who may be the same as somebody being entered, while they are being entered."""
    try:
        birth = parse_birth(request.POST.get("birth", ""), today=request.viewer.today)
    except UnreadableDate:
        birth = PartialDate()
    named = [
        (request.POST.get("called_name", "")[:100], ""),
        (request.POST.get("full_name", "")[:100], request.POST.get("kana", "")[:100]),
    ]
    hits = queries.similar_people(
        request.viewer,
        names=[one for one in named if any(one)],
        birth=birth,
        phone=request.POST.get("contact", "")[:200],
        places=[request.POST.get("place", "")[:200]],
    )
    record_read(what="similar", people=[hit.person.pk for hit in hits], by=request.viewer)
    return render(
        request, "people/_partials/same.html", {"hits": with_reasons(hits, request.viewer)}
    )
