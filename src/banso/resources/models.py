"""
Organizations, locations and services, in HSDS terms; what an agency's own checks found about them.
"""

from django.db import models
from django.db.models import Q

from banso.kit.models import Line, Prose, Stamped, Values, Versioned, code_choices
from banso.resources.rules import CLOSED_STATUSES, Incident, System, Trust
from banso.resources.rules.parts import Parts, lists_of


class Organization(Stamped):
    """Somebody who receives: a city, an office, a hospital, a company."""

    name = Line(max_length=300)
    kana = Line(max_length=300, blank=True)
    corporate_number = models.CharField(max_length=13, blank=True)
    municipal_code = models.CharField(max_length=6, blank=True)
    description = Prose(blank=True)
    url = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=200)
    outside_id = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="organization_once_per_source", fields=["source", "outside_id"]
            ),
            models.CheckConstraint(name="organization_has_a_name", condition=~Q(name="")),
        ]


class Location(Stamped):
    """Where it is."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    name = Line(max_length=300, blank=True)
    address = Line(max_length=400, blank=True)
    postal_code = models.CharField(max_length=10, blank=True)
    prefecture_code = models.CharField(max_length=2, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    accessibility = Prose(blank=True)
    outside_id = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="location_once", fields=["organization", "outside_id"]),
            models.CheckConstraint(
                name="location_on_earth",
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
            ),
        ]
        indexes = [
            models.Index(
                fields=["latitude", "longitude"],
                name="location_by_place",
                condition=Q(latitude__isnull=False),
            )
        ]


class Service(Stamped):
    """What is offered at a counter."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    location = models.ForeignKey(
        Location, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    name = Line(max_length=300)
    kana = Line(max_length=300, blank=True)
    plain_name = Line(max_length=300, blank=True)
    category = models.CharField(max_length=60, blank=True)
    system = models.CharField(max_length=12, blank=True, choices=code_choices(System))
    legal_basis = Line(max_length=200, blank=True)
    domains = models.CharField(max_length=120, blank=True)
    hardships = models.CharField(max_length=60, blank=True)
    ease = models.CharField(max_length=120, blank=True)
    description = Prose(blank=True)
    phone = models.CharField(max_length=60, blank=True)
    fax = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=500, blank=True)
    hours = Line(max_length=400, blank=True)
    closed_days = Line(max_length=300, blank=True)
    methods = Line(max_length=200, blank=True)
    eligibility = Prose(blank=True)
    documents = Prose(blank=True)
    cost = Prose(blank=True)
    area = Line(max_length=300, blank=True)
    languages = Line(max_length=200, blank=True)
    contact = Line(max_length=200, blank=True)
    # `rules.parts`: lists as they were given; numbers may look like a My Number, so texts are
    # guarded on their way in.
    parts = models.JSONField(default=dict, blank=True)
    # The service's id in its source, where it is offered at several places, each a row.
    offered_as = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=40, blank=True)
    # A refuge: where it is must not be known, so it stays with those who entered it.
    confidential = models.BooleanField(default=False)
    assured_on = models.DateField(null=True, blank=True)
    assured_by = Line(max_length=100, blank=True)
    confirm_due_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    source_title = Line(max_length=300, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    outside_id = models.CharField(max_length=200)
    normalised = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="service_once_per_source", fields=["source", "outside_id"])
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="service_by_name"),
            models.Index(fields=["category", "name", "id"], name="service_by_category"),
            models.Index(
                fields=["source", "offered_as"],
                name="service_at_places",
                condition=~Q(offered_as=""),
            ),
        ]

    @property
    def is_closed(self) -> bool:
        """Whether nothing is offered here any more, or not for now."""
        return self.status in CLOSED_STATUSES

    @property
    def lists(self) -> Parts:
        """Numbers, hours, contacts and what else there is several of, in HSDS words."""
        return lists_of(
            {
                name: getattr(self, name)
                for name in ("phone", "fax", "hours", "languages", "documents", "area", "contact")
            },
            self.parts,
        )


class _Kept(models.Model):
    """What an agency keeps about a receiver: its own, and never part of an open-data export."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class WrongReport(_Kept, Stamped):
    """「ここが違っていた」: one click by whoever noticed, until somebody settles it."""

    said = Line(max_length=300, blank=True)
    settled_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["service"], name="wrong_reports_open", condition=Q(settled_on=None)
            )
        ]


class ServiceTrust(Versioned):
    """
    How a receiver stands with an agency now: trusted, watched or suspended, since when and why.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    trust = models.CharField(max_length=10, choices=code_choices(Trust))
    since_on = models.DateField()
    reason = Prose(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_trust_per_agency", fields=["agency", "service"]),
            models.CheckConstraint(
                name="watched_has_a_reason",
                condition=~Q(trust__in=["watched", "suspended"]) | ~Q(reason=""),
            ),
        ]


class ServiceCheck(_Kept, Stamped):
    """
    受け皿チェック: a visit, with what was seen, what people who were there say, the source, and
    when to look again.
    """

    visited_on = models.DateField()
    visitors = Line(max_length=200, blank=True)
    points = Values(default=dict)
    voices = Prose(blank=True)
    facts = Prose(blank=True)
    origin = Line(max_length=200, blank=True)
    trust = models.CharField(max_length=10, choices=code_choices(Trust))
    reason = Prose(blank=True)
    next_on = models.DateField(null=True, blank=True)
    reply = Prose(blank=True)
    replied_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reply_has_a_day",
                condition=Q(reply="", replied_on=None)
                | (~Q(reply="") & Q(replied_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="check_has_a_reason",
                condition=~Q(trust__in=["watched", "suspended"]) | ~Q(reason=""),
            ),
        ]
        indexes = [models.Index(fields=["service", "-visited_on", "-id"], name="checks_of_service")]


class ServiceIncident(_Kept, Stamped):
    """
    A refusal or a push-out, as facts: when, at which window, said by whom, in which words, who was
    along. Names nobody who is supported.
    """

    kind = models.CharField(max_length=12, choices=code_choices(Incident))
    at_on = models.DateField()
    window = Line(max_length=200, blank=True)
    said_by = Line(max_length=200, blank=True)
    words = Prose(blank=True)
    along = Line(max_length=200, blank=True)
    origin = Line(max_length=200, blank=True)
    reply = Prose(blank=True)
    replied_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="incident_reply_has_a_day",
                condition=Q(reply="", replied_on=None)
                | (~Q(reply="") & Q(replied_on__isnull=False)),
            )
        ]
        indexes = [models.Index(fields=["service", "-at_on", "-id"], name="incidents_of_service")]
