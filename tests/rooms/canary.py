"""
A home in which every text that people type carries a token of its own, and what somebody may see of
them: for walks over every address.

A token is put into each text as it is written, whatever the model: a new text field has one by
itself. Which row and field it stands for is kept beside; who may read it says the rule that the
room declares (`access.text_rules`), never a list of pages.
"""

import io
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.http.response import HttpResponseBase
from django.utils import timezone

from banso.access.text_rules import TextRule, may_read, text_rule
from banso.access.viewer import Viewer
from banso.assessment.actions import write_part
from banso.assessment.models import AssessmentPart
from banso.conferences.actions import (
    NewConference,
    NewLine,
    add_item,
    call_conference,
    hand_out,
    set_attendance,
    write_minute,
)
from banso.conferences.models import Conference, Paper, Seat
from banso.conferences.rules import Kind
from banso.consent.models import Opening
from banso.insight.declared import person_columns
from banso.interop.models import ImportDifference, ImportRun
from banso.kit import models as kit_models
from banso.kit.declarations import declared
from banso.kit.ids import new_id
from banso.kit.models import Line, Prose, Values
from banso.kit.my_number import refuse_my_number
from banso.kit.sheets import Sheet
from banso.kit.sheets.pdf import _plain
from banso.people.actions import NewPerson, enter_person, merge_people, say_never_same
from banso.people.ledger_fields import LEDGER_FIELDS
from banso.people.models import Caution, LedgerEntry, Person, TimelineEntry
from banso.people.queries import people_seen_by
from banso.people.queries.ledgers import readable_fields
from banso.people.rules import CautionKind, Sensitivity, readable
from banso.people.web.ledger_list import columns_of
from banso.planning.actions import save_cell
from tests.conftest import Cast
from tests.rooms.test_doors import Home
from tests.seconded import seated

TOKEN = re.compile("栞[0-9A-Z]{3}")
DIGITS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
# What is compared word by word elsewhere, or numbered by the house: it stays as it was typed.
COMPARED = {
    ("access.Agency", "name"),
    ("access.Guest", "organisation"),
    ("conferences.Seat", "organisation"),
    ("consent.Consent", "recipient"),
    ("consent.Provision", "recipient"),
    ("decisions.Body", "sign"),
    ("decisions.Decision", "number"),
    ("intake.OutreachRound", "course"),
    ("people.LedgerEntry", "number"),
    ("sharing.House", "name"),
    ("surveys.Instrument", "body"),
}


