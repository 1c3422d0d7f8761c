"""Writes web/openapi.json, from which `npm run schema` makes the types of the web app."""

from __future__ import annotations

import json
from pathlib import Path

from vedette.ledger import Ledger
from vedette.publish.application import make_application

if __name__ == "__main__":
    described = make_application(lambda: Ledger.open("unused"), name="", site=None).openapi()
    Path(__file__).with_name("openapi.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")
