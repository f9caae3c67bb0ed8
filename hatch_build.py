"""Compile the message catalogues when a wheel is built, so that it works without further tools."""

from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """Turn every .po into the .mo beside it and put it into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and name what was made."""
        for po in Path(self.root, "src/banso").rglob("*.po"):
            mo = po.with_suffix(".mo")
            polib.pofile(str(po)).save_as_mofile(str(mo))
            build_data["artifacts"].append(str(mo.relative_to(self.root)))
