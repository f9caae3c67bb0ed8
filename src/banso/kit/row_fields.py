"""
A small table as one field: rows of short texts under the same few columns (who lives together,
where somebody worked), kept as lists and typed row by row.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.kit.forms import MY_NUMBER_REFUSED
from banso.kit.my_number import carries_my_number

Columns = Sequence[tuple[str, Any]]
MOST_ROWS, MOST_LETTERS, BLANK = 30, 100, 2


class RowsInput(forms.Widget):
    """The rows that are there and two more to fill in, each cell under its column's name."""

    use_fieldset = True

    def __init__(self, columns: Columns, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.columns = columns

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Return what was typed, row by row; None where the field was not on the page."""
        typed = []
        for place in range(MOST_ROWS + BLANK + 1):
            names = [f"{name}-{place}-{code}" for code, _label in self.columns]
            if not any(one in data for one in names):
                break
            typed.append([str(data.get(one, "")) for one in names])
        return [row for row in typed if any(cell.strip() for cell in row)] if typed else None

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the cells as HTML."""
        rows = rows_of(value, len(self.columns))
        rows += [[""] * len(self.columns)] * min(BLANK, MOST_ROWS + 1 - len(rows))
        drawn = [
            format_html(
                '<fieldset class="typed-row"><legend class="quiet">{}</legend>{}</fieldset>',
                _g("Row %(number)s") % {"number": place + 1},
                format_html_join(
                    "",
                    '<label>{}<input type="text" name="{}" value="{}" maxlength="{}"></label>',
                    (
                        (label, f"{name}-{place}-{code}", cell, MOST_LETTERS)
                        for (code, label), cell in zip(self.columns, row, strict=True)
                    ),
                ),
            )
            for place, row in enumerate(rows)
        ]
        return format_html_join("", "{}", ((one,) for one in drawn))


class RowsField(forms.Field):
    """Rows under columns; a row in which nothing stands is none."""

    def __init__(self, *, columns: Columns, **kwargs: Any) -> None:
        super().__init__(widget=RowsInput(columns), **kwargs)
        self.columns = columns

    def to_python(self, value: Any) -> list[list[str]]:
        """
        Return the rows as they are kept.

        :raises ValidationError: if they are too many, a cell too long, or one carries a My Number
        """
        rows = [[cell.strip() for cell in row] for row in rows_of(value, len(self.columns))]
        cells = [cell for row in rows for cell in row]
        if len(rows) > MOST_ROWS:
            raise ValidationError(_("These are more rows than are kept here."), code="rows")
        if any(len(cell) > MOST_LETTERS for cell in cells):
            raise ValidationError(_("A cell takes 100 letters at most."), code="length")
        if any("\x00" in cell for cell in cells):
            raise ValidationError(_("Something in it is no letter."), code="letters")
        if any(carries_my_number(cell) for cell in cells):
            raise ValidationError(MY_NUMBER_REFUSED, code="my_number")
        return rows


def rows_of(value: Any, width: int) -> list[list[str]]:
    """Return a kept value as rows of so many cells, whatever it was kept as."""
    if not isinstance(value, (list, tuple)):
        return []
    rows = [[str(cell) for cell in row] for row in value if isinstance(row, (list, tuple))]
    return [[*row, *[""] * width][:width] for row in rows if any(cell.strip() for cell in row)]


def rows_said(columns: Columns, value: Any) -> str:
    """Return rows as people read them, one a line, each cell behind its column's name."""
    labels = [str(label) for _code, label in columns]
    return "\n".join(
        "、".join(f"{label} {cell}" for label, cell in zip(labels, row, strict=True) if cell)
        for row in rows_of(value, len(labels))
    )
