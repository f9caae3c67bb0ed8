"""
Words of HSDS 3.0 that going out and coming in share; what HSDS has no word for travels as
attributes.
"""

from banso.resources.rules import Domain, Ease, Hardship, System

STATUSES = ("active", "inactive", "defunct", "temporarily closed")
# What only Banso asks: the field, and the codes that it may hold (none: free text).
EXTRAS: dict[str, frozenset[str] | None] = {
    "kana": None,
    "category": None,
    "legal_basis": None,
    "methods": None,
    "hours": None,
    "closed_days": None,
    "source": None,
    "source_title": None,
    "licence": None,
    "municipal_code": None,
    "prefecture_code": None,
    "system": frozenset(System),
    "domains": frozenset(Domain),
    "hardships": frozenset(Hardship),
    "ease": frozenset(Ease),
}
MANY = ("domains", "hardships", "ease")
# fields of a service that the directory has a place for
KNOWN = frozenset(
    (
        "id",
        "organization_id",
        "name",
        "alternate_name",
        "description",
        "url",
        "email",
        "status",
        "fees_description",
        "fees",
        "eligibility_description",
        "assured_date",
        "alert",
        "last_modified",
        "phones",
        "schedules",
        "service_areas",
        "service_at_locations",
        "languages",
        "organization",
        "cost_options",
        "required_documents",
        "contacts",
        "attributes",
        "metadata",
    )
)
# What a place has of its own, beside the service that is offered there.
OF_A_PLACE = ("phones", "schedules", "contacts", "languages")
HERE = "here"  # marks a part that belongs to the place and not to the whole service
