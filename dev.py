"""Sets up and shows Vedette, or tests it, on a machine with Python 3.11+ and nothing else.

    python3 dev.py demo             reads the example news into demo.db and shows what is in it
    python3 dev.py test [ARGS…]     runs the tests; ARGS go to pytest
    python3 dev.py venv             only makes .venv with all that development needs

The first run makes the virtual environment .venv beside this file and installs into it; later runs find it as it is.
Only the standard library is used here.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

NEEDED = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "vedette-installed.txt"
MADE = {"node_modules", "built"}  # what building the web app leaves in the folders of its sources
DEMO_LEDGER = "demo.db"
DEMO_QUESTIONS = (
    ("reports",),
    ("totals",),
    ("timeline",),
)


def main(arguments: list[str]) -> int:
    if sys.version_info < NEEDED:
        found = ".".join(str(part) for part in sys.version_info[:3])
        return stop(f"Python 3.11 or newer is needed, and this is {found}. Run it with a newer one, e.g. python3.12 dev.py demo")
    wish, *rest = arguments or ["help"]
    if wish == "demo" and not rest:
        return demo()
    if wish == "test":
        return test(rest)
    if wish == "venv" and not rest:
        return install("dev", ["-e", ".[dev]"])
    print(__doc__)
    return 0 if wish in ("help", "-h", "--help") else 2


def demo() -> int:
    """Reads examples/news into a ledger, and puts the first questions to it."""
    # An installation for development serves as well, and is not to be replaced by a lesser one.
    failed = 0 if installed("dev") else install("use", ["."])
    if failed:
        return failed
    for question in (("read", "examples/news"), *DEMO_QUESTIONS):
        command = [*question, "--ledger", DEMO_LEDGER]
        print(f"\n$ vedette {' '.join(command)}", flush=True)
        failed = run([str(PYTHON), "-m", "vedette", *command])
        if failed:
            return failed
    shown = VENV.name + ("\\Scripts\\vedette" if os.name == "nt" else "/bin/vedette")
    print(f"\nThe ledger is {DEMO_LEDGER}. Go on asking, e.g. {shown} show ID --ledger {DEMO_LEDGER}")
    print(f"Or open it in the browser: {shown} serve --ledger {DEMO_LEDGER}")
    return 0


def test(arguments: list[str]) -> int:
    return install("dev", ["-e", ".[dev]"]) or build_site() or run([str(PYTHON), "-m", "pytest", *arguments])


def build_site() -> int:
    """Builds the web app where its sources are newer than what the installation built."""
    return run([str(PYTHON), str(ROOT / "web" / "build_site.py")])


def install(kind: str, what: list[str]) -> int:
    """Makes .venv where it is missing, and installs unless what is there was installed from the same state."""
    if installed(kind):
        return 0
    if not PYTHON.exists():
        print("Making .venv", flush=True)
        if run([sys.executable, "-m", "venv", str(VENV)]):
            return stop("No virtual environment could be made. On Debian and Ubuntu: apt install python3-venv")
    print("Installing into .venv (the first time takes a minute or two)", flush=True)
    STAMP.unlink(missing_ok=True)
    if run([str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", *what]):
        return stop("Installing failed; what pip says above tells why. Without a network, point pip to a mirror (PIP_INDEX_URL)")
    STAMP.write_text(stamp(kind), encoding="utf-8")
    return 0


def installed(kind: str) -> bool:
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == stamp(kind)


def stamp(kind: str) -> str:
    """What decides whether to install anew: what is needed, and for a copy ("use") every file that was copied."""
    digest = hashlib.sha256((ROOT / "pyproject.toml").read_bytes())
    if kind == "use":
        for path in sorted([*(ROOT / "src").rglob("*"), *(ROOT / "web").rglob("*")]):
            if path.is_file() and path.suffix != ".pyc" and not MADE.intersection(path.relative_to(ROOT).parts):
                digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return f"{kind} {digest.hexdigest()}"


def run(command: list[str]) -> int:
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def stop(message: str) -> int:
    print(f"dev.py: {message}.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
