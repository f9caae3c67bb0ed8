"""Every read of the round without a network."""

from banso.field.queries.packs import MAY_READ, carried, carried_by, packed_people
from banso.field.queries.telephones import (
    agency_of_key,
    guest_of_tonight,
    guests_of_tonight,
    offered,
    telephone_of_key,
    telephone_seen,
    telephones_seen_by,
)

__all__ = [
    "MAY_READ",
    "agency_of_key",
    "carried",
    "carried_by",
    "guest_of_tonight",
    "guests_of_tonight",
    "offered",
    "packed_people",
    "telephone_of_key",
    "telephone_seen",
    "telephones_seen_by",
]
