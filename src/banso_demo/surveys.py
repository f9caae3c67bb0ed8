"""What the invented people answered, as if asked on those days."""

from banso.people.queries import people_seen_by
from banso.surveys.actions import keep_survey, note_shown
from banso_demo.plans import Walking

# (called name, moment, so many days ago, how, asked by, alone, needed); empty: left out; None:
# would rather not
ANSWERED = (
    ("ハルさん", "meeting", 1700, "interview", "outreach", "4", "1"),
    ("ハルさん", "entry", 1490, "interview", "centre", "4", "1"),
    ("ハルさん", "exit", 1285, "paper", "centre", "3", "2"),
    ("ハルさん", "m6", 1100, "interview", "coordinator", "2", "2"),
    ("ハルさん", "m12", 920, "interview", "coordinator", "2", "1"),
    ("ハルさん", "yearly", 190, "paper", "coordinator", "1", "2"),
    ("テツさん", "entry", 120, "interview", "centre", "4", ""),
    ("文さん", "meeting", 300, "interview", "supporter", None, None),
)


def ask(walking: Walking) -> None:
    """Keep every answer, and show it to the person."""
    people = {one.called_name: one for one in people_seen_by(walking.viewers["manager"])}
    for called, moment, ago, mode, role, alone, needed in ANSWERED:
        by = walking.on(role, ago)
        answers = {} if alone is None else {"alone": alone, "needed": needed or ""}
        kept = keep_survey(
            person_id=people[called].pk,
            code="isolation",
            moment=moment,
            on=by.today,
            mode=mode,
            answers=answers,
            declined=alone is None,
            by=by,
        )
        note_shown(survey_id=kept.pk, by=by)
