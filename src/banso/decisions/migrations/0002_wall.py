"""
The second walls. Both the body and whoever asks see a request and what was decided; opinions and recusals are the body's own.

What was asked and what was decided never change. Nobody decides, and nobody gives an opinion, on their own organisation's request or where they are recused; and not
with too few: the database itself refuses.
"""

from django.db import migrations

from banso.kit.immutable_rows import frozen
from banso.kit.row_level_security import enable_row_level_security

ASKED = (
    "agency_id",
    "asker_id",
    "plan_id",
    "kind",
    "number",
    "asked_by_id",
    "asked_on",
    "package",
    "gains",
    "before_id",
    "urgent_from",
    "urgent_reason",
)
DECIDED = (
    "agency_id",
    "asker_id",
    "request_id",
    "number",
    "decided_on",
    "outcome",
    "reasons",
    "conditions",
    "minority",
    "from_on",
    "until_on",
    "chair_id",
    "present",
    "recused",
)


def _stands_against(member: str) -> str:
    recused = f"EXISTS (SELECT 1 FROM decisions_recusal r WHERE r.request_id = NEW.request_id AND r.member_id = NEW.{member})"
    own = f"EXISTS (SELECT 1 FROM decisions_bodymember m JOIN decisions_request q ON q.id = NEW.request_id WHERE m.id = NEW.{member} AND m.home_agency_id = q.asker_id)"
    return f"{recused} OR {own}"


OVER = "EXISTS (SELECT 1 FROM decisions_decision d WHERE d.request_id = NEW.request_id)"
COUNTED = (
    "(SELECT count(*) FROM decisions_opinion o WHERE o.request_id = NEW.request_id AND NOT EXISTS "
    "(SELECT 1 FROM decisions_recusal r WHERE r.request_id = o.request_id AND r.member_id = o.member_id))"
)
TOO_FEW = f"{COUNTED} < (SELECT b.quorum FROM decisions_body b WHERE b.agency_id = NEW.agency_id)"


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial")]
    operations = [
        migrations.RunPython(
            *enable_row_level_security(
                "decisions_bodymember", "decisions_recusal", "decisions_opinion"
            )
        ),
        migrations.RunPython(
            *enable_row_level_security("decisions_request", "decisions_decision", shared="asker_id")
        ),
        migrations.RunPython(
            *frozen(
                "request_kept",
                "decisions_request",
                columns=ASKED,
                closed={"update": "1 = 1", "delete": "1 = 1"},
            )
        ),
        migrations.RunPython(
            *frozen(
                "opinion_free",
                "decisions_opinion",
                columns=("member_id", "stance", "words"),
                closed=dict.fromkeys(
                    ("insert", "update"), f"{_stands_against('member_id')} OR {OVER}"
                ),
            )
        ),
        migrations.RunPython(
            *frozen(
                "decision_kept",
                "decisions_decision",
                columns=DECIDED,
                closed={
                    "insert": f"{_stands_against('chair_id')} OR {TOO_FEW}",
                    "update": "1 = 1",
                    "delete": "1 = 1",
                },
            )
        ),
    ]
