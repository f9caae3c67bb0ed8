"""名寄せ: keys to find people by, merges that can be undone, and pairs that are never the same."""

from django.db import models
from django.db.models import F, Q

from banso.kit.models import Line, Stamped


class SearchKey(models.Model):
    """One key under which a person is filed."""

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey(
        "access.Agency", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=44)

    class Meta:
        indexes = [
            models.Index(
                fields=["agency", "key", "person"],
                name="key_finds_person",
                opclasses=["uuid_ops", "varchar_pattern_ops", "uuid_ops"],
            )
        ]


class KeysVersion(models.Model):
    """In which way the search keys of this home were made; one row."""

    id = models.BigAutoField(primary_key=True)
    version = models.PositiveSmallIntegerField()


class NamePart(models.Model):
    """
    How many people of an agency bear a part of a name, and read it so: what is learnt from the
    names that are here. Never of one person alone. An empty sound counts the writing, an empty
    writing the sound; the row without either counts the names that were read.
    """

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey(
        "access.Agency", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    role = models.CharField(max_length=1)
    written = models.CharField(max_length=20)
    sound = models.CharField(max_length=20)
    times = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="name_part_once", fields=["agency", "written", "sound", "role"]
            )
        ]


class Merge(Stamped):
    """Two entries brought together as one person."""

    kept = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    gone = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    by_id = models.UUIDField(null=True)
    reason = Line(max_length=300, blank=True)
    filled = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="merge_of_two", condition=~Q(kept=F("gone"))),
            models.UniqueConstraint(
                name="merged_once_at_a_time", fields=["gone"], condition=Q(undone_at=None)
            ),
        ]


class MergeMove(models.Model):
    """One row that a merge moved, so that parting puts back exactly that."""

    id = models.BigAutoField(primary_key=True)
    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=80)
    row_id = models.CharField(max_length=40)


class NeverSame(Stamped):
    """Two entries that somebody knows to be two people; the pair is kept in one order."""

    one = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    by_id = models.UUIDField(null=True)
    reason = Line(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="never_same_in_order", condition=Q(one__lt=F("other"))),
            models.UniqueConstraint(name="never_same_once", fields=["one", "other"]),
        ]
