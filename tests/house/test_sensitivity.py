"""
What is published carries how sensitive it is, from where that is said: questions, lists, figures
and reports read nothing but the views that obey it.
"""

from banso.access.text_rules import TextRule
from banso.kit.declarations import declared, declared_by_code
from banso.kit.publishing import PublishedTable
from banso_analysis.schema import PLAIN


def test_what_is_published_comes_from_models_that_say_who_may_read_them() -> None:
    unsaid = {table.model for table in declared(PublishedTable)} - declared_by_code(TextRule).keys()

    assert unsaid == set(), "say in the room's declares.py who may read it (TextRule)"


def test_rows_that_speak_of_something_sensitive_carry_it_where_they_are_published() -> None:
    rules = declared_by_code(TextRule)
    bare = {
        table.code
        for table in declared(PublishedTable)
        if rules[table.model].about and "sensitivity" not in table.names
    }

    assert bare == set(), "publish the sensitivity of its rows beside them: the views ask for it"


def test_a_field_that_asks_for_a_duty_of_its_own_is_not_published_as_plain() -> None:
    rules = declared_by_code(TextRule)
    plain = {
        f"{table.code}.{column.name}"
        for table in declared(PublishedTable)
        for column in table.columns
        if column.read in rules[table.model].fields and column.sensitivity == PLAIN
    }

    assert plain == set()
