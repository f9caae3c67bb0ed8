"""
Whatever is brought together, in whatever order, and parted in whatever order: every row comes home.
"""

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banso.people.actions import NewPerson, enter_person, merge_people, part_people
from banso.people.merge_rules import rules_of_what_moves
from banso.people.models import MergeMove, Person
from banso.surveys.actions import NewSurvey, keep_survey
from banso.surveys.models import Survey
from tests.conftest import Cast
from tests.rooms.test_people import full_life, snapshot, without_memories_of_merging

FOUR = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=5)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pairs=FOUR, order=st.randoms(use_true_random=False))
def test_any_merges_parted_in_any_order_leave_everything_as_it_was(
    cast: Cast, pairs: list[tuple[int, int]], order: object
) -> None:
    with transaction.atomic():
        people = [
            full_life(cast, name, birth)
            for name, birth in (("甲", ""), ("乙", "S30.4.1"), ("丙", "1960年頃"), ("丁", ""))
        ]
        before = snapshot(*people)
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
