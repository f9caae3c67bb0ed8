"""A field for a day takes what people say, and shows it as they read it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from banso.kit.forms import BansoForm, DayField


class Form(BansoForm):
    on = DayField(label="日")
    met = DayField(label="会った日", past=True, required=False)


def test_what_is_said_is_counted_from_today(today: date) -> None:
    form = Form({"on": "あす", "met": "きのう"})

    assert form.is_valid()
    assert form.cleaned_data["on"] == today + timedelta(days=1)
    assert form.cleaned_data["met"] == today - timedelta(days=1)


def test_a_day_stands_in_its_field_as_it_is_read_and_is_read_as_it_stands(today: date) -> None:
    shown = Form(initial={"on": date(2026, 11, 20)})["on"]

    assert 'value="R8.11.20(金)"' in str(shown)
    assert DayField().clean("R8.11.20(金)") == date(2026, 11, 20)
    with translation.override("en"):
        assert 'value="2026-11-20"' in str(Form(initial={"on": date(2026, 11, 20)})["on"])


@pytest.mark.parametrize("text", ["いつか", "99999日後", "999か月後", "\u0661", "R8.13.1"])
def test_what_is_no_day_is_said_and_stays(text: str, db: None) -> None:
    form = Form({"on": text})

    assert not form.is_valid()
    assert text in str(form["on"])


def test_what_has_happened_lies_not_ahead() -> None:
    with pytest.raises(ValidationError):
        DayField(past=True).clean("あす")


def test_no_page_knows_only_the_browser_s_calendar() -> None:
    source = Path(__file__).parents[2] / "src/banso"
    native = [path.name for path in source.rglob("*.html") if 'type="date"' in path.read_text()]

    assert native == []
