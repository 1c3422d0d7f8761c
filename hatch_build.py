"""Builds the web app into every wheel, and into the checkout for an editable installation: none ships without it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ReadingRoom(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, str(Path(self.root, "web")))
        from build_site import SiteNotBuilt, build

        try:
            build()
        except SiteNotBuilt as error:
            sys.exit(f"hatch_build: {error}")
