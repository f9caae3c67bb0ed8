"""
Whatever is brought together, in whatever order, and parted in whatever order: every row comes home.
"""

from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from banso.companionship.actions import NewNote, make_promise, settle_promise, write_note
from banso.people.actions import (
    NewPerson,
    correct_memory,
    enter_person,
    merge_people,
    part_people,
)
from banso.people.merge_rules import rules_of_what_moves
from banso.people.models import MergeMove, Person, TimelineEntry
from banso.surveys.actions import NewSurvey, keep_survey
from banso.surveys.models import Survey
from tests.conftest import Cast
from tests.rooms.test_people import full_life, snapshot, without_memories_of_merging

FOUR = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=5)


def test_any_merges_parted_in_any_order_leave_everything_as_it_was(cast: Cast) -> None:
    people = [
        full_life(cast, name, birth)
        for name, birth in (("甲", ""), ("乙", "S30.4.1"), ("丙", "1960年頃"), ("丁", ""))
    ]
    before = snapshot(*people)

    @settings(max_examples=25, deadline=None)
    @given(pairs=FOUR, order=st.randoms(use_true_random=False))
    def merged_and_parted(pairs: list[tuple[int, int]], order: object) -> None:
        with transaction.atomic():
            merges = []
            for kept, gone in pairs:
                standing = set(Person.objects.filter(merged_into=None).values_list("pk", flat=True))
                if kept != gone and {people[kept].pk, people[gone].pk} <= standing:
                    merges.append(
                        merge_people(
                            kept_id=people[kept].pk,
                            gone_id=people[gone].pk,
                            reason="",
                            by=cast.outreach,
                        ).pk
                    )
            together = snapshot(*people)
            assert all(
                sum(len(together[f"{one.model}.{person.pk}"]) for person in people)
                >= sum(len(before[f"{one.model}.{person.pk}"]) for person in people)
                for one in rules_of_what_moves()
            )

            order.shuffle(merges)  # type: ignore[attr-defined]
            for merge in merges:
                part_people(merge_id=merge, by=cast.outreach)

            assert without_memories_of_merging(snapshot(*people), people) == before
            transaction.set_rollback(True)

    merged_and_parted()


def test_what_moved_under_a_label_of_an_earlier_version_comes_home(cast: Cast) -> None:
    kept, gone = (
        enter_person(person=NewPerson(called_name=name), by=cast.outreach) for name in ("甲", "乙")
    )
    survey = keep_survey(
        survey=NewSurvey(code="isolation", moment="entry", on=cast.today, mode="paper"),
        person_id=gone.pk,
        by=cast.outreach,
    )
    merge = merge_people(kept_id=kept.pk, gone_id=gone.pk, reason="", by=cast.outreach)
    moves = MergeMove.objects.filter(label="surveys.Survey.person")
    assert moves.update(label="verification.Survey.person") == 1

    part_people(merge_id=merge.pk, by=cast.outreach)

    assert Survey.objects.get(pk=survey.pk).person_id == gone.pk


def test_what_was_written_of_a_row_that_goes_home_goes_along(cast: Cast) -> None:
    kept, gone = (
        enter_person(person=NewPerson(called_name=name), by=cast.outreach) for name in ("甲", "乙")
    )
    note = NewNote(at=timezone.now(), method="visit", being=True, fact="駅前で会った")
    written = write_note(person_id=gone.pk, note=note, by=cast.outreach)
    promise = make_promise(
        person_id=gone.pk,
        text="受診",
        due_on=cast.today,
        answerable_id=cast.outreach.member_id,
        by=cast.outreach,
    )
    merge = merge_people(kept_id=kept.pk, gone_id=gone.pk, reason="", by=cast.outreach)
    memory = TimelineEntry.objects.get(source_id=written.pk)
    corrected = correct_memory(
        entry_id=memory.pk, reason="聞き直した", fact="公園で会った", by=cast.outreach
    )
    again = correct_memory(
        entry_id=corrected.pk, reason="聞き直した", fact="橋で会った", by=cast.outreach
    )
    settle_promise(promise_id=promise.pk, outcome="kept", note="", version=None, by=cast.outreach)
    other = write_note(person_id=kept.pk, note=note, by=cast.outreach)

    part_people(merge_id=merge.pk, by=cast.outreach)

    home = TimelineEntry.objects.filter(person=gone.pk)
    assert {corrected.pk, again.pk} <= set(home.values_list("pk", flat=True))
    assert not TimelineEntry.objects.filter(source_id=promise.pk).exclude(person=gone.pk).exists()
    assert TimelineEntry.objects.get(source_id=other.pk).person_id == kept.pk
