"""The people and places around the person, over time."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
from banso.kit.migration_steps import NewTable


class Migration(migrations.Migration):
    replaces = [("ties", "0001_initial"), ("ties", "0002_wall")]

    initial = True

    dependencies = [
        ("access", "0001_squashed_0016_second_keys_of_members"),
        ("people", "0001_squashed_0017_searching_behind_the_wall"),
        ("resources", "0001_squashed_0006_confidential"),
    ]

    operations = [
        NewTable(
            name="Tie",
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
                ("version", models.PositiveIntegerField(default=1)),
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
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("person", "person"),
                            ("group", "group"),
                            ("place", "place"),
                            ("office", "office"),
                            ("company", "company"),
                        ],
                        max_length=8,
                    ),
                ),
                ("name", banso.kit.models.Line(max_length=100)),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="resources.service",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                ("both_agreed_on", models.DateField(blank=True, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("blood", "blood"),
                            ("place", "place"),
                            ("work", "work"),
                            ("fourth", "fourth"),
                        ],
                        max_length=8,
                    ),
                ),
                ("is_formal", models.BooleanField(default=False)),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("receives", "receives"),
                            ("gives", "gives"),
                            ("mutual", "mutual"),
                        ],
                        default="mutual",
                        max_length=8,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("key_person", "key_person"),
                            ("light_key", "light_key"),
                            ("supporter", "supporter"),
                            ("caseworker", "caseworker"),
                            ("hello_work", "hello_work"),
                            ("placement", "placement"),
                            ("training", "training"),
                            ("employer", "employer"),
                            ("family", "family"),
                            ("friend", "friend"),
                            ("peer", "peer"),
                            ("neighbour", "neighbour"),
                            ("landlord", "landlord"),
                            ("medical", "medical"),
                            ("care", "care"),
                            ("shop", "shop"),
                            ("community", "community"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("why_second", banso.kit.models.Line(blank=True, max_length=300)),
                (
                    "strength",
                    models.CharField(
                        choices=[("strong", "strong"), ("plain", "plain"), ("weak", "weak")],
                        default="plain",
                        max_length=8,
                    ),
                ),
                ("stress", models.BooleanField(default=False)),
                (
                    "rhythm",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("daily", "daily"),
                            ("weekly", "weekly"),
                            ("monthly", "monthly"),
                            ("seasons", "seasons"),
                            ("yearly", "yearly"),
                            ("rarely", "rarely"),
                        ],
                        max_length=8,
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=60)),
                ("note", banso.kit.models.Prose(blank=True)),
                ("from_on", models.DateField(blank=True, null=True)),
                ("until_on", models.DateField(blank=True, null=True)),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("stepped_down", "stepped_down"),
                            ("handed_over", "handed_over"),
                            ("finished", "finished"),
                            ("moved", "moved"),
                            ("wished", "wished"),
                            ("broke", "broke"),
                            ("faded", "faded"),
                            ("died", "died"),
                        ],
                        max_length=12,
                    ),
                ),
                ("last_met_on", models.DateField(blank=True, null=True)),
                ("no_contact", models.BooleanField(default=False)),
                ("no_show", models.BooleanField(default=False)),
                ("hidden_on", models.DateField(blank=True, null=True)),
                ("base_on", models.DateField(blank=True, null=True)),
                ("base_words", banso.kit.models.Line(blank=True, max_length=300)),
                (
                    "from_base",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ties.tie",
                    ),
                ),
                (
                    "kin",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("grandfather", "grandfather"),
                            ("grandmother", "grandmother"),
                            ("father", "father"),
                            ("mother", "mother"),
                            ("sibling", "sibling"),
                            ("spouse", "spouse"),
                            ("former_spouse", "former_spouse"),
                            ("child", "child"),
                            ("grandchild", "grandchild"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "kin_bond",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("together", "together"),
                            ("separated", "separated"),
                            ("divorced", "divorced"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "kin_sex",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", ""),
                            ("male", "male"),
                            ("female", "female"),
                            ("other", "other"),
                        ],
                        max_length=10,
                    ),
                ),
                ("born_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("is_dead", models.BooleanField(default=False)),
                ("lives_with", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "from_on", "id"], name="ties_of_person"),
                    models.Index(
                        condition=models.Q(("hidden_on", None)),
                        fields=["agency", "person"],
                        name="ties_to_count",
                    ),
                    models.Index(
                        condition=models.Q(("other__isnull", False)),
                        fields=["other"],
                        name="ties_from_others",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="tie_is_called_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None),
                            ("from_on", None),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="tie_ends_after_it_began",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ending", ""), ("until_on", None)),
                            models.Q(
                                ("until_on__isnull", False), models.Q(("ending", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="ended_tie_says_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("other", None), ("both_agreed_on__isnull", False), _connector="OR"
                        ),
                        name="tie_to_another_with_both_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("base_on", None),
                            models.Q(("base_words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="base_by_the_person_s_word",
                    ),
                ],
            },
        ),
        NewTable(
            name="TiePlace",
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
                    "tie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="ties.tie",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                ("on", models.DateField()),
                (
                    "ring",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("close", "close"),
                            ("neighbourhood", "neighbourhood"),
                            ("community", "community"),
                            ("society", "society"),
                        ],
                        max_length=14,
                    ),
                ),
                ("bearing", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("reach", models.PositiveSmallIntegerField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("tie", "on"), name="one_place_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bearing", None), ("bearing__lt", 360), _connector="OR"),
                            models.Q(
                                ("reach", None),
                                models.Q(("reach__gte", 1), ("reach__lte", 5)),
                                _connector="OR",
                            ),
                        ),
                        name="place_on_the_sheet",
                    ),
                ],
            },
        ),
        NewTable(
            name="TieVisit",
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
                    "tie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visits",
                        to="ties.tie",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                ("on", models.DateField()),
                ("along", banso.kit.models.Line(blank=True, max_length=100)),
                ("came_back", models.BooleanField(default=True)),
                ("words", banso.kit.models.Line(blank=True, max_length=300)),
            ],
            options={
                "indexes": [models.Index(fields=["tie", "on", "id"], name="visits_of_tie")],
            },
        ),
        NewTable(
            name="HandOver",
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
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "from_tie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ties.tie"
                    ),
                ),
                (
                    "to_tie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ties.tie"
                    ),
                ),
                ("planned_on", models.DateField()),
                ("what", banso.kit.models.Line(blank=True, max_length=300)),
                ("from_side", banso.kit.models.Line(blank=True, max_length=100)),
                ("to_side", banso.kit.models.Line(blank=True, max_length=100)),
                ("agreed_on", models.DateField(blank=True, null=True)),
                ("done_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["from_tie"], name="hand_overs_of_tie")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("from_tie", models.F("to_tie")), _negated=True),
                        name="handed_over_to_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_on", None),
                            models.Q(
                                models.Q(("from_side", ""), _negated=True),
                                models.Q(("to_side", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="agreed_by_both_sides",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_on", None), ("agreed_on__isnull", False), _connector="OR"
                        ),
                        name="handed_over_after_agreeing",
                    ),
                ],
            },
        ),
        NewTable(
            name="Giving",
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
                ("version", models.PositiveIntegerField(default=1)),
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
                (
                    "gift",
                    models.CharField(
                        choices=[
                            ("meals", "meals"),
                            ("patrol", "patrol"),
                            ("club", "club"),
                            ("key_person", "key_person"),
                            ("speaker", "speaker"),
                            ("teaches", "teaches"),
                            ("staff", "staff"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", banso.kit.models.Line(blank=True, max_length=100)),
                ("words", banso.kit.models.Prose(blank=True)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "from_on", "id"], name="givings_of_person"),
                    models.Index(fields=["agency", "person"], name="givings_to_count"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="giving_ends_after_it_began",
                    )
                ],
            },
        ),
    ]
