"""Organizations, locations and services, in HSDS terms."""

from django.db import models
from django.db.models import Q

from banso.kit.models import Line, Prose, Stamped


class Organization(Stamped):
    """Somebody who receives: a city, an office, a hospital, a company."""

    name = Line(max_length=300)
    url = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=200)
    outside_id = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="organization_once_per_source", fields=["source", "outside_id"]),
            models.CheckConstraint(name="organization_has_a_name", condition=~Q(name="")),
        ]


class Location(Stamped):
    """Where it is."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    address = Line(max_length=400, blank=True)
    postal_code = models.CharField(max_length=10, blank=True)
    prefecture_code = models.CharField(max_length=2, blank=True)
    outside_id = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(name="location_once", fields=["organization", "outside_id"])]


class Service(Stamped):
    """What is offered at a counter."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    name = Line(max_length=300)
    plain_name = Line(max_length=300, blank=True)
    category = models.CharField(max_length=60, blank=True)
    description = Prose(blank=True)
    phone = models.CharField(max_length=60, blank=True)
    fax = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=500, blank=True)
    hours = Line(max_length=400, blank=True)
    closed_days = Line(max_length=300, blank=True)
    methods = Line(max_length=200, blank=True)
    eligibility = Prose(blank=True)
    status = models.CharField(max_length=40, blank=True)
    assured_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    source_title = Line(max_length=300, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    outside_id = models.CharField(max_length=200)
    squeezed = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="service_once_per_source", fields=["source", "outside_id"])]
        indexes = [models.Index(fields=["name", "id"], name="service_by_name"), models.Index(fields=["category", "name", "id"], name="service_by_category")]
