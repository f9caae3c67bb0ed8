"""The directory of receivers, and what an agency's own checks found."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
from banso.kit.migration_steps import NewTable


class Migration(migrations.Migration):
    replaces = [
        ("resources", "0001_initial"),
        ("resources", "0002_directory_and_checks"),
        ("resources", "0003_wall"),
        ("resources", "0004_parts"),
        ("resources", "0005_normalised"),
        ("resources", "0006_confidential"),
    ]

    initial = True

    dependencies = [
        ("access", "0001_squashed_0016_second_keys_of_members"),
    ]

    operations = [
        NewTable(
            name="Organization",
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
                ("name", banso.kit.models.Line(max_length=300)),
                ("kana", banso.kit.models.Line(blank=True, max_length=300)),
                ("corporate_number", models.CharField(blank=True, max_length=13)),
                ("municipal_code", models.CharField(blank=True, max_length=6)),
                ("description", banso.kit.models.Prose(blank=True)),
                ("url", models.CharField(blank=True, max_length=500)),
                ("source", models.CharField(max_length=200)),
                ("outside_id", models.CharField(max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "outside_id"), name="organization_once_per_source"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="organization_has_a_name",
                    ),
                ],
            },
        ),
        NewTable(
            name="Location",
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
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="resources.organization",
                    ),
                ),
                ("name", banso.kit.models.Line(blank=True, max_length=300)),
                ("address", banso.kit.models.Line(blank=True, max_length=400)),
                ("postal_code", models.CharField(blank=True, max_length=10)),
                ("prefecture_code", models.CharField(blank=True, max_length=2)),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("accessibility", banso.kit.models.Prose(blank=True)),
                ("outside_id", models.CharField(max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("latitude__isnull", False)),
                        fields=["latitude", "longitude"],
                        name="location_by_place",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "outside_id"), name="location_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude", None), ("longitude", None)),
                            models.Q(
                                ("latitude__gte", -90),
                                ("latitude__lte", 90),
                                ("longitude__gte", -180),
                                ("longitude__lte", 180),
                            ),
                            _connector="OR",
                        ),
                        name="location_on_earth",
                    ),
                ],
            },
        ),
        NewTable(
            name="Service",
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
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="resources.organization",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="resources.location",
                    ),
                ),
                ("name", banso.kit.models.Line(max_length=300)),
                ("kana", banso.kit.models.Line(blank=True, max_length=300)),
                ("plain_name", banso.kit.models.Line(blank=True, max_length=300)),
                ("category", models.CharField(blank=True, max_length=60)),
                (
                    "system",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("medical", "medical"),
                            ("welfare", "welfare"),
                            ("disability", "disability"),
                            ("care", "care"),
                            ("housing", "housing"),
                            ("work", "work"),
                            ("training", "training"),
                            ("money", "money"),
                            ("justice", "justice"),
                            ("education", "education"),
                            ("community", "community"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("legal_basis", banso.kit.models.Line(blank=True, max_length=200)),
                ("domains", models.CharField(blank=True, max_length=120)),
                ("hardships", models.CharField(blank=True, max_length=60)),
                ("ease", models.CharField(blank=True, max_length=120)),
                ("description", banso.kit.models.Prose(blank=True)),
                ("phone", models.CharField(blank=True, max_length=60)),
                ("fax", models.CharField(blank=True, max_length=60)),
                ("email", models.CharField(blank=True, max_length=200)),
                ("url", models.CharField(blank=True, max_length=500)),
                ("hours", banso.kit.models.Line(blank=True, max_length=400)),
                ("closed_days", banso.kit.models.Line(blank=True, max_length=300)),
                ("methods", banso.kit.models.Line(blank=True, max_length=200)),
                ("eligibility", banso.kit.models.Prose(blank=True)),
                ("documents", banso.kit.models.Prose(blank=True)),
                ("cost", banso.kit.models.Prose(blank=True)),
                ("area", banso.kit.models.Line(blank=True, max_length=300)),
                ("languages", banso.kit.models.Line(blank=True, max_length=200)),
                ("contact", banso.kit.models.Line(blank=True, max_length=200)),
                ("parts", models.JSONField(blank=True, default=dict)),
                ("offered_as", models.CharField(blank=True, max_length=200)),
                ("status", models.CharField(blank=True, max_length=40)),
                ("confidential", models.BooleanField(default=False)),
                ("assured_on", models.DateField(blank=True, null=True)),
                ("assured_by", banso.kit.models.Line(blank=True, max_length=100)),
                ("confirm_due_on", models.DateField(blank=True, null=True)),
                ("source", models.CharField(max_length=200)),
                ("source_title", banso.kit.models.Line(blank=True, max_length=300)),
                ("licence", models.CharField(blank=True, max_length=200)),
                ("outside_id", models.CharField(max_length=200)),
                ("normalised", models.TextField(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["name", "id"], name="service_by_name"),
                    models.Index(fields=["category", "name", "id"], name="service_by_category"),
                    models.Index(
                        condition=models.Q(("offered_as", ""), _negated=True),
                        fields=["source", "offered_as"],
                        name="service_at_places",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "outside_id"), name="service_once_per_source"
                    )
                ],
            },
        ),
        NewTable(
            name="WrongReport",
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
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="resources.service",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("said", banso.kit.models.Line(blank=True, max_length=300)),
                ("settled_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_on", None)),
                        fields=["service"],
                        name="wrong_reports_open",
                    )
                ],
            },
        ),
        NewTable(
            name="ServiceTrust",
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
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="resources.service",
                    ),
                ),
                (
                    "trust",
                    models.CharField(
                        choices=[
                            ("unchecked", "unchecked"),
                            ("trusted", "trusted"),
                            ("watched", "watched"),
                            ("suspended", "suspended"),
                        ],
                        max_length=10,
                    ),
                ),
                ("since_on", models.DateField()),
                ("reason", banso.kit.models.Prose(blank=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "service"), name="one_trust_per_agency"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("trust__in", ["watched", "suspended"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="watched_has_a_reason",
                    ),
                ],
            },
        ),
        NewTable(
            name="ServiceCheck",
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
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="resources.service",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("visited_on", models.DateField()),
                ("visitors", banso.kit.models.Line(blank=True, max_length=200)),
                ("points", banso.kit.models.Values(default=dict)),
                ("voices", banso.kit.models.Prose(blank=True)),
                ("facts", banso.kit.models.Prose(blank=True)),
                ("origin", banso.kit.models.Line(blank=True, max_length=200)),
                (
                    "trust",
                    models.CharField(
                        choices=[
                            ("unchecked", "unchecked"),
                            ("trusted", "trusted"),
                            ("watched", "watched"),
                            ("suspended", "suspended"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", banso.kit.models.Prose(blank=True)),
                ("next_on", models.DateField(blank=True, null=True)),
                ("reply", banso.kit.models.Prose(blank=True)),
                ("replied_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["service", "-visited_on", "-id"], name="checks_of_service")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("replied_on", None), ("reply", "")),
                            models.Q(
                                models.Q(("reply", ""), _negated=True),
                                ("replied_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="reply_has_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("trust__in", ["watched", "suspended"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="check_has_a_reason",
                    ),
                ],
            },
        ),
        NewTable(
            name="ServiceIncident",
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
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="resources.service",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("turned_away", "turned_away"),
                            ("pushed_out", "pushed_out"),
                            ("discharged", "discharged"),
                            ("kept", "kept"),
                            ("money_taken", "money_taken"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at_on", models.DateField()),
                ("window", banso.kit.models.Line(blank=True, max_length=200)),
                ("said_by", banso.kit.models.Line(blank=True, max_length=200)),
                ("words", banso.kit.models.Prose(blank=True)),
                ("along", banso.kit.models.Line(blank=True, max_length=200)),
                ("origin", banso.kit.models.Line(blank=True, max_length=200)),
                ("reply", banso.kit.models.Prose(blank=True)),
                ("replied_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["service", "-at_on", "-id"], name="incidents_of_service")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("replied_on", None), ("reply", "")),
                            models.Q(
                                models.Q(("reply", ""), _negated=True),
                                ("replied_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="incident_reply_has_a_day",
                    )
                ],
            },
        ),
    ]
