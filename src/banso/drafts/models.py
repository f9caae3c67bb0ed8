"""What a member has typed, and which of their forms were acted on."""

from django.db import models

from banso.kit.ids import new_id


class Draft(models.Model):
    """What a member has typed and not yet sent: theirs alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey("access.Member", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    data = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "key"], name="one_draft_per_form")]


class Unsent(models.Model):
    """
    A form that was sent after the sign-in had ended: it waits until the same account has signed in
    again, and is then sent as it was.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("access.Account", on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=500)
    data = models.JSONField()
    sent_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["account", "sent_at"], name="unsent_of_account")]


class Submission(models.Model):
    """
    A form that was already acted on, so that a second click or a repeated request writes nothing.
    """

    member = models.ForeignKey("access.Member", on_delete=models.CASCADE, related_name="+")
    token = models.UUIDField()
    outcome = models.CharField(max_length=300)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "token"], name="submitted_once")]
