"""Where an address is: as a list that came in says of the same address."""

import re

from django.db.models import Q

from banso.access.viewer import Viewer
from banso.resources.models import Location, Service
from banso_recognition import address_asked

_TO_THE_NUMBER = re.compile(r"^(\D{2,}?)(\d+(?:-\d+)*)")
_NUMBER = re.compile("[0-9０-９]|[〇一二三四五六七八九十百]+(?=丁目|番|号)")
_ROOM = re.compile(r"(?<=[0-9０-９号])[\s　、,(（].*", re.DOTALL)
MOST = 3000  # rows of one town that are looked at

Position = tuple[float | None, float | None]


def block_of(address: str) -> str:
    """
    Return an address up to its number, in one form and without the prefecture: what stands behind
    it is a floor or a room. Empty where it names no number.
    """
    found = _TO_THE_NUMBER.match(address_asked(_ROOM.sub("", address.strip())))
    return found[0] if found else ""


def position_of(address: str, by: Viewer) -> Position:
    """
    Return where an address is, as the lists that came in or this agency say of the same address; a
    refuge tells nobody where anything is. Nothing where none of them does.
    """
    block = block_of(address)
    town = _NUMBER.split(address)[0].strip()
    if not block or len(town) < 2:
        return None, None
    rows = Location.objects.filter(
        ~Q(organization__source__startswith="agency:")
        | Q(organization__source=f"agency:{by.agency_id}"),
        latitude__isnull=False,
        address__contains=town[-4:],
    ).exclude(
        pk__in=Service.objects.filter(confidential=True, location__isnull=False).values("location")
    )
    found = rows.order_by("-created_at", "-pk").values_list("address", "latitude", "longitude")
    for said, latitude, longitude in found[:MOST]:
        if block_of(said) == block:
            return latitude, longitude
    return None, None
