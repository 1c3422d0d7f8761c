"""Readers that may never end, or take all memory, run in a process of their own, which is stopped when its time is over."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from typing import Any

from vedette.model.errors import UnreadableDocument

_STOPPED = (-9, -24)  # by the parent's clock, by the limit on its own time
_GRACE = 5  # seconds of a parent's clock beyond those of the processor


def run_apart(worker: Sequence[str], content: bytes, *, seconds: int, kind: str, remedy: str) -> dict[str, Any]:
    """The JSON object that the worker prints for the bytes. UnreadableDocument where it takes too long, or ends without one.

    `kind` names what is read: "a PDF", "an HTML page".
    """
    try:
        done = subprocess.run(worker, input=content, capture_output=True, timeout=seconds + _GRACE, check=False)
    except subprocess.TimeoutExpired as error:
        raise _too_slow(kind, seconds, remedy) from error
    if done.returncode in _STOPPED:
        raise _too_slow(kind, seconds, remedy)
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        # What ends on a signal ran out of the memory that it may take, or met a fault of the library; both look alike.
        broke = "breaks its reader, or takes more memory than any article" if done.returncode < 0 else "breaks its reader"
        raise UnreadableDocument(f"it is {kind} that {broke}", remedy=remedy) from error
    return found


def _too_slow(kind: str, seconds: int, remedy: str) -> UnreadableDocument:
    return UnreadableDocument(f"it is {kind} that takes longer than {seconds} seconds", remedy=remedy)
