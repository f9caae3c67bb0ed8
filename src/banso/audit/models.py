"""Events hold ids, not foreign keys, so that the trace outlives what it is about."""

from django.db import models


class Event(models.Model):
    """One thing done or read, sealed to the one before it."""

    id = models.BigAutoField(primary_key=True)
    agency_id = models.UUIDField()
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    action = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "seq"], name="event_place_in_chain")
        ]
        indexes = [models.Index(fields=["agency_id", "actor_id", "-seq"], name="event_by_actor")]


class EventSubject(models.Model):
    """A person that an event is about."""

    id = models.BigAutoField(primary_key=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="subjects")
    person_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["person_id", "-event"], name="subject_by_person")]


class ChainHead(models.Model):
    """The end of an agency's chain; locking it puts writers in a row."""

    agency_id = models.UUIDField(primary_key=True)
    seq = models.BigIntegerField(default=0)
    seal = models.CharField(max_length=64)
