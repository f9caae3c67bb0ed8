"""Learning from the names of a home how kanji are read there, and how rare each name is."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from banso.kit.db import one_transaction
from banso.people.actions.reindexing import file_again
from banso.people.models import NamePart, Person, PersonName
from banso.people.queries import unread
from banso_recognition import learn

_AT_ONCE = 1000


def learn_readings(now: datetime | None = None) -> str:
    """
    Learn of every agency's names anew, and file those people again whose names are of kanji alone;
    return what was learnt, in one sentence of numbers.
    """
    read = learnt = again = 0
    for agency_id in agencies_with_people():
        done = learn_readings_of(agency_id)
        read, learnt, again = read + done[0], learnt + done[1], again + done[2]
    told = _("Names read: %(read)s, learnt of them: %(learnt)s, people filed again: %(again)s")
    return told % {"read": read, "learnt": learnt, "again": again}


def agencies_with_people() -> list[UUID]:
    """Return the agencies of this home in which somebody is known."""
    rows = Person.objects.order_by("agency_id").values_list("agency_id", flat=True)
    return list(rows.distinct())


@one_transaction
def learn_readings_of(agency_id: UUID) -> tuple[int, int, int]:
    """Learn of one agency's names; return how many were read, learnt, and filed again."""
    rows = PersonName.objects.filter(person__agency_id=agency_id, person__merged_into=None)
    book = learn(rows.values_list("text", "kana").iterator(chunk_size=5000))
    NamePart.objects.filter(agency_id=agency_id).delete()
    kept = {("", "", ""): book.people, **book.counts}
    NamePart.objects.bulk_create(
        (
            NamePart(agency_id=agency_id, role=role, written=written, sound=sound, times=times)
            for (role, written, sound), times in kept.items()
        ),
        batch_size=_AT_ONCE,
    )
    silent = rows.filter(kana="").values_list("person_id", "text").iterator(chunk_size=5000)
    again = sorted({person for person, text in silent if unread([(text, "")])})
    file_again(again, agency_id)
    return book.people, len(book.counts), len(again)
