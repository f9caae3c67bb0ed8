"""Money and belongings in keeping; rows and counts are never changed, and a second name, once given, stays."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
from banso.kit.immutable_rows import frozen
from banso.kit.migration_steps import NewTable, Statements

ROW = (
    "keeping_id",
    "number",
    '"on"',
    "kind",
    "what",
    "amount",
    "purpose",
    "with_whom",
    "why_below",
    "of_id",
    "reverses_id",
    "entered_by_id",
)
COUNT = (
    "keeping_id",
    '"on"',
    "expected",
    "found",
    "things_there",
    "note",
    "together",
    "words",
    "entered_by_id",
)
SECOND = ("second_id", "second_on")
FOR_EVER = {"update": "1 = 1", "delete": "1 = 1"}
ONCE = {"update": "OLD.second_id IS NOT NULL"}


class Migration(migrations.Migration):
    replaces = [("keeping", "0001_initial"), ("keeping", "0002_wall")]

    initial = True

    dependencies = [
        ("access", "0001_squashed_0016_second_keys_of_members"),
        ("people", "0001_squashed_0017_searching_behind_the_wall"),
    ]

    operations = [
        NewTable(
            name="Keeping",
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
                ("why", banso.kit.models.Prose()),
                (
                    "wish",
                    models.CharField(
                        choices=[("own", "own"), ("together", "together"), ("others", "others")],
                        max_length=10,
                    ),
                ),
                ("wish_words", banso.kit.models.Line(blank=True, max_length=200)),
                ("words", banso.kit.models.Prose(blank=True)),
                ("place", banso.kit.models.Line(blank=True, max_length=200)),
                (
                    "keeper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("keeper_since", models.DateField()),
                ("begun_on", models.DateField()),
                (
                    "signed",
                    models.CharField(
                        blank=True,
                        choices=[("paper", "paper"), ("mark", "mark"), ("said", "said")],
                        max_length=10,
                    ),
                ),
                ("signed_on", models.DateField(blank=True, null=True)),
                ("signed_note", banso.kit.models.Line(blank=True, max_length=200)),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "given_to",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("self", "self"),
                            ("family", "family"),
                            ("city", "city"),
                            ("guardian", "guardian"),
                            ("other", "other"),
                        ],
                        max_length=10,
                    ),
                ),
                ("given_to_whom", banso.kit.models.Line(blank=True, max_length=200)),
                ("end_words", banso.kit.models.Prose(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "person"], name="keepings_of_person"),
                    models.Index(fields=["agency", "keeper"], name="keepings_of_member"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on", None), ("given_to", "")),
                            ("ended_on__gte", models.F("begun_on")),
                            _connector="OR",
                        ),
                        name="keeping_ends_after_beginning",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed", ""), ("signed_on", None)),
                            ("signed_on__gte", models.F("begun_on")),
                            _connector="OR",
                        ),
                        name="keeping_signed_on_a_day",
                    ),
                    models.UniqueConstraint(fields=("agency", "number"), name="keeping_numbered"),
                ],
            },
        ),
        NewTable(
            name="BookRow",
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
                    "keeping",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="keeping.keeping",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("on", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cash", "cash"),
                            ("bankbook", "bankbook"),
                            ("cash_card", "cash_card"),
                            ("seal", "seal"),
                            ("papers", "papers"),
                            ("notebook", "notebook"),
                            ("key", "key"),
                            ("phone", "phone"),
                            ("medicine", "medicine"),
                            ("luggage", "luggage"),
                            ("other", "other"),
                        ],
                        max_length=10,
                    ),
                ),
                ("what", banso.kit.models.Line(blank=True, max_length=200)),
                ("amount", models.IntegerField()),
                ("purpose", banso.kit.models.Line(blank=True, max_length=200)),
                ("with_whom", banso.kit.models.Line(blank=True, max_length=200)),
                ("why_below", banso.kit.models.Line(blank=True, max_length=200)),
                (
                    "of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="keeping.bookrow",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="keeping.bookrow",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("second_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("keeping", "number"), name="book_rows_numbered"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True),
                        name="book_row_of_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("second", None), ("second_on", None)),
                            models.Q(
                                ("second_on__isnull", False),
                                models.Q(("second", models.F("entered_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="book_row_seconded_by_another",
                    ),
                ],
            },
        ),
        NewTable(
            name="Count",
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
                    "keeping",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counts",
                        to="keeping.keeping",
                    ),
                ),
                ("on", models.DateField()),
                ("expected", models.IntegerField()),
                ("found", models.IntegerField()),
                ("things_there", models.BooleanField()),
                ("note", banso.kit.models.Prose(blank=True)),
                (
                    "together",
                    models.CharField(
                        choices=[("with", "with"), ("shown", "shown"), ("without", "without")],
                        max_length=10,
                    ),
                ),
                ("words", banso.kit.models.Prose(blank=True)),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("second_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("found", models.F("expected")), ("things_there", True)),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="count_says_why_it_differs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("second", None), ("second_on", None)),
                            models.Q(
                                ("second_on__isnull", False),
                                models.Q(("second", models.F("entered_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="count_seconded_by_another",
                    ),
                ],
            },
        ),
        Statements(*frozen("book_row_kept", "keeping_bookrow", columns=ROW, closed=FOR_EVER)),
        Statements(*frozen("book_row_seconded", "keeping_bookrow", columns=SECOND, closed=ONCE)),
        Statements(*frozen("count_kept", "keeping_count", columns=COUNT, closed=FOR_EVER)),
        Statements(*frozen("count_seconded", "keeping_count", columns=SECOND, closed=ONCE)),
    ]
