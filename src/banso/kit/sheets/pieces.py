"""
What stands on a sheet that is read with readings, in pieces: each kanji with its reading above, and
a choice whole with its box.
"""

import re
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from banso.kit.furigana import Ruby, ruby_html, with_readings
from banso.kit.sheets.boxes import drawn

_CHOICE = re.compile("([☐☑]\u00a0[^\u3000\n]{1,22})")
_BOX = re.compile("([☐☑☒]\u00a0?)")
_COUNTED = {"年": "ねん", "月": "がつ", "日": "にち"}
_READ = {
    "heading": ("text",),
    "text": ("text",),
    "sentence": ("note",),
    "signing": ("label", "day", "note"),
    "link": ("note",),
    "stamps": (),
    "picture": (),
    "table": (),
}


def in_parts(text: str) -> list[Ruby]:
    """Return a text with its readings; a box has none and is a piece of its own."""
    return [
        part
        for piece in _BOX.split(text)
        if piece
        for part in ([Ruby(piece)] if _BOX.fullmatch(piece) else with_readings(piece))
    ]


def pieces(text: str) -> list[dict[str, Any]]:
    """Return a text as runs of pieces, those of a choice marked as what stays on one line."""
    return [
        {
            "whole": bool(_CHOICE.fullmatch(run)),
            "parts": [{"base": one.base, "reading": one.reading} for one in in_parts(run)],
        }
        for run in _CHOICE.split(text)
        if run
    ]


def with_pieces(values: dict[str, Any]) -> dict[str, Any]:
    """Return a sheet as plain values in which every text to be read stands in pieces."""
    return {
        **values,
        "title_read": pieces(values["title"]),
        "subtitle_read": pieces(values["subtitle"]),
        "blocks": [_block(one) for one in values["blocks"]],
    }


def _block(block: dict[str, Any]) -> dict[str, Any]:
    read: dict[str, Any] = {
        name: pieces(block[name]) for name in _READ[block["kind"]] if block[name]
    }
    if read.get("day"):  # months and days to write in, not the moon and the sun
        read["day"] = pieces(re.sub("[年月日]", _counted, block["day"]))
    if block["kind"] == "signing":
        read["alt"] = block["label"]  # of what was drawn, for people who hear it
    if block["kind"] == "table":
        read["head"] = [pieces(one) for one in block["head"]]
        read["rows"] = [
            {**row, "cells": [pieces(one) for one in row["cells"]], "plain": row["cells"]}
            for row in block["rows"]
        ]
    return {**block, **read}


def _counted(found: re.Match[str]) -> str:
    return f"{found.group()}《{_COUNTED[found.group()]}》"


def read_html(text: str) -> SafeString:
    """Return a text as HTML with readings above its kanji and its boxes drawn."""
    return mark_safe(  # noqa: S308 — every piece is escaped
        "".join(
            drawn(piece) if _BOX.fullmatch(piece) else ruby_html(with_readings(piece))
            for piece in _BOX.split(text)
            if piece
        )
    )
