"""
What was answered, as the rows of figures: which hardships came together, and how somebody felt when
they were asked last.
"""

from collections.abc import Sequence

TROUBLE, HIDDEN, FINE = 2, 1, 0
YES, NO = "yes", "no"


def composite(**hardships: str) -> str:
    """
    Return the rows of assessments in a period by the letters of those hardships that showed any
    trouble; "none" and a combination are said only where each of them is known, else "unknown".

    One is known where there is trouble, or where every item that was answered can be read and says
    that there is none. Of one that nobody asked about nothing stands (NULL).
    """
    of_a_part = (
        "SELECT t.person_id, p.period, t.part_id, t.hardship, "
        f"CASE WHEN MAX(t.level) > 0 THEN {TROUBLE} WHEN COUNT(*) < MAX(t.together) "
        f"THEN {HIDDEN} ELSE {FINE} END AS known "
        "FROM hardships t JOIN {periods} p ON t.on_day BETWEEN p.first_on AND p.last_on "
        "GROUP BY t.person_id, p.period, t.part_id, t.hardship"
    )
    each = ", ".join(
        f"MAX(CASE WHEN k.hardship = '{code}' THEN k.known END) AS {letter}"
        for letter, code in hardships.items()
    )
    of_a_person = (
        f"SELECT k.person_id, k.period, {each} FROM ({of_a_part}) k GROUP BY k.person_id, k.period"
    )
    known = " AND ".join(f"h.{letter} IN ({TROUBLE}, {FINE})" for letter in hardships)
    fine = " AND ".join(f"h.{letter} = {FINE}" for letter in hardships)
    letters = ", ".join(
        f"CASE WHEN h.{letter} = {TROUBLE} THEN '{letter}' ELSE '' END" for letter in hardships
    )
    return (
        f"SELECT h.person_id, h.period, CASE WHEN NOT COALESCE({known}, FALSE) THEN 'unknown' "
        f"WHEN {fine} THEN 'none' ELSE concat({letters}) END AS kind FROM ({of_a_person}) h"
    )


def felt(code: str, item: str, steps: Sequence[str]) -> str:
    """
    Return the rows of what somebody answered last in a period to an item of a questionnaire: yes
    where it is one of these steps; who left it out is in none.
    """
    agrees = ", ".join(f"'{step}'" for step in steps)
    return (
        f"SELECT a.person_id, a.period, CASE WHEN a.step IN ({agrees}) THEN '{YES}' "
        f"ELSE '{NO}' END AS kind FROM (SELECT t.person_id, p.period, t.step, ROW_NUMBER() OVER "
        "(PARTITION BY t.person_id, p.period ORDER BY t.on_day DESC, t.id DESC) AS place "
        "FROM survey_answers t JOIN {periods} p ON t.on_day BETWEEN p.first_on AND p.last_on "
        f"WHERE t.code = '{code}' AND t.item = '{item}' AND t.step <> '') a WHERE a.place = 1"
    )