def typed_fields(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """Return the fields of a model into which people type."""
    return [one for one in model._meta.concrete_fields if isinstance(one, Line | Prose | Values)]


def models_with_texts() -> list[type[models.Model]]:
    """Return the models that keep what people typed."""
    return [model for model in apps.get_models() if typed_fields(model)]


@dataclass
class Tokens:
    """The tokens of a home: for each, the row and the field it stands in."""

    places: dict[str, tuple[str, Any, str]] = field(default_factory=dict)
    _of: dict[tuple[str, Any, str], str] = field(default_factory=dict)
    fills: bool = False  # whether a text that was left out is filled in too

    def of(self, label: str, key: Any, name: str) -> str:
        """Return the token of a place."""
        place = (label, key, name)
        if place not in self._of:
            number, made = len(self._of), ""
            for _digit in range(3):
                number, digit = divmod(number, len(DIGITS))
                made = DIGITS[digit] + made
            self._of[place] = token = f"栞{made}"
            self.places[token] = place
        return self._of[place]

    def drop(self, token: str) -> None:
        """Forget a token that could not be put anywhere; its number is not given again."""
        del self.places[token]

    def put(self, row: models.Model, one: "models.Field[Any, Any]") -> None:
        """Put the token of a text into it."""
        label, value = row._meta.label, getattr(row, one.attname)
        if (label, one.name) in COMPARED or not isinstance(value, str | dict | list):
            return
        if not value and not self.fills:
            return
        if isinstance(one, Values):
            setattr(row, one.attname, self._in_words(label, row.pk, one.name, value))
            return
        token = self.of(label, row.pk, one.name)
        if token not in str(value):
            most = one.max_length
            kept = str(value)[: most - len(token)] if most else str(value)
            setattr(row, one.attname, kept + token)

    def _in_words(self, label: str, key: Any, path: str, value: Any) -> Any:
        """Return values with a token in everything that is no code; codes are ASCII."""
        if isinstance(value, dict):
            return {
                name: self._in_words(label, key, f"{path}.{name}", part)
                for name, part in value.items()
            }
        if isinstance(value, list):
            return [self._in_words(label, key, path, part) for part in value]
        if isinstance(value, str) and not value.isascii() and not TOKEN.search(value):
            return value + self.of(label, key, path)
        return value

    @contextmanager
    def planted(self) -> Iterator[None]:
        """Put a token into every text that is written meanwhile."""
        tokens = self

        def pre_save(self: Any, model_instance: models.Model, add: bool) -> Any:
            tokens.put(model_instance, self)
            value = getattr(model_instance, self.attname)
            refuse_my_number(value)
            return value

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(kit_models._Guarded, "pre_save", pre_save)
            yield


def text_of(answer: HttpResponseBase) -> str:
    """Return all that an answer says, of an Excel file all that stands in it."""
    body = (
        b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        if answer.streaming
        else answer.content  # type: ignore[attr-defined]
    )
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    return bytes(body).decode(errors="replace") + str(answer.headers)


def plain_pdf(sheet: Sheet) -> bytes:
    """Return what a sheet says, in place of its PDF: setting it takes long and changes no word."""
    return _plain(sheet, ()).encode()


def plain_chart(chart: Any, title: str) -> str:
    """Return what a chart says, in place of its drawing."""
    return title + json.dumps(chart.to_dict(), ensure_ascii=False, default=str)


# What is kept in lines, of rows that are made here: a line that everybody reads who reads the row.
LINES = {"planning.Agreement": {"shown": [{"part": "例の題", "text": "例の文"}]}}


class CanaryHome(Home):
    """
    The small home, with a token in every text, a row for each thing a text can speak of, and people
    off the path: hidden, merged away, dead, nameless, never met.
    """

    snapshots: Path

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.tokens = Tokens()
        self.more: dict[str, list[UUID]] = defaultdict(list)
        self.not_made: list[str] = []
        with self.tokens.planted():
            super().__init__(cast)
            self._declared_fields(cast)
            self._cells()
            seated(self.office, name="例 法子", organisation="見本大学", is_chair=True)
            say_never_same(
                one_id=self.person.pk, other_id=self.other.pk, reason="別の方", by=cast.outreach
            )
            self._people(cast)
            self._one_of_everything()
            self._of_each_kind()
            self._of_somebody_hidden()
            self._differences()
            self.at_sealed = sealed(cast)
        self._fill_in()

    def _people(self, cast: Cast) -> None:
        by = cast.outreach
        made = {
            "hidden": NewPerson(called_name="伏せた方", restricted=True),
            "away": NewPerson(called_name="合わせた方"),
            "dead": NewPerson(called_name="亡くなった方"),
            "nameless": NewPerson(called_name="駅の青い帽子の方"),
            "never met": NewPerson(called_name="会っていない方"),
        }
        self.odd = {
            name: enter_person(person=person, by=cast.manager if name == "hidden" else by)
            for name, person in made.items()
        }
        into = enter_person(person=NewPerson(called_name="合わせた先"), by=by)
        merge_people(kept_id=into.pk, gone_id=self.odd["away"].pk, reason="同じ", by=by)
        self.die(self.odd["dead"], cast)

    def _declared_fields(self, cast: Cast) -> None:
        """Write something into every declared field and item that takes words."""
        self.entry.values = {
            one.code: "ことば"
            for one in LEDGER_FIELDS[self.entry.ledger]
            if one.kind in ("line", "prose")
        }
        self.entry.save()
        form = self.assessment.instrument.form
        for section in form.sections:
            write_part(
                assessment_id=self.assessment.pk,
                section=section.code,
                changes={one.code: {"words": "ことば"} for one in section.items},
                version=None,
                by=cast.manager,
            )

    def _cells(self) -> None:
        """Write into the plan what is open, and of each thing that is closed to some."""
        for sensitivity in Sensitivity:
            save_cell(
                plan_id=self.plan.pk,
                domain="work",
                period="now",
                sensitivity=sensitivity,
                version=None,
                content="ことば",
                by=self.cast.manager,
            )

    def _differences(self) -> None:
        """Let a file say something else of an entry, open to some and closed to others."""
        run = ImportRun.objects.create(
            agency=self.cast.agency, kind="ledger", by_id=self.cast.manager.member_id
        )
        for person in (self.person, self.odd["hidden"]):
            ImportDifference.objects.create(
                agency=self.cast.agency,
                run=run,
                person=person,
                kind="person",
                row_id=person.pk,
                field="own_words",
                here="前の言葉",
                file="後の言葉",
            )

    def die(self, person: Person, cast: Cast) -> None:
        """Let somebody have died."""
        LedgerEntry.objects.create(
            agency=cast.agency,
            person=person,
            office=cast.outreach_office,
            ledger="outreach",
            number="巡2026-9999",
            opened_on=cast.today - timedelta(days=90),
            closed_on=cast.today,
            closing_reason="died",
        )

    def _one_of_everything(self) -> None:
        """Make a row of each model that has none yet, out of what is there."""
        for model in models_with_texts():
            if not model._default_manager.exists():
                self._save(self._made(model))

    def _made(self, model: type[models.Model]) -> models.Model:
        values: dict[str, Any] = {}
        for one in model._meta.concrete_fields:
            if one.primary_key or one.has_default() or getattr(one, "auto_now_add", False):
                continue
            values[one.attname] = self._value(one)
        return model(**values | LINES.get(model._meta.label, {}))

    def _value(self, one: "models.Field[Any, Any]") -> Any:
        if one.related_model is not None:
            if one.name == "receiver":
                return self.cast.manager.member_id
            kind = one.related_model._meta.label
            here = {
                "people.Person": self.person.pk,
                "access.Agency": self.cast.agency.pk,
                "access.Member": self.cast.coordinator.member_id,
            }
            if kind in here:
                return here[kind]
            rows = one.related_model._default_manager.order_by("pk")
            first = rows.first()
            return first.pk if first else None
        if one.null:
            return None
        if isinstance(one, models.UUIDField):
            return new_id()
        if isinstance(one, models.DateTimeField):
            return self.note.created_at
        if isinstance(one, models.DateField):
            return self.cast.today
        if isinstance(one, models.IntegerField | models.DecimalField):
            return 1
        if one.choices:
            return one.choices[0][0]
        return "" if one.blank else "文"

    def _save(self, row: models.Model) -> bool:
        """Insert a row, with every text filled in where it may be."""
        typed = {one.attname: getattr(row, one.attname) for one in typed_fields(type(row))}
        for fills in (True, False):
            for name, value in typed.items():
                setattr(row, name, value)
            self.tokens.fills = fills
            try:
                with transaction.atomic():
                    row.save(force_insert=True)
                return True
            except (DatabaseError, OverflowError, ValueError) as error:
                problem = f"{row._meta.label}: {error}"
            finally:
                self.tokens.fills = False
        self.not_made.append(problem)
        return False

    def _fill_in(self) -> None:
        """Put a token into every text that was left out, but where it has to be left out."""
        for model in models_with_texts():
            texts = [one for one in typed_fields(model) if not isinstance(one, Values)]
            for row in model._default_manager.all():
                for one in texts:
                    if getattr(row, one.attname) == "":
                        self._fill(row, one.name)

    def _fill(self, row: models.Model, name: str) -> None:
        label = row._meta.label
        if (label, name) in COMPARED:
            return
        token = self.tokens.of(label, row.pk, name)
        try:
            with transaction.atomic():
                type(row)._default_manager.filter(pk=row.pk).update(**{name: token})
        except DatabaseError:
            self.tokens.drop(token)

    def _copy(self, row: models.Model, **changes: Any) -> models.Model | None:
        """Keep another row like one that is there."""
        made = type(row)._default_manager.get(pk=row.pk)
        made.pk = new_id() if isinstance(made._meta.pk, models.UUIDField) else None
        made._state.adding = True
        for one in made._meta.concrete_fields:
            if one.name == "number" and isinstance(one, models.IntegerField):
                most = type(row)._default_manager.aggregate(most=models.Max("number"))["most"]
                made.number = (most or 0) + 1  # type: ignore[attr-defined]
            elif one.name == "number":
                made.number = f"{new_id().hex[-10:]}"  # type: ignore[attr-defined]
            elif one.name == "source_id":
                made.source_id = new_id()  # type: ignore[attr-defined]
        for one in typed_fields(type(made)):  # what it took over from elsewhere stays there
            kept = json.dumps(getattr(made, one.attname), ensure_ascii=False)
            setattr(made, one.attname, json.loads(TOKEN.sub("", kept)))
        for name, value in changes.items():
            setattr(made, name, value)
        if made._meta.label == "people.Caution":
            made.until_on = self.cast.today  # type: ignore[attr-defined]
        return made if self._save(made) else None

    def _of_each_kind(self) -> None:
        """Keep, of each model whose rows speak of something closed, one row for each such thing."""
        later: list[tuple[TextRule, str, str]] = []
        for rule in declared(TextRule):
            if not rule.asks or not typed_fields(apps.get_model(rule.model)):
                continue
            for path in rule.about:
                if "__" in path:
                    parent, _, column = path.partition("__")
                    later.append((rule, parent, column))
                    continue
                row = self._row_to_copy(rule)
                for code in rule.asks:
                    if row and (made := self._copy(row, **{path: str(code)})):
                        self._offer(made)
        for rule, parent, column in later:
            row = self._row_to_copy(rule)
            if row is None:
                continue
            above = type(getattr(row, parent))
            for other in above._default_manager.filter(
                **{f"{column}__in": [str(one) for one in rule.asks]}
            ):
                self._copy(row, **{parent: other})

    def _row_to_copy(self, rule: TextRule) -> models.Model | None:
        model: type[models.Model] = apps.get_model(rule.model)
        rows = model._default_manager.order_by("-pk")
        if rule.person:
            rows = rows.filter(**{rule.person: self.person.pk})
        return rows.first()

    def _offer(self, row: models.Model) -> None:
        """Let addresses lead to a row too."""
        names = {
            "people.TimelineEntry": "memory_id",
            "consent.Consent": "consent_id",
            "ties.Tie": "tie_id",
            "conferences.Minute": "minute_id",
            "surveys.Survey": "survey_id",
            "referrals.Referral": "referral_id",
            "planning.Evaluation": "evaluation_id",
            "people.Caution": "caution_id",
        }
        if row._meta.label in names:
            self.more[names[row._meta.label]].append(row.pk)

    def _of_somebody_hidden(self) -> None:
        """Let the hidden person have one of everything that a person can have."""
        for rule in declared(TextRule):
            texts = typed_fields(apps.get_model(rule.model))
            if rule.model == "planning.SupportPlan":
                continue  # a plan is more than its row
            if texts and rule.person == "person" and (row := self._row_to_copy(rule)):
                self._copy(row, person=self.odd["hidden"])

    def _with(self, route: str, name: str, key: str, other: UUID) -> str:
        """Return the address of a route with another row in one place."""
        ids, memory = self.ids, self.memory
        self.ids = ids | {name: other}
        if key == "memory_id":
            self.memory = TimelineEntry(pk=other)
        made = self.address(route)
        self.ids, self.memory = ids, memory
        return made

    def of_person(self, route: str, which: str) -> str:
        """Return the address of a route for one of the people off the path."""
        return self._with(route, "person_id", "person_id", self.odd[which].pk)

    def at_the_sealed_table(self, route: str) -> str:
        """Return the address of a route at the sealed meeting."""
        ids = self.ids
        self.ids = ids | self.at_sealed
        made = self.address(route)
        self.ids = ids
        return made

    def others(self, route: str, turn: int) -> list[str]:
        """
        Return the addresses of a route for each kind of row, and as another kind of file.
        """
        made = []
        for name in re.findall(r"<uuid:(\w+)>", route):
            key = "memory_id" if "memory/" in route and name == "entry_id" else name
            made += [self._with(route, name, key, other) for other in self.more[key]]
        if "<uuid:person_id>" in route and "<uuid:other_id>" in route:  # the other way round
            kept, gone = str(self.person.pk), str(self.other.pk)
            made.append(self.address(route).replace(kept, "?").replace(gone, kept))
            made[-1] = made[-1].replace("?", gone)
        if "<slug:sensitivity>" in route:
            made += [
                self.address(route).replace("/plain/", f"/{closed}/")
                for closed in Sensitivity
                if closed != Sensitivity.PLAIN
            ]
        if re.search(r"\.<slug:kind>$", route):
            kind = ("pdf", "xlsx")[turn % 2]
            made.append(re.sub(r"\b(html|csv)$", kind, self.address(route)))
        return made

    def called(self) -> list[str]:
        """Return what people here are called, and words that stand in what was written."""
        return [
            "ハルさん",
            "伏せた方",
            "合わせた方",
            "亡くなった方",
            "駅の青い帽子",
            "会って",
            "ことば",
        ]

    def asked_for_more(self) -> list[str]:
        """Return addresses of lists and files that are asked for everything they can show."""
        columns = "&".join(f"col={one.code}" for one in columns_of("outreach", self.cast.manager))
        more = "&".join(f"columns={code}" for code in person_columns())
        question = f"/questions/{self.question.pk}"
        return [
            f"/ledgers/outreach/?state=all&{columns}",
            f"/ledgers/outreach/file.csv?state=all&{columns}",
            f"{question}/?{more}",
            f"{question}/list.xlsx?{more}",
            "/receivers/?text=見本",
            f"/people/{self.person.pk}/timeline/?kind=note",
            f"/people/{self.other.pk}/known/",
            "/trends/in_ledger/behind/?period=2026&kind=all",
            "/findings/?code=isolation&item=alone",
            "/trends/homes/?lost=all",
        ]


def sealed(cast: Cast) -> dict[str, UUID]:
    """Return the ids of a sealed meeting, to which one has sworn."""
    by = cast.coordinator
    found = call_conference(
        conference=NewConference(kind="sealed", on=cast.today, sworn_on=cast.today), by=by
    )
    item = add_item(conference_id=found.pk, subject="三丁目の家", by=by)
    line = NewLine(kind="news", text="新聞がたまっている", part="")
    minute = write_minute(item_id=item.pk, line=line, by=by)
    seat = Seat.objects.get(conference=found)
    set_attendance(seat_id=seat.pk, attendance="present", by=by)
    hand_out(conference_id=found.pk, title="地図", by=by)
    return {
        "conference_id": found.pk,
        "item_id": item.pk,
        "seat_id": seat.pk,
        "minute_id": minute.pk,
        "paper_id": Paper.objects.get(conference=found).pk,
    }


def rows_of(tokens: Iterable[tuple[str, Any, str]]) -> dict[str, dict[Any, models.Model]]:
    """Return the rows in which tokens stand, by model and key."""
    keys: dict[str, set[Any]] = defaultdict(set)
    for label, key, _name in tokens:
        keys[label].add(key)
    return {
        label: apps.get_model(label)._default_manager.in_bulk(list(found))
        for label, found in keys.items()
    }


def person_of(row: models.Model, rule: TextRule) -> UUID | None:
    """Return whom a row is about."""
    if isinstance(row, Person):
        return row.merged_into_id or row.pk
    if not rule.person:
        return None
    one: Any = row
    for name in [*rule.person.split("__")[:-1], f"{rule.person.split('__')[-1]}_id"]:
        one = getattr(one, name, None)
    return one if isinstance(one, UUID) else None


def readable_tokens(home: CanaryHome, viewer: Viewer) -> set[str]:
    """Return the tokens that a member may read, by the rule of each text."""
    reach = set(people_seen_by(viewer).values_list("pk", flat=True))
    opened = set(
        Opening.objects.filter(member_id=viewer.member_id, until_at__gt=timezone.now()).values_list(
            "person_id", flat=True
        )
    )
    rows = rows_of(home.tokens.places.values())
    found = set()
    for token, (label, key, name) in home.tokens.places.items():
        row, rule = rows[label].get(key), text_rule(label)
        if (
            key is None
            and viewer.agency_id == home.cast.agency.pk
            and (rule.duty is None or viewer.may(rule.duty))
        ):
            found.add(token)  # numbered by the database only after it was written
        if row is None or not (rule.shared or _of_agency(row, viewer)):
            continue
        about = person_of(row, rule)
        within = (about is None or about in reach) and _sworn(row, viewer)
        open_to_them = may_read(viewer, row, name) and _open_value(row, name, viewer)
        if within and _shown(row) and open_to_them:
            found.add(token)
        if about in opened and _in_the_narrow_view(row, name):
            found.add(token)
    return found


def _in_the_narrow_view(row: models.Model, name: str) -> bool:
    """Return whether a text is one of the few that are shown of somebody opened in danger."""
    if isinstance(row, Person):
        return name == "called_name"
    return isinstance(row, Caution) and row.kind != CautionKind.ALERT


def conference_of(row: models.Model) -> Conference | None:
    """Return the meeting a row belongs to."""
    if isinstance(row, Conference):
        return row
    found = getattr(row, "conference", None) or getattr(
        getattr(row, "item", None), "conference", None
    )
    return found if isinstance(found, Conference) else None


def _sworn(row: models.Model, viewer: Viewer) -> bool:
    """Return whether a row is of no sealed meeting, or of one whose secrecy somebody has sworn."""
    found = conference_of(row)
    return (
        found is None
        or found.kind != Kind.SEALED
        or Seat.objects.filter(
            conference=found, member_id=viewer.member_id, sworn_on__isnull=False
        ).exists()
    )


def _of_agency(row: models.Model, viewer: Viewer) -> bool:
    agency = row.pk if row._meta.label == "access.Agency" else getattr(row, "agency_id", None)
    return (
        agency is None
        or agency == viewer.agency_id
        or bool(getattr(row, "asker_id", None) == viewer.agency_id)
    )


def _shown(row: models.Model) -> bool:
    """What the person hid is shown to nobody."""
    return getattr(row, "hidden_on", None) is None


def _open_value(row: models.Model, name: str, viewer: Viewer) -> bool:
    """Return whether a declared field, or an item of a form, is open to a member."""
    code = name.split(".")[1] if "." in name else ""
    if isinstance(row, LedgerEntry) and code:
        return code in {one.code for one in readable_fields(row.ledger, viewer)}
    if isinstance(row, AssessmentPart) and code:
        item = row.assessment.instrument.form.item(code)
        return item is not None and item.sensitivity in readable(viewer.duties)
    return True
