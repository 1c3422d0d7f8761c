"""The reading desk: documents that come in over HTTP are read one after another, beside the answering of questions."""

from __future__ import annotations

import queue
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import count

from vedette.ledger import Ledger
from vedette.model.document import Document, Failure
from vedette.model.errors import VedetteError
from vedette.pipeline import Outcome, read_documents

WAITING = 2000  # documents that may wait at once
KEPT = 5000  # readings that are remembered

FINISHED = ("read", "unchanged", "unread", "failed", "stopped")


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is to be read: bytes of a file (any format that intake knows), or of a typed text."""

    name: str
    content: bytes
    published: date | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Where one reading stands. `turn` grows with every change, over all readings."""

    id: str
    name: str
    state: str = "waiting"
    documents: int = 0
    reports: int = 0
    names: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
    turn: int = 0


@dataclass
class Desk:
    """One thread that reads what is put on the desk, in order. `open_ledger` gives it a ledger of its own."""

    open_ledger: Callable[[], Ledger]
    read: Callable[..., Iterator[Outcome]] = read_documents
    _waiting: queue.Queue[tuple[str, Arrival] | None] = field(default_factory=lambda: queue.Queue(WAITING))
    _known: OrderedDict[str, Progress] = field(default_factory=OrderedDict)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _thread: threading.Thread | None = None
    _ids: Iterator[int] = field(default_factory=lambda: count(1))
    _turns: Iterator[int] = field(default_factory=lambda: count(1))

    def put(self, arrival: Arrival) -> Progress | None:
        """Puts a document on the desk; None where too many wait already."""
        with self._changed:
            progress = Progress(f"{next(self._ids)}", arrival.name)
            try:
                self._waiting.put_nowait((progress.id, arrival))
            except queue.Full:
                return None
            self._note(progress)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="vedette-desk", daemon=True)
                self._thread.start()
            return self._known[progress.id]

    def progress(self, id: str) -> Progress | None:
        return self._known.get(id)

    def stop(self, id: str) -> Progress | None:
        """Stops a reading: what waits is never begun, a packed file ends after the document in work. None for an unknown id."""
        with self._changed:
            known = self._known.get(id)
            if known is not None and known.state not in FINISHED:
                self._note(replace(known, state="stopped"))
            return self._known.get(id)

    def wait(self, id: str, after: int, seconds: float) -> Progress | None:
        """The state of a reading once it is another than at turn `after`, or when the time is up."""
        with self._changed:
            self._changed.wait_for(lambda: id not in self._known or self._known[id].turn > after, seconds)
            return self._known.get(id)

    def close(self) -> None:
        """Lets the document in work end, and begins no other."""
        with self._changed:
            for progress in list(self._known.values()):
                if progress.state not in FINISHED:
                    self._note(replace(progress, state="stopped"))
            thread, self._thread = self._thread, None
        if thread is not None:
            self._waiting.put(None)
            thread.join(timeout=30)

    def _note(self, progress: Progress) -> None:
        self._known[progress.id] = replace(progress, turn=next(self._turns))
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        self._changed.notify_all()

    def _work(self) -> None:
        with self.open_ledger() as ledger:
            while (taken := self._waiting.get()) is not None:
                id, arrival = taken
                try:
                    self._read(ledger, id, arrival)
                except VedetteError as error:
                    self._fail(id, Failure(arrival.name, error.message, error.remedy))
                except Exception as error:  # the desk outlives what breaks on it, and says so
                    reason = f"reading broke ({type(error).__name__}: {error})"
                    self._fail(id, Failure(arrival.name, reason, "This is a fault of Vedette; please report it with the document"))

    def _fail(self, id: str, failure: Failure) -> None:
        with self._changed:
            known = self._known[id]
            self._note(replace(known, state="failed", failures=(*known.failures, failure)))

    def _read(self, ledger: Ledger, id: str, arrival: Arrival) -> None:
        if not self._goes_on(id, begin=True):
            return
        states: list[str] = []
        for outcome in self.read(_documents(arrival), ledger=ledger, at=datetime.now(UTC)):
            states.append(outcome.state)
            with self._changed:
                self._note(_after(self._known[id], outcome))
            if not self._goes_on(id):
                return
        final = next((state for state in ("read", "unchanged", "unread") if state in states), "failed")
        with self._changed:
            known = self._known[id]
            if known.state == "reading":
                self._note(replace(known, state=final))

    def _goes_on(self, id: str, *, begin: bool = False) -> bool:
        with self._changed:
            known = self._known.get(id)
            if known is None or known.state in FINISHED:
                return False
            if begin:
                self._note(replace(known, state="reading"))
            return True


def _after(known: Progress, outcome: Outcome) -> Progress:
    failures = (*known.failures, outcome.failure) if outcome.failure else known.failures
    names = known.names if outcome.failure else (*known.names, outcome.name)
    return replace(
        known, documents=known.documents + 1, reports=known.reports + len(outcome.reports), names=names, failures=failures
    )


def _documents(arrival: Arrival) -> Iterator[Document | Failure]:
    """What intake makes of the bytes; its modules are loaded when first needed."""
    from vedette.intake import read_content

    return read_content(arrival.content, name=arrival.name, published=arrival.published, publisher=arrival.publisher)
