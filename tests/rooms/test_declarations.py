"""What no room declares is refused; what is declared can be read."""

import pytest
from django.utils import timezone

from banso.audit.actions import UnknownAction, record_event, record_read
from banso.audit.labels import action_label
from banso.audit.models import Event
from banso.kit import declarations
from banso.kit.declarations import AuditAction, AuditedRead, DeclaredTwice, declared
from banso.people.actions import Memory, NewPerson, enter_person, remember
from banso.people.memory_kinds import UnknownMemoryKind
from tests.conftest import Cast


def test_an_action_that_no_room_declares_is_refused(cast: Cast) -> None:
    before = Event.objects.count()

    with pytest.raises(UnknownAction):
        record_event(action="walked_on_water", by=cast.outreach)

    assert Event.objects.count() == before


@pytest.mark.parametrize("what", ["everything", "", "signed_in"])
def test_reading_something_that_no_room_declares_is_refused(cast: Cast, what: str) -> None:
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)

    with pytest.raises(UnknownAction):
        record_read(what=what, people=[person.pk], by=cast.outreach)


def test_a_kind_of_memory_that_no_room_declares_is_refused(cast: Cast) -> None:
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)

    with pytest.raises(UnknownMemoryKind):
        remember(
            person=person,
            memory=Memory(at=timezone.now(), kind="dream", title="夢"),
            by=cast.outreach,
        )


def test_everything_that_is_declared_reads_as_words() -> None:
    codes = [one.code for one in declared(AuditAction)]
    codes += [f"read:{one.code}" for one in declared(AuditedRead)]

    assert [code for code in codes if action_label(code) == code] == []
    assert len(codes) > 100


@pytest.mark.parametrize(
    ("action", "label"),
    [
        ("note_written", "関わりを記録"),
        ("read:card", "閲覧: カード"),
        ("read:figure:in_ledger", "閲覧: 書き出した図"),
        ("forgotten_long_ago", "forgotten_long_ago"),
        ("read:forgotten", "閲覧: forgotten"),
    ],
)
def test_an_event_reads_as_its_room_says(action: str, label: str) -> None:
    assert action_label(action) == label


def test_two_rooms_that_declare_one_code_are_found_at_start_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for room in ("ties", "consent"):
        monkeypatch.setattr(
            f"banso.{room}.declares.DECLARATIONS", (AuditAction("kept_twice", "x"),)
        )

    with pytest.raises(DeclaredTwice):
        declarations.read_declarations()

    monkeypatch.undo()
    declarations.read_declarations()
