"""What an erasure would do, before anybody says a word: what goes, what stays and why."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Field, Model, QuerySet

from banso.access.viewer import Viewer
from banso.keeping.models import Keeping
from banso.kit.declarations import declared
from banso.kit.models import Line, Prose
from banso.kit.publishing import PublishedTable
from banso.people.merge_rules import merge_rules
from banso.people.models import Person, PersonName
from banso.privacy.models import Erasure
from banso.privacy.queries.belongings import Belongings, belongings_of
from banso.privacy.rules.copying import heading_of
from banso.privacy.rules.erasing import KEPT, Kept, Stays, stays_until

SHORTEST_NAME = 3
MOST_ELSEWHERE = 50


@dataclass(frozen=True, kw_only=True)
class Staying:
    """Rows that stay: why, how many, until when at the latest (None: as their owner says)."""

    why: Stays
    count: int
    until: date | None

    @property
    def reason(self) -> str:
        """Why, in words."""
        return str(Stays.label_of(self.why))


@dataclass
class Plan:
    """
    What becomes of a record: the rows that go, those that stay as they are (`kept`), and those that
    stay without a text because one of these points at them (`emptied`).
    """

    person: Person
    goes: Belongings = field(default_factory=dict)
    kept: Belongings = field(default_factory=dict)
    emptied: Belongings = field(default_factory=dict)
    stays: list[Staying] = field(default_factory=list)
    thins: bool = False

    @property
    def entries(self) -> list[UUID]:
        """The ids of the entries that were this person's."""
        return sorted(self.goes.get(Person, set()) | self.emptied.get(Person, set()), key=str)

    @property
    def rows(self) -> int:
        """How many rows go, or are emptied."""
        return sum(len(keys) for keys in (*self.goes.values(), *self.emptied.values()))

    @property
    def everything(self) -> Belongings:
        """Every row that is theirs."""
        found: Belongings = {}
        for part in (self.goes, self.kept, self.emptied):
            for model, keys in part.items():
                found.setdefault(model, set()).update(keys)
        return found

    @property
    def names_stay(self) -> bool:
        """Whether the law asks for whom it was, of what stays."""
        return not self.thins and any(one.until is not None for one in self.stays)

    def told(self) -> list[tuple[str, int]]:
        """Return how many rows of what go, by what people call it, the most first."""
        named = {one.model: str(one.name) for one in merge_rules() if one.name}
        named["people.Person"] = str(heading_of("people.Person"))
        count: Counter[str] = Counter()
        for model, keys in self.goes.items():
            count[named.get(model._meta.label, "")] += len(keys)
        rest = count.pop("", 0)
        return [*sorted(count.items(), key=lambda one: -one[1]), *([("", rest)] if rest else [])]


def plan_for(person: Person, *, today: date, rules: Iterable[Kept] = KEPT) -> Plan:
    """Return what an erasure of a person's record would do today."""
    found = belongings_of(person)
    plan = Plan(person)
    for rule in rules:
        _keep(plan, rule, found, today)
    plan.emptied = _pointed_at(plan.kept, found)
    return _rest_goes(plan, found)


def thinning_of(person: Person, *, today: date) -> Plan:
    """
    Return what thinning a record would do today: rows that figures are made of stay, with codes,
    numbers and days and no text; everything else goes.
    """
    found = belongings_of(person)
    plan = Plan(person, thins=True)
    for rule in KEPT:
        _keep(plan, rule, found, today)
    counted = {apps.get_model(one.model) for one in declared(PublishedTable)}
    codes = {
        model: keys - plan.kept.get(model, set())
        for model, keys in found.items()
        if model in counted
    }
    both = {model: codes.get(model, set()) | plan.kept.get(model, set()) for model in found}
    plan.emptied = _pointed_at(both, found)
    for model, keys in codes.items():
        plan.emptied.setdefault(model, set()).update(keys)
    return _rest_goes(plan, found)


def _rest_goes(plan: Plan, found: Belongings) -> Plan:
    for model, keys in found.items():
        left = keys - plan.kept.get(model, set()) - plan.emptied.get(model, set())
        if left:
            plan.goes[model] = left
    return plan


def _keep(plan: Plan, rule: Kept, found: Belongings, today: date) -> None:
    count, last = 0, None
    for label, ends in rule.rows:
        model: type[Model] = apps.get_model(label)
        rows = model._default_manager.filter(pk__in=found.get(model, set()))
        for key, day in rows.values_list("pk", ends or "pk"):
            until = stays_until(day or today, rule.months) if ends else None
            if until is not None and until < today:
                continue
            plan.kept.setdefault(model, set()).add(key)
            count += 1
            last = max(filter(None, (last, until)), default=None)
    if count:
        plan.stays.append(Staying(why=rule.why, count=count, until=last))


def _pointed_at(kept: Belongings, found: Belongings) -> Belongings:
    """Return the rows of a record at which rows that stay point, and those at which these do."""
    emptied: Belongings = {}
    fresh = {model: set(keys) for model, keys in kept.items()}
    while fresh:
        following: Belongings = {}
        for model, keys in fresh.items():
            for one in _leading(model, found):
                rows = model._default_manager.filter(pk__in=keys)
                there: Any = one.related_model
                new = set(rows.values_list(one.attname, flat=True)) & found[there]
                new -= kept.get(there, set()) | emptied.get(there, set())
                if new:
                    emptied.setdefault(there, set()).update(new)
                    following.setdefault(there, set()).update(new)
        fresh = following
    return emptied


def _leading(model: type[Model], found: Belongings) -> list["Field[Any, Any]"]:
    return [one for one in model._meta.concrete_fields if one.related_model in found]


def still_in_keeping(plan: Plan) -> QuerySet[Keeping]:
    """Return what is kept for a person still, money or things: until it ends nothing is erased."""
    return Keeping.objects.filter(person__in=plan.entries, ended_on=None).order_by("number")


def named_elsewhere(plan: Plan, viewer: Viewer) -> Mapping[str, int]:
    """
    Return in how many rows of others the names of a person stand, by what people call them: no key
    leads there, so that somebody has to look. Names of two letters are in too many words.
    """
    names = {plan.person.called_name}
    rows = PersonName.objects.filter(person__in=plan.entries)
    names |= set(rows.values_list("text", flat=True))
    long = [one for one in names if len(one.strip()) >= SHORTEST_NAME]
    theirs = plan.everything
    found: dict[str, int] = {}
    named = {one.model: str(one.name) for one in merge_rules() if one.name}
    for model in apps.get_models():
        own = any(one.name == "agency" for one in model._meta.concrete_fields)
        texts = [one for one in model._meta.concrete_fields if isinstance(one, Line | Prose)]
        if not own or not texts:
            continue
        keys: set[Any] = set()
        of_agency = model._default_manager.filter(agency=viewer.agency_id)
        for one in texts:
            for name in long:
                rows_with = of_agency.filter(**{f"{one.name}__contains": name})
                keys |= set(rows_with.values_list("pk", flat=True)[:MOST_ELSEWHERE])
        keys -= theirs.get(model, set())
        if keys:
            label = named.get(model._meta.label) or str(model._meta.verbose_name)
            found[label] = found.get(label, 0) + len(keys)
    return found


def stayed(erasure: Erasure) -> list[Staying]:
    """Return what stayed when something was erased."""
    return [
        Staying(
            why=Stays(one["why"]),
            count=one["rows"],
            until=date.fromisoformat(one["until"]) if one["until"] else None,
        )
        for one in erasure.kept
    ]
