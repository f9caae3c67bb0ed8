"""Agencies, offices, members, guests, accounts, and what nobody does alone."""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import banso.access.models
import banso.kit.ids
import banso.kit.models
from banso.kit.migration_steps import NewTable


class Migration(migrations.Migration):
    replaces = [
        ("access", "0001_initial"),
        ("access", "0002_approval_boxes"),
        ("access", "0003_climbing"),
        ("access", "0004_member_own_record"),
        ("access", "0005_guests"),
        ("access", "0006_guests_wall"),
        ("access", "0007_guests_by_organisation"),
        ("access", "0008_asks_for_training"),
        ("access", "0009_drafts_leave"),
        ("access", "0010_gone_at"),
        ("access", "0011_guest_ended_at"),
        ("access", "0012_second_word"),
        ("access", "0013_ways_back"),
        ("access", "0014_tour_step"),
        ("access", "0015_agency_contact"),
        ("access", "0016_second_keys_of_members"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        NewTable(
            name="Account",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "first_name",
                    models.CharField(blank=True, max_length=150, verbose_name="first name"),
                ),
                (
                    "last_name",
                    models.CharField(blank=True, max_length=150, verbose_name="last name"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=banso.kit.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("is_demo", models.BooleanField(default=False)),
                ("renewed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "abstract": False,
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        NewTable(
            name="Agency",
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
                ("name", banso.kit.models.Line(max_length=200)),
                ("silence_days", models.PositiveSmallIntegerField(default=30)),
                ("coordinator_after_days", models.PositiveSmallIntegerField(default=3)),
                ("manager_after_days", models.PositiveSmallIntegerField(default=7)),
                ("asks_for_training", models.BooleanField(default=False)),
                (
                    "approval_boxes",
                    banso.kit.models.Line(blank=True, default="担当、主任、管理者", max_length=100),
                ),
                ("contact", banso.kit.models.Line(blank=True, max_length=200)),
                (
                    "second_by",
                    models.CharField(
                        choices=[
                            ("managers", "managers"),
                            ("duty", "duty"),
                            ("anybody", "anybody"),
                        ],
                        default="duty",
                        max_length=8,
                    ),
                ),
                (
                    "key_of",
                    models.CharField(
                        choices=[
                            ("everybody", "everybody"),
                            ("managers", "managers"),
                            ("nobody", "nobody"),
                        ],
                        default="nobody",
                        max_length=10,
                    ),
                ),
                ("lock_after", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        NewTable(
            name="Office",
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
                ("name", banso.kit.models.Line(max_length=200)),
                ("closed_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "name"), name="office_named_once")
                ],
            },
        ),
        NewTable(
            name="Member",
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
                    "account",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="member",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", banso.kit.models.Line(max_length=100)),
                (
                    "roles",
                    models.JSONField(default=list, validators=[banso.access.models.known_roles]),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                ("gone_at", models.DateTimeField(blank=True, null=True)),
                ("tour_step", models.PositiveSmallIntegerField(default=0)),
                ("own_record", models.UUIDField(blank=True, null=True)),
                (
                    "offices",
                    models.ManyToManyField(blank=True, related_name="+", to="access.office"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="member_leaves_after_coming",
                    )
                ],
            },
        ),
        NewTable(
            name="SavedView",
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("page", models.CharField(max_length=60)),
                ("name", banso.kit.models.Line(max_length=80)),
                ("query", models.CharField(max_length=1000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "page", "name"), name="view_named_once"
                    )
                ],
            },
        ),
        NewTable(
            name="Guest",
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
                    "account",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guest",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hello_work", "hello_work"),
                            ("caseworker", "caseworker"),
                            ("employer", "employer"),
                            ("placement", "placement"),
                            ("key_person", "key_person"),
                            ("medical", "medical"),
                            ("decider", "decider"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", banso.kit.models.Line(max_length=100)),
                ("organisation", banso.kit.models.Line(max_length=200)),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("until_on", models.DateField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["agency", "organisation", "id"], name="guests_by_organisation"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            models.Q(("organisation", ""), _negated=True),
                        ),
                        name="guest_has_a_name_and_a_place",
                    )
                ],
            },
        ),
        NewTable(
            name="Invitation",
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
                    "guest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.guest",
                    ),
                ),
                ("code_seal", models.CharField(max_length=64, unique=True)),
                ("word_seal", models.CharField(blank=True, max_length=64)),
                ("seconded", models.BooleanField(default=False)),
                ("drops_key", models.BooleanField(default=False)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("expires_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        NewTable(
            name="WayBack",
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("code_seal", models.CharField(max_length=64, unique=True)),
                ("word_seal", models.CharField(max_length=64)),
                ("drops_key", models.BooleanField(default=False)),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("expires_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        NewTable(
            name="Proposal",
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
                ("act", models.CharField(max_length=40)),
                ("about", models.UUIDField()),
                ("given", banso.kit.models.Values(default=dict)),
                ("code_seal", models.CharField(blank=True, max_length=64)),
                ("reason", banso.kit.models.Prose(blank=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "asked_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("open_until", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None), ("stopped_at", None)),
                        fields=["agency", "open_until"],
                        name="proposals_waiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at", None), ("stopped_at", None), _connector="OR"
                        ),
                        name="done_or_stopped",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asked_of", None),
                            models.Q(("asked_of", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_asks_themselves_to_confirm",
                    ),
                ],
            },
        ),
        NewTable(
            name="SecondWord",
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="access.proposal",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
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
                    "guest",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.guest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("guest__isnull", False), ("member", None)),
                            models.Q(("guest", None), ("member__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_word_of_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("member", None),
                            models.Q(("member", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_confirms_themselves",
                    ),
                    models.UniqueConstraint(
                        fields=("proposal", "member"), name="one_word_of_a_member"
                    ),
                    models.UniqueConstraint(
                        fields=("proposal", "guest"), name="one_word_of_a_guest"
                    ),
                ],
            },
        ),
    ]
