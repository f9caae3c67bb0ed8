"""A pack as its telephone keeps it."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.companionship.rules import OneTap
from banso.companionship.visit_fields import METERS, Look, Met, looked_at
from banso.field.actions import Taken, TakenVisits
from banso.kit.formatting import brief_day
from banso.kit.furigana import with_readings
from banso.people.rules import readable
from banso.surveys.instrument import Questionnaire
from banso.surveys.queries import form_of
from banso.surveys.rules import Moment


def told_of_pack(
    taken: Taken, contact: str, member: str, *, may_order: bool = False
) -> dict[str, Any]:
    """Return a pack as its telephone keeps it: these words of people, and no others."""
    return {
        "v": 1,
        "kind": "round",
        "may_order": may_order,
        "pack": str(taken.pack.pk),
        "round": str(taken.outreach_round.pk),
        "course": taken.outreach_round.course,
        "on": brief_day(taken.outreach_round.on),
        "until": taken.pack.until.isoformat(),
        "now": timezone.now().isoformat(),
        "public": taken.public,
        "member": member,
        "team": taken.team,
        "call": contact,
        "people": [
            {
                "id": str(one.person_id),
                "called": one.called_name,
                "looks": one.looks,
                "place": one.place,
                "do_not": list(one.do_not),
                "last": brief_day(one.last_at.date()),
                "missed": one.missed,
                "stop": one.stop if may_order else "",
                "promises": [f"{brief_day(due)} {text}" for text, due in one.promises],
            }
            for one in taken.people
        ],
    }


def told_of_visits(taken: TakenVisits, contact: str, by: Viewer) -> dict[str, Any]:
    """Return visits as their telephone keeps them: these words of people, and no others."""
    return {
        "v": 1,
        "kind": "visits",
        "pack": str(taken.pack.pk),
        "on": brief_day(by.today),
        "until": taken.pack.until.isoformat(),
        "now": timezone.now().isoformat(),
        "public": taken.public,
        "member": by.name,
        "call": contact,
        "met": _said(Met.choices),
        "steps": _said(Look.choices),
        "ways": _said(OneTap.choices),
        "moments": _said(Moment.choices),
        "looked": [
            [one.code, str(one.label), one.remarks] for one in looked_at(readable(by.duties))
        ],
        "meters": [[one.code, str(one.label)] for one in METERS],
        "forms": [_form(one) for one in taken.forms],
        "tablet": {
            "free": _read(_("You need not answer. Leave out whatever you like.")),
            "nothing": _read(_("Nothing is chosen yet. If that is right, press once more.")),
            "back": _read(_("Please give the tablet back. You may see what you said at any time.")),
        },
        "people": [
            {
                "id": str(one.person_id),
                "called": one.called_name,
                "looks": one.looks,
                "on": brief_day(one.on) if one.on else "",
                "due": one.is_due,
                "do_not": list(one.do_not),
                "last": brief_day(one.last_on) if one.last_on else "",
                "promises": [f"{brief_day(due)} {text}" for text, due in one.promises],
            }
            for one in taken.people
        ],
    }


def _said(choices: Any) -> list[list[str]]:
    return [[str(code), str(label)] for code, label in choices]


def _form(instrument: Any) -> dict[str, Any]:
    """Return a questionnaire as somebody fills it in alone: with readings above the kanji."""
    form: Questionnaire = form_of(instrument)
    return {
        "code": form.code,
        "seal": instrument.seal,
        "title": str(form.title),
        "lead": _read(form.lead),
        "items": [
            {
                "code": one.code,
                "label": _read(one.label),
                "steps": [[code, _read(label)] for code, label in one.options],
            }
            for one in form.items
        ],
    }


def _read(text: object) -> list[list[str]]:
    return [[one.base, one.reading] for one in with_readings(str(text))]
