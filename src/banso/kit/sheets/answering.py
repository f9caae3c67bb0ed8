"""Answering with a sheet: on the screen, as a PDF, as an Excel file."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from banso.kit.export import XLSX
from banso.kit.sheets import Sheet
from banso.kit.sheets.pdf import pdf_of
from banso.kit.sheets.xlsx import xlsx_of

KINDS = ("html", "pdf", "xlsx")


def answer_sheet(
    request: HttpRequest,
    sheet: Sheet,
    *,
    kind: str,
    name: str,
    address: Callable[[str], str] | None = None,
    kinds: Sequence[str] = KINDS,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """
    Answer with a sheet as `kind` says; `name` is the file's name and holds no personal data.

    `address` tells where the sheet is found as another kind; without it the screen offers no files.
    """
    if kind not in kinds:
        raise Http404
    if kind == "html":
        files = {f"{one}_url": address(one) for one in kinds if one != "html"} if address else {}
        return render(request, "kit/sheet.html", {"sheet": sheet, **files, **(context or {})})
    made, content_type = (
        (pdf_of(sheet), "application/pdf") if kind == "pdf" else (xlsx_of(sheet), XLSX)
    )
    response = HttpResponse(made, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
