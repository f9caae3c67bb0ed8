import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_climbing"),
        ("resources", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
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
        migrations.CreateModel(
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
        migrations.CreateModel(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("trust__in", ["watched", "suspended"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="watched_has_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
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
                ("said", banso.kit.models.Line(blank=True, max_length=300)),
                ("settled_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="location",
            name="accessibility",
            field=banso.kit.models.Prose(blank=True),
        ),
        migrations.AddField(
            model_name="location",
            name="latitude",
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="location",
            name="longitude",
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="location",
            name="name",
            field=banso.kit.models.Line(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="organization",
            name="corporate_number",
            field=models.CharField(blank=True, max_length=13),
        ),
        migrations.AddField(
            model_name="organization",
            name="description",
            field=banso.kit.models.Prose(blank=True),
        ),
        migrations.AddField(
            model_name="organization",
            name="kana",
            field=banso.kit.models.Line(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="organization",
            name="municipal_code",
            field=models.CharField(blank=True, max_length=6),
        ),
        migrations.AddField(
            model_name="service",
            name="area",
            field=banso.kit.models.Line(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="service",
            name="assured_by",
            field=banso.kit.models.Line(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="service",
            name="confirm_due_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="service",
            name="contact",
            field=banso.kit.models.Line(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="service",
            name="cost",
            field=banso.kit.models.Prose(blank=True),
        ),
        migrations.AddField(
            model_name="service",
            name="documents",
            field=banso.kit.models.Prose(blank=True),
        ),
        migrations.AddField(
            model_name="service",
            name="domains",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="service",
            name="ease",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="service",
            name="hardships",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="service",
            name="kana",
            field=banso.kit.models.Line(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="service",
            name="languages",
            field=banso.kit.models.Line(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="service",
            name="legal_basis",
            field=banso.kit.models.Line(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="service",
            name="system",
            field=models.CharField(
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
        migrations.AddIndex(
            model_name="location",
            index=models.Index(
                condition=models.Q(("latitude__isnull", False)),
                fields=["latitude", "longitude"],
                name="location_by_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="location",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddField(
            model_name="servicecheck",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.agency"
            ),
        ),
        migrations.AddField(
            model_name="servicecheck",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.member"
            ),
        ),
        migrations.AddField(
            model_name="servicecheck",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="resources.service",
            ),
        ),
        migrations.AddField(
            model_name="serviceincident",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.agency"
            ),
        ),
        migrations.AddField(
            model_name="serviceincident",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.member"
            ),
        ),
        migrations.AddField(
            model_name="serviceincident",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="resources.service",
            ),
        ),
        migrations.AddField(
            model_name="servicetrust",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.agency"
            ),
        ),
        migrations.AddField(
            model_name="servicetrust",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="resources.service",
            ),
        ),
        migrations.AddField(
            model_name="wrongreport",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.agency"
            ),
        ),
        migrations.AddField(
            model_name="wrongreport",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.member"
            ),
        ),
        migrations.AddField(
            model_name="wrongreport",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="resources.service",
            ),
        ),
        migrations.AddIndex(
            model_name="servicecheck",
            index=models.Index(fields=["service", "-visited_on", "-id"], name="checks_of_service"),
        ),
        migrations.AddIndex(
            model_name="serviceincident",
            index=models.Index(fields=["service", "-at_on", "-id"], name="incidents_of_service"),
        ),
        migrations.AddConstraint(
            model_name="servicetrust",
            constraint=models.UniqueConstraint(
                fields=("agency", "service"), name="one_trust_per_agency"
            ),
        ),
        migrations.AddIndex(
            model_name="wrongreport",
            index=models.Index(
                condition=models.Q(("settled_on", None)),
                fields=["service"],
                name="wrong_reports_open",
            ),
        ),
    ]
