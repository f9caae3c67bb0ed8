"""Who is filed under the same keys as somebody: the rarer a key, the more it says."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.db.models import Case, IntegerField, QuerySet, Sum, Value, When

from banso.access.rules import Scope
from banso.access.viewer import Viewer
from banso.people.models import SearchKey
from banso.people.queries.visibility import within_reach
from banso_recognition import TOO_MANY, worth

NEAREST = 60
_HOW_MANY = (
    "SELECT column1, (SELECT count(*) FROM (SELECT 1 FROM people_searchkey "
    "WHERE agency_id = %%s AND key = column1 LIMIT %%s) AS few) FROM (VALUES %s) AS asked"
)


def filed(viewer: Viewer) -> QuerySet[SearchKey]:
    """Return the keys of whomever this viewer may look for."""
    keys = SearchKey.objects.filter(agency_id=viewer.agency_id)
    if (
        viewer.scope is not Scope.AGENCY
    ):  # else people out of reach could fill the list before those within it
        keys = keys.filter(within_reach(viewer, "person"))
    return keys.order_by()


def nearest(viewer: Viewer, exact: set[str]) -> list[UUID]:
    """
    Return the people filed under most of these keys, each weighed by how few share it. A key under
    which thousands stand says nothing; where all are like that, some of those people are returned.
    """
    if not exact:
        return []
    worths: dict[int, list[str]] = {}
    for key, people in how_many(viewer.agency_id, exact):
        if people:
            worths.setdefault(worth(people), []).append(key)
    crowded = worths.pop(0, [])
    if not worths:
        return _any_of(viewer, crowded)
    weight = Case(
        *(When(key__in=keys, then=Value(value)) for value, keys in sorted(worths.items())),
        output_field=IntegerField(),
    )
    rows = (
        filed(viewer)
        .filter(key__in=sorted(key for keys in worths.values() for key in keys))
        .values("person_id")
        .annotate(shared=Sum(weight))
        .order_by("-shared", "person_id")
    )
    return [row["person_id"] for row in rows[:NEAREST]]


def how_many(agency_id: UUID, keys: Iterable[str]) -> list[tuple[str, int]]:
    """Return how many people stand under each key, counted no further than it matters."""
    agency = SearchKey._meta.get_field("agency").get_db_prep_save(agency_id, connection)
    asked = sorted(keys)
    statement = _HOW_MANY % ", ".join(["(%s)"] * len(asked))
    with connection.cursor() as cursor:
        cursor.execute(statement, [agency, TOO_MANY, *asked])
        return [(str(key), int(count)) for key, count in cursor.fetchall()]


def _any_of(viewer: Viewer, crowded: list[str]) -> list[UUID]:
    if not crowded:
        return []
    longest = max(crowded, key=lambda key: (len(key), key))
    rows = filed(viewer).filter(key=longest).order_by("key", "person_id")
    return list(rows.values_list("person_id", flat=True)[:NEAREST])
