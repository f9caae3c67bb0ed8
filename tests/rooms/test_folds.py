"""Long forms: what is asked of everybody stands open, the rest opens by its heading."""

from collections.abc import Callable

from django.test import Client

from banso.planning.web.forms.agreements import EvaluationForm
from banso.resources.web.forms import ServiceForm
from tests.conftest import Cast


def test_every_field_stands_once_and_folds_name_fields_of_theirs() -> None:
    for form in (ServiceForm(), EvaluationForm(first=[], changes=[], protections=["plain"])):
        text = form.render()
        folded = [name for _heading, names in form.folds for name in names]

        assert set(folded) <= set(form.fields)
        assert len(folded) == len(set(folded))
        assert [name for name in form.fields if text.count(f'name="{name}"') < 1] == [
            name for name in ("first", "changes") if name in form.fields
        ]


def test_what_holds_something_or_something_wrong_is_open() -> None:
    def opened(form: ServiceForm) -> list[bool]:
        return [part["open"] for part in form.get_context()["folds"]]

    assert opened(ServiceForm()) == [False, False, False, False]
    assert opened(ServiceForm(initial={"cost": "無料", "confidential": False})) == [
        True,
        False,
        False,
        False,
    ]
    wrong = ServiceForm({"name": "相談", "organization": "見本市", "email": "x", "latitude": "1"})
    assert not wrong.is_valid()
    assert opened(wrong) == [False, True, True, False]


def test_the_first_field_has_the_focus(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    page = signed_in("coordinator").get("/receivers/add/").content.decode()

    assert page.count("autofocus") == 1
    assert page.count('<details class="fold"') == 4
