"""What kinds of figures and periods are called: one text for the page, the file and the report."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _g

from banso.kit.eras import era_year
from banso_analysis.figures import Figure


def kind_label(figure: Figure, kind: str) -> str:
    """Return what a kind of a figure is called."""
    label = figure.kinds_named.get(kind, kind)
    return (
        _g("%(one)s → %(other)s") % {"one": label[0], "other": label[1]}
        if isinstance(label, tuple)
        else str(label)
    )


def period_label(key: int) -> str:
    """
    Return what a period is called in the reader's language: 令和7年度, 令和7年4月; FY2025, 2025-04.
    """
    is_japanese = (get_language() or "ja") == "ja"
    if key < 10_000:
        return f"{era_year(key, 4, 1)}度" if is_japanese else f"FY{key}"
    year, month = divmod(key, 100)
    return f"{era_year(year, month, 1)}{month}月" if is_japanese else f"{year}-{month:02d}"
