"""A leak, a line of the register and requests, for the addresses and actions that ask for them."""

from datetime import timedelta
from typing import Any

from banso.privacy.actions import Place, Receives, Request, blacken_text, enter_asking
from banso.privacy.actions.leaks import Report, enter_leak
from banso.privacy.actions.processing import HeldData, enter_processing
from banso.privacy.models import Ending, Receiver
from banso.privacy.queries.copying import Said, copy_for


def request(cast: Any, **said: Any) -> Request:
    """Somebody asks to see what is kept about them."""
    asked = {"kind": "disclose", "asked_on": cast.today, "asked_by": "self"}
    return Request(**asked | {"identity": ("known",)} | said)


def text_of(asking: Any, cast: Any) -> Said:
    """Return the name by which they are called, as it stands in their copy."""
    texts = copy_for(asking, cast.manager).texts()
    return next(one for one in texts if one.field == "called_name")


def samples(home: Any, cast: Any) -> dict[str, Any]:
    """Return the ids that the room's addresses ask for."""
    report = Report(
        what="leak",
        known_on=cast.today,
        overview="封筒を取り違えた。",
        reports="nobody",  # so that it can be closed
        why_not="開ける前に、そのまま戻ってきた。",
        cause="宛名の確かめを一人でした。",
        prevention="封をする前に二人で見る。",
    )
    held = HeldData(name="名簿の例", whose="支援を受ける方", items="氏名", purpose="伴走")
    asking = enter_asking(person_id=home.person.pk, request=request(cast), by=cast.manager)
    said = text_of(asking, cast)
    place = Place(model=said.model, row_id=said.row_id, field=said.field)
    blacken_text(asking_id=asking.pk, place=place, why="others", by=cast.manager)
    home.slugs["text_key"] = said.key
    home.slugs["record_kind"] = "met"
    day = cast.today - timedelta(days=2000)
    ending = Ending.objects.create(
        agency=cast.agency, person=home.person, kind="met", ended_on=day, due_on=cast.today
    )
    receiver = Receiver.objects.create(
        agency=cast.agency,
        name="見本クラウド",
        ground="entrusted",
        contract_on=cast.today,
        items="名簿",
        purpose="預けておく",
        looked_after="年に一度、見に行く。",
        asked_by_id=cast.manager.member_id,
        second_id=cast.coordinator.member_id,
        seconded_on=cast.today,
    )
    return {
        "receiver_id": receiver.pk,
        "ending_id": ending.pk,
        "asking_id": asking.pk,
        "black_id": asking.blackened.get().pk,
        "leak_id": enter_leak(report=report, by=cast.manager).pk,
        "processing_id": enter_processing(held=held, by=cast.manager).pk,
    }


def _report(w: Any, mark: str, **more: Any) -> Report:
    said = {"what": "loss", "known_on": w.cast.today, "overview": mark, "cause": mark}
    return Report(**said | {"prevention": mark, "reports": "nobody", "why_not": mark} | more)


def _receives(mark: str, today: Any) -> dict[str, Any]:
    receives = Receives(
        name=mark,
        ground="entrusted",
        items=mark,
        purpose=mark,
        ground_words=mark,
        contract_on=today,
        looked_after=mark,
    )
    return {"receives": receives}


TOLD = {
    "privacy.ask_for_receiver": lambda w, mark: _receives(mark, w.cast.today),
    "privacy.enter_asking": lambda w, mark: {"request": request(w.cast, words=mark)},
    "privacy.ask_to_decide": lambda w, mark: {"answer": "part", "reasons": mark},
    "privacy.note_answered": lambda w, mark: {"how": "post"},
    "privacy.set_retention": lambda w, mark: {"kind": "met", "months": 48, "at_end": "keep"},
    "privacy.ask_at_end": lambda w, mark: {"at_end": "keep"},
    "privacy.blacken_text": lambda w, mark: {
        "place": Place(model="people.Person", row_id=str(w.home.person.pk), field="called_name"),
        "why": "harm",
    },
    "privacy.show_again": lambda w, mark: {"black_ids": [w.ids["black_id"]]},
    "privacy.enter_leak": lambda w, mark: {"report": _report(w, mark), "by": w.cast.manager},
    "privacy.write_on_leak": lambda w, mark: {"report": _report(w, mark), "by": w.cast.manager},
    "privacy.note_told": lambda w, mark: {"who": "police", "step": "notice", "words": mark},
    "privacy.enter_processing": lambda w, mark: {
        "held": HeldData(name=mark, whose=mark, items=mark, purpose=mark)
    },
    "privacy.change_processing": lambda w, mark: {
        "held": HeldData(name=mark, whose=mark, items=mark, purpose=mark)
    },
}
