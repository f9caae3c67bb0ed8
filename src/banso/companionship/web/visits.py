"""Writing a visit at home on screen, in the order of its paper (アフターケア訪問票)."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.companionship import actions
from banso.companionship.visit_fields import ENOUGH, METERS, PARTS, LookedAt, Met, looked_at
from banso.companionship.web.taps import say_written
from banso.drafts.form_flow import answer_form
from banso.kit.clock import moment_at
from banso.kit.declared_fields import DeclaredFields, Item
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm, DayField, text_area
from banso.people.queries import person_seen
from banso.people.rules import readable
from banso.people.web.person import page_of_person

MORE = ("met", "with_whom", "minutes", "enough", "words", "fact", "next_on")


def _with_remarks(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the fields of what is looked at, remarks behind each."""
    return tuple(name for code in codes for name in (code, LookedAt(code, "").remarks))


class VisitForm(DeclaredFields, BansoForm):
    """
    A visit at home, in the order of its paper: what was looked at comes after what was said, folded
    in the parts in which a home is looked at, and may all stay blank.
    """

    folds = (
        *((heading, _with_remarks(codes)) for heading, codes in PARTS),
        (_("Meters"), tuple(one.code for one in METERS)),
        (_("The next visit"), ("next_on",)),
    )
    on = DayField(past=True, label=_("Day"))
    time = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=0, max_value=1440)
    with_whom = forms.CharField(label=_("Who went along"), required=False, max_length=200)
    met = forms.ChoiceField(
        label=_("Met?"), choices=Met.choices, widget=forms.RadioSelect, initial=Met.MET
    )
    enough = forms.BooleanField(label=ENOUGH.label, required=False)
    words = forms.CharField(
        label=_("The person’s words"), required=False, widget=text_area(3), max_length=20000
    )
    fact = forms.CharField(
        label=_("What happened (facts)"), required=False, widget=text_area(3), max_length=20000
    )

    def __init__(self, *args: Any, items: list[LookedAt], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.declare(_in_order(items))
        self.fields["next_on"] = DayField(label=_("The next visit"), required=False)

    def get_context(self) -> dict[str, Any]:
        """Return what the form is drawn from; the next visit stands open: it is asked each time."""
        context = super().get_context()
        context["folds"][-1]["open"] = True
        return context


def _in_order(items: list[LookedAt]) -> Iterator[Item]:
    for one in items:
        yield one
        said = _g("%(what)s: remarks") % {"what": one.label}
        yield Item(one.remarks, said)
    yield from METERS


@door(Duty.WRITE_MEMORY)
def write_visit(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Write down a visit at home."""
    now = timezone.localtime()

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        looked = form.declared_values() if isinstance(form, VisitForm) else {}
        more = {name: typed[name] for name in MORE}
        at = moment_at(typed["on"], typed["time"])
        visit = actions.NewVisit(at=at, looked=looked, **more)
        note = actions.write_visit(
            person_id=person_id, visit=visit, by=request.viewer, note_id=token
        )
        promised = _g("Visit at home") if visit.next_on else ""
        say_written(request, note, _("Visit at home"), promised)
        return page_of_person(person_id)

    page = FormPage(
        lambda: (
            _("A visit at home: %(name)s")
            % {"name": person_seen(request.viewer, person_id).called_name}
        ),
        initial={"on": now.date(), "time": now.strftime("%H:%M")},
        form_kwargs={"items": looked_at(readable(request.viewer.duties))},
        draft_key=f"visit:{person_id}",
        context={
            "back_url": page_of_person(person_id),
            "lead": _("Having been there counts by itself. What was not looked at stays blank."),
        },
    )
    return answer_form(request, VisitForm, page, act)
