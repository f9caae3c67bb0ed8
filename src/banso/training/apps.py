"""Training as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    """The people who do the work."""

    name = "banso.training"
    label = "training"

    def ready(self) -> None:
        """Stand at the gate, and file this room's rows in the table of merging."""
        from banso.access.gates import add_duty_gate
        from banso.people.merge_rules import Rule, file_under
        from banso.training.queries.requirements import duties_held_back

        add_duty_gate(duties_held_back)
        file_under(
            "training.HeavyWalk", Rule.MOVE, alone=("member_id",), name=_("Walks that weigh")
        )
        file_under("training.HandoverWords", Rule.MOVE, name=_("Words for handing over"))
