"""A leak and a line of the register, for the addresses and actions that ask for them."""

from typing import Any

from banso.privacy.actions.leaks import Report, enter_leak
from banso.privacy.actions.processing import HeldData, enter_processing


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
    return {
        "leak_id": enter_leak(report=report, by=cast.manager).pk,
        "processing_id": enter_processing(held=held, by=cast.manager).pk,
    }


def _report(w: Any, mark: str, **more: Any) -> Report:
    said = {"what": "loss", "known_on": w.cast.today, "overview": mark, "cause": mark}
    return Report(**said | {"prevention": mark, "reports": "nobody", "why_not": mark} | more)


TOLD = {
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
