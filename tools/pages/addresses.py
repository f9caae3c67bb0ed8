"""
Every address that answers a GET, filled with what stands in a demo home: run in that home, it
prints them as JSON, each with whoever opens it and the paths to try, the fullest first.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import product
from typing import Any

HERO = "ハルさん"
MOST = 6  # rows of a kind that are tried before an address counts as one that nothing opens
MANAGER, GUEST, DECIDER, OFFICE, NOBODY = "manager", "florist", "chair", "secretariat", ""
# What a name in an address stands for, where it is not said by the model's own name.
ROWS = {
    "keeping_id": "keeping.Keeping",
    "conference_id": "conferences.Conference",
    "course_id": "training.Course",
    "difference_id": "interop.ImportDifference",
    "goal_id": "planning.PersonalGoal",
    "group_id": "insight.OutsideGroup",
    "hand_over_id": "ties.HandOver",
    "heavy_id": "training.HeavyWalk",
    "incident_id": "resources.ServiceIncident",
    "check_id": "resources.ServiceCheck",
    "item_id": "conferences.AgendaItem",
    "no_id": "people.NeverSeenBy",
    "note_id": "companionship.ContactNote",
    "plan_id": "planning.SupportPlan",
    "round_id": "intake.OutreachRound",
    "run_id": "interop.ImportRun",
}
WORDS = {
    "chapter": ("first-week",),
    "code": ("support", "in_ledger", "isolation"),
    "days": ("182",),
    "domain": ("work",),
    "figure": ("all", "open", "alone", "people", "needed"),
    "form": ("write_note",),
    "group": ("kept",),
    "item": ("alone", "needed"),
    "kind": ("html", "place"),
    "ledger": ("outreach",),
    "line": ("news",),
    "month": ("this",),
    "paper": ("face",),
    "after": ("renewal", "told", "stop"),
    "period": ("m3", "now"),
    "record_kind": ("met",),
    "room": ("companionship",),
    "section": ("money", "hardships"),
    "sensitivity": ("plain",),
    "sheet": ("support",),
    "to": ("agreed", "spoke", "accepted", "came", "declined", "settled", "asked", "led", "look"),
}
# Files: what is asked for is their kind, never a page.
FILES = {
    "findings/behind/": ("before",),
    "figure.": ("csv",),
    "/file.": ("csv",),
    "/file/": ("list.csv",),
    "list.": ("csv",),
}
# Pages whose fields or lists are asked for beside the address; `{year}` is the fiscal year.
ASKED = {
    "findings/behind/<slug:figure>/": ("?code=isolation&item=needed",),
    "intake/new/": ("?called_name=なべ",),
    "reports/<slug:code>/behind/": tuple(
        f"?year={{year}}&line=consultations&period={{year}}{month}" for month in ("", "04", "11")
    ),
    "trends/<slug:code>/behind/": ("?period={year}",),
}


# Pages that look otherwise with other words in their address or behind it.
_SHEET = "plans/<uuid:plan_id>/sheets/<slug:sheet>.<slug:kind>"
_SPHERE = "people/<uuid:person_id>/sphere/"
ALSO: tuple[tuple[str, dict[str, str], str], ...] = (
    ("assessments/<uuid:assessment_id>/parts/<slug:section>/", {"section": "hardships"}, ""),
    (_SHEET, {"sheet": "personal", "kind": "html"}, "?furigana=1"),
    (_SHEET, {"sheet": "application", "kind": "html"}, ""),
    *((_SPHERE, {}, f"?view={view}") for view in ("rings", "bonds", "ecomap", "genogram")),
)


def fiscal_year() -> int:
    """Return the fiscal year of today."""
    from django.utils import timezone

    today = timezone.localdate()
    return today.year - (today.month < 4)


@dataclass(frozen=True)
class Address:
    """An address: how it is written, who opens it, and the paths to try."""

    route: str
    who: str
    paths: tuple[str, ...]


def methods_of(view: Callable[..., Any] | None) -> list[str] | None:
    """Return the ways in which a view lets itself be asked, None where it does not say."""
    while view is not None:
        free = view.__code__.co_freevars
        if "request_method_list" in free and view.__closure__:
            found: list[str] = view.__closure__[free.index("request_method_list")].cell_contents
            return found
        view = getattr(view, "__wrapped__", None)
    return None


def routes() -> Iterator[tuple[str, Any]]:
    """Yield every address that a GET may open, with its view."""
    from django.urls import URLPattern, URLResolver, get_resolver

    def below(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, Any]]:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLResolver):
                yield from below(entry, prefix + str(entry.pattern))
            elif isinstance(entry, URLPattern):
                yield prefix + str(entry.pattern), entry.callback

    for route, view in below(get_resolver(), ""):
        ways = methods_of(view)
        of_programs = view.door == "key"  # answers with data, to a key
        if view.__name__ != "closed" and not of_programs and (ways is None or "GET" in ways):
            yield route, view


def who_opens(route: str, view: Any) -> str:
    """Return the sign-in of whoever opens an address in the demo."""
    if view.door == "guest":
        return DECIDER if route.startswith(("decide/", "guest/decisions/")) else GUEST
    if view.door == "open":
        return NOBODY
    return OFFICE if route.startswith("decision-body/") else MANAGER


def filled_in(route: str, at: dict[str, Any]) -> str:
    """Return the path of an address whose places are filled."""
    return "/" + re.sub(r"<\w+:(\w+)>", lambda found: str(at[found[1]]), route)


class Filled:
    """The rows of a home by what stands for them in an address."""

    def __init__(self) -> None:
        from django.apps import apps

        self.models = {
            model._meta.model_name: model
            for app in apps.get_app_configs()
            if app.name.startswith("banso.")
            for model in app.get_models()
        }
        self.by_label = {model._meta.label: model for model in apps.get_models()}
        self.hero = self.by_label["people.Person"]._default_manager.get(called_name=HERO)

    def _model(self, route: str, name: str) -> Any:
        if name == "entry_id":
            return self.by_label[
                "people.TimelineEntry" if route.startswith("memory/") else "people.LedgerEntry"
            ]
        if name == "seat_id":
            return self.by_label[
                "decisions.BodyMember" if route.startswith("decision-body/") else "conferences.Seat"
            ]
        if name == "hours_id":
            return self.by_label["training.WorkHours"]
        return (
            self.by_label[ROWS[name]]
            if name in ROWS
            else self.models.get(name.removesuffix("_id").replace("_", ""))
        )

    def rows(self, route: str, name: str) -> list[Any]:
        """Return rows that may stand in an address: the hero's first, then the newest."""
        model = self._model(route, name)
        if model is None:
            return []
        every = model._default_manager.order_by("-pk")
        if model is type(self.hero):
            return [self.hero, *every.exclude(pk=self.hero.pk)[: MOST - 1]]
        fields = {one.name for one in model._meta.get_fields()}
        own = list(every.filter(person=self.hero)[:MOST]) if "person" in fields else []
        return [*own, *every.exclude(pk__in=[one.pk for one in own])[:MOST]][:MOST]

    def _beside(self, route: str, row: Any) -> list[dict[str, Any]]:
        """Return what else stands in an address that asks for a row and for another one of it."""
        if "<uuid:other_id>" in route:
            model, same = type(row), {}
            if hasattr(row, "person_id"):
                same = {"person_id": row.person_id}
            others = model._default_manager.filter(**same).exclude(pk=row.pk).order_by("pk")
            return [{"other_id": one.pk} for one in others[:2]]
        return [{}]

    def address(
        self, route: str, view: Any, also: dict[str, str] | None = None, beside: str = ""
    ) -> Address:
        """Return an address with the paths to try, with other words than the usual ones."""
        names = re.findall(r"<(\w+):(\w+)>", route)
        ids = [name for kind, name in names if kind == "uuid" and name != "other_id"]
        words = [name for kind, name in names if kind != "uuid"]
        places: list[dict[str, Any]] = [{}]
        if len(ids) == 1:
            places = [
                {ids[0]: row.pk} | more
                for row in self.rows(route, ids[0])
                for more in self._beside(route, row)
            ]
        elif len(ids) == 2:
            places = self._pairs(route, *ids)
        own = next((found for part, found in FILES.items() if part in route), None)
        offered = [
            own if own and one in ("kind", "figure") else WORDS.get(one, ()) for one in words
        ]
        said = [dict(zip(words, one, strict=True)) for one in product(*offered)]
        said = [also] if also else said
        paths = tuple(
            filled_in(route, {**place, **word}) + asked.format(year=fiscal_year())
            for word in said
            for place in places
            for asked in ASKED.get(route, (beside,))
        )
        return Address(route, who_opens(route, view), paths)

    def _pairs(self, route: str, first: str, second: str) -> list[dict[str, Any]]:
        """Return rows with the rows they belong to."""
        found = []
        for row in self.rows(route, second):
            above = getattr(row, first, None)
            if second == "goal_id":
                above = row.personal.plan_id
            if above is not None:
                found.append({first: above, second: row.pk})
        return found


def tell(*, whole: bool = True) -> None:
    """
    Print every address that a GET may open, as JSON; unless it is the whole, without making what
    somebody else in the home would meet.
    """
    from tools.pages.preparing import OPENER, prepare

    filled = Filled()
    told = prepare(filled.hero.pk, MANAGER, whole=whole)
    filled = Filled()
    found = []
    for route, view in routes():
        who = OPENER if route.startswith("in-danger/") else who_opens(route, view)
        found.append(
            Address(route, who, (told[route],)) if route in told else filled.address(route, view)
        )
        found += [
            filled.address(route, view, words, beside)
            for other, words, beside in ALSO
            if other == route
        ]
    sys.stdout.write(json.dumps([asdict(one) for one in found], ensure_ascii=False) + "\n")
