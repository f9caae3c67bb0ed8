"""Pairs of entries that may be of one person, found over a whole home: questions, no answers."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from banso.people.rules import Judged


class MayBeOne(models.Model):
    """
    Two entries that may be of one person, in one order, and how much speaks for it in tenths of a
    bit; found again or let go with every look. Ids alone: the row goes where one of them goes.
    """

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey(
        "access.Agency", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    one_id = models.UUIDField()
    other_id = models.UUIDField()
    bits = models.SmallIntegerField()
    speaks_for = models.JSONField(default=list)
    speaks_against = models.JSONField(default=list)
    found_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="may_be_one_in_order", condition=Q(one_id__lt=F("other_id"))
            ),
            models.UniqueConstraint(
                name="may_be_one_once", fields=["agency", "one_id", "other_id"]
            ),
        ]
        indexes = [models.Index(fields=["agency", "-bits", "id"], name="may_be_one_surest")]


class DoubleJudged(models.Model):
    """
    What somebody said of two entries that may be of one person; the last word counts. Beside it
    stands how sure the look over the home had been of the pair, where it had proposed it: so it can
    be counted how well it looks. Ids alone, as above.
    """

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey(
        "access.Agency", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    one_id = models.UUIDField()
    other_id = models.UUIDField()
    judged = models.CharField(max_length=10, choices=Judged.choices)
    until = models.DateField(null=True, blank=True)
    bits = models.SmallIntegerField(null=True, blank=True)
    found_at = models.DateTimeField(null=True, blank=True)
    by_id = models.UUIDField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="double_judged_in_order", condition=Q(one_id__lt=F("other_id"))
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "one_id", "other_id", "id"], name="double_judged_pair"),
            models.Index(fields=["agency", "at"], name="double_judged_when"),
        ]


class Linking(models.Model):
    """
    One look over an agency for who was entered twice: up to which search key, and how far it has
    come, so that one that was broken off goes on. At its end how many pairs wait for somebody, and
    whether its proposals have become worse.
    """

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    since = models.BigIntegerField(default=0)
    upto = models.BigIntegerField()
    slices_done = models.PositiveIntegerField(default=0)
    compared = models.PositiveBigIntegerField(default=0)
    begun_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    waiting = models.PositiveIntegerField(default=0)
    fallen_behind = models.BooleanField(default=False)
