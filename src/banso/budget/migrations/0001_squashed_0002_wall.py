"""Household budgets; a version is never changed, the next replaces it."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
from banso.kit.immutable_rows import frozen
from banso.kit.migration_steps import NewTable, Statements

FOR_EVER = {"update": "1 = 1", "delete": "1 = 1"}

COLUMNS = {
    "budget": ("number", '"on"', "household", "cash", "words", "view", "reason", "short_on"),
    "budgetline": ("budget_id", "code", "now", "planned", "day", "pace"),
    "debt": ("budget_id", "kind", "to_whom", "total", "instalment", "day", "state"),
    "lifeevent": ("budget_id", "year", "what", "cost"),
}


class Migration(migrations.Migration):
    replaces = [("budget", "0001_initial"), ("budget", "0002_wall")]

    initial = True

    dependencies = [
        ("access", "0001_squashed_0016_second_keys_of_members"),
        ("people", "0001_squashed_0017_searching_behind_the_wall"),
    ]

    operations = [
        NewTable(
            name="Budget",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=banso.kit.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("on", models.DateField()),
                ("household", banso.kit.models.Line(blank=True, max_length=200)),
                ("cash", models.IntegerField()),
                ("words", banso.kit.models.Prose(blank=True)),
                ("view", banso.kit.models.Prose(blank=True)),
                ("reason", banso.kit.models.Line(blank=True, max_length=200)),
                ("short_on", models.DateField(blank=True, null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "based_on",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="next_version",
                        to="budget.budget",
                    ),
                ),
                ("replaced_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "person"], name="budgets_of_person"),
                    models.Index(
                        condition=models.Q(("replaced_on", None)),
                        fields=["agency", "short_on"],
                        name="budgets_that_fall_short",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "number"), name="budgets_numbered"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("short_on", None), ("short_on__gt", models.F("on")), _connector="OR"
                        ),
                        name="budget_short_after_its_day",
                    ),
                ],
            },
        ),
        NewTable(
            name="BudgetLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=banso.kit.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="budget.budget",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("wages", "wages"),
                            ("family_wages", "family_wages"),
                            ("pension", "pension"),
                            ("assistance", "assistance"),
                            ("children", "children"),
                            ("unemployed", "unemployed"),
                            ("housing", "housing"),
                            ("sent", "sent"),
                            ("other_in", "other_in"),
                            ("rent", "rent"),
                            ("service", "service"),
                            ("electricity", "electricity"),
                            ("gas", "gas"),
                            ("water", "water"),
                            ("phone", "phone"),
                            ("food", "food"),
                            ("eating_out", "eating_out"),
                            ("daily", "daily"),
                            ("clothes", "clothes"),
                            ("medical", "medical"),
                            ("care", "care"),
                            ("health_insurance", "health_insurance"),
                            ("pension_paid", "pension_paid"),
                            ("tax", "tax"),
                            ("insurance", "insurance"),
                            ("school", "school"),
                            ("travel", "travel"),
                            ("friends", "friends"),
                            ("pleasure", "pleasure"),
                            ("pocket", "pocket"),
                            ("sent_out", "sent_out"),
                            ("saving", "saving"),
                            ("other_out", "other_out"),
                        ],
                        max_length=20,
                    ),
                ),
                ("now", models.PositiveIntegerField()),
                ("planned", models.PositiveIntegerField(null=True)),
                ("day", models.PositiveSmallIntegerField(null=True)),
                (
                    "pace",
                    models.CharField(
                        choices=[("monthly", "monthly"), ("even", "even"), ("odd", "odd")],
                        max_length=8,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("budget", "code"), name="budget_lines_once"),
                    models.CheckConstraint(
                        condition=models.Q(("day", None), ("day__range", (1, 31)), _connector="OR"),
                        name="budget_line_on_a_day",
                    ),
                ],
            },
        ),
        NewTable(
            name="Debt",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=banso.kit.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="debts",
                        to="budget.budget",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rent", "rent"),
                            ("tax", "tax"),
                            ("premiums", "premiums"),
                            ("utilities", "utilities"),
                            ("phone", "phone"),
                            ("lender", "lender"),
                            ("welfare_fund", "welfare_fund"),
                            ("private", "private"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("to_whom", banso.kit.models.Line(blank=True, max_length=100)),
                ("total", models.PositiveIntegerField()),
                ("instalment", models.PositiveIntegerField(null=True)),
                ("day", models.PositiveSmallIntegerField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("talking", "talking"),
                            ("instalments", "instalments"),
                            ("lawyer", "lawyer"),
                            ("stopped", "stopped"),
                        ],
                        max_length=12,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("day", None), ("day__range", (1, 31)), _connector="OR"),
                        name="debt_paid_on_a_day",
                    )
                ],
            },
        ),
        NewTable(
            name="LifeEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=banso.kit.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="budget.budget",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("what", banso.kit.models.Line(max_length=200)),
                ("cost", models.PositiveIntegerField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        *(
            Statements(*frozen(f"{one}_kept", f"budget_{one}", columns=columns, closed=FOR_EVER))
            for one, columns in COLUMNS.items()
        ),
    ]
