"""The least SQL that could answer what a page answers with many questions."""

from uuid import UUID

from banso.access.viewer import Viewer
from tools.bench.figures import sql, uuid_of

SILENT = (
    "SELECT r.*, p.called_name FROM referrals_referral r JOIN people_person p ON p.id = r.person_id"
)


def person_page(person_id: UUID) -> None:
    """Read what stands on a person's page."""
    person = uuid_of(person_id)
    sql("SELECT * FROM people_person WHERE id = %s", person)
    sql(
        (
            "SELECT * FROM people_timelineentry WHERE person_id = %s AND is_current ORDER BY "
            "at DESC, id DESC LIMIT 30"
        ),
        person,
    )
    sql("SELECT * FROM people_ledgerentry WHERE person_id = %s", person)
    sql(
        "SELECT * FROM companionship_promise WHERE person_id = %s AND settled_on IS NULL",
        person,
    )
    sql(
        ("SELECT * FROM planning_supportplan WHERE person_id = %s AND replaced_on IS NULL LIMIT 3"),
        person,
    )
    sql(
        ("SELECT * FROM assessment_assessment WHERE person_id = %s ORDER BY taken_on DESC LIMIT 2"),
        person,
    )
    sql(
        (
            "SELECT * FROM referrals_referral WHERE person_id = %s AND NOT (state = "
            "'returned') ORDER BY next_look_on LIMIT 50"
        ),
        person,
    )


def desk(by: Viewer) -> None:
    """Read what stands on a worker's desk."""
    member = uuid_of(by.member_id)
    sql(
        (
            "SELECT * FROM companionship_promise WHERE answerable_id = %s AND settled_on IS "
            "NULL ORDER BY due_on LIMIT 50"
        ),
        member,
    )
    sql(
        (
            "SELECT p.* FROM companionship_companionship c JOIN people_person p ON p.id = "
            "c.person_id WHERE c.member_id = %s AND c.until_on IS NULL LIMIT 31"
        ),
        member,
    )
    sql(
        ("SELECT * FROM companionship_handoverpost WHERE office_id = %s ORDER BY at DESC LIMIT 10"),
        uuid_of(next(iter(by.office_ids))),
    )
    sql(
        'SELECT * FROM intake_intake WHERE agency_id = %s ORDER BY "on" DESC LIMIT 20',
        uuid_of(by.agency_id),
    )
    sql(
        (
            f"{SILENT} WHERE r.answerable_id = %s AND NOT (r.state = 'returned') AND "
            "r.next_look_on <= %s ORDER BY r.next_look_on LIMIT 50"
        ),
        member,
        by.today,
    )
