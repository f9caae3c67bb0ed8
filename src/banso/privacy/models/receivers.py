"""Who receives what an agency holds: on what ground, by which contract, until when; set by two."""

from django.db import models
from django.db.models import F, Q

from banso.kit.models import Line, Prose, Versioned, code_choices
from banso.privacy.rules.receivers import Ground


class Receiver(Versioned):
    """Somebody outside who is given what is held, works on it for us, or uses it with us."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    name = Line(max_length=200)
    ground = models.CharField(max_length=10, choices=code_choices(Ground))
    ground_words = Line(max_length=300, blank=True)
    contract_on = models.DateField(null=True, blank=True)
    items = Line(max_length=500)
    purpose = Line(max_length=500)
    until_on = models.DateField(null=True, blank=True)
    looked_after = Prose(blank=True)
    ended_on = models.DateField(null=True, blank=True)
    asked_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    seconded_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="privacy_receiver_by_two", condition=~Q(second=F("asked_by"))
            ),
            models.CheckConstraint(
                name="privacy_receiver_by_contract",
                condition=Q(ground__in=(Ground.CONSENT, Ground.LAW)) | Q(contract_on__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["agency", "ended_on", "name"], name="privacy_receivers")]

    def __str__(self) -> str:
        """One line for lists."""
        return str(self.name)
