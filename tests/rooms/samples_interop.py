"""What the addresses of bringing in ask for."""

import json
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from uuid import uuid4

from django.conf import settings

from banso.interop.actions import ReceiversRun


def samples(home: Any, cast: Any) -> dict[str, Any]:
    """Return an import and a difference of nobody."""
    return {"run_id": uuid4(), "difference_id": uuid4()}


def _run(w: Any, kind: str) -> dict[str, Any]:
    return {"run": ReceiversRun(kind, f"{kind}.csv", w.cast.manager)}


def _file(name: str, text: str) -> Path:
    path = Path(mkdtemp(dir=settings.HOME)) / name
    path.write_text(text)
    return path


def _list(w: Any, mark: str) -> dict[str, Any]:
    cells = [["番号", "名称", "住所", "備考"]]
    cells += [["1", "見本会館", "見本市1-1", mark], ["2", f"{mark}会館", f"見本市{mark}", ""]]
    return {"cells": cells, "file": "会館.csv", "source": "見本市", **_run(w, "receivers")}


def _hsds(w: Any, mark: str) -> dict[str, Any]:
    hall = {
        "status": "active",
        "organization": {"id": "o-1", "name": "見本の会", "description": ""},
    }
    services = [
        hall | {"id": "s-1", "name": "見本会館", "description": mark},
        hall | {"id": "s-2", "name": f"{mark}会館"},
    ]
    path = _file("services.json", json.dumps(services))
    return {"path": path, "source": "見本市", **_run(w, "hsds")}


def _offices(w: Any, mark: str) -> dict[str, Any]:
    path = _file("offices.csv", f"id,name,category,description\no-1,見本窓口,other,{mark}\n")
    return {"path": path, **_run(w, "offices")}


TOLD = {
    "interop.import_hsds": _hsds,
    "interop.import_offices": _offices,
    "interop.import_receivers": _list,
}
