import { useRef, useState } from "react";
import { Link, to } from "../address";
import { API, ApiError, ask, ledgerChanged, type Reading } from "../api/client";
import { Trouble } from "../components/states";
import { plural, visible } from "../words";

const AT_ONCE = 4; // readings that are followed at the same time: a browser opens few connections to one host

export function Add() {
  const [readings, setReadings] = useState<Reading[]>([]);
  const [error, setError] = useState<ApiError | null>(null);
  const stopping = useRef(false);
  const [isBusy, setBusy] = useState(false);

  function note(reading: Reading) {
    setReadings((known) => (known.some((one) => one.id === reading.id) ? known.map((one) => (one.id === reading.id ? reading : one)) : [...known, reading]));
  }

  async function run(work: readonly (() => Promise<Reading>)[]) {
    setError(null);
    setBusy(true);
    stopping.current = false;
    const left = [...work];
    const one = async () => {
      for (let next = left.shift(); next && !stopping.current; next = left.shift()) {
        const reading = await next();
        note(reading);
        await follow(reading.id, note, stopping);
      }
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, one));
    } catch (failure) {
      setError(failure instanceof ApiError ? failure : new ApiError(0, "error", String(failure), "Try again"));
    }
    setBusy(false);
    ledgerChanged();
  }

  return (
    <>
      <header className="page-head">
        <h1>Add to the ledger</h1>
        <p className="quiet">What is read here stays on this machine. Reading the same document again changes nothing.</p>
      </header>
      <div className="add">
        <Files onFiles={(files, known) => void run(files.map((file) => () => send(file, known)))} isBusy={isBusy} />
        <Typed onText={(body) => void run([() => ask<Reading>("/readings", json(body))])} isBusy={isBusy} />
      </div>
      {error && <Trouble error={error} />}
      {readings.length > 0 && <Progress readings={readings} isBusy={isBusy} onStop={() => (stopping.current = true)} />}
    </>
  );
}

interface Known {
  published: string;
  publisher: string;
}

function json(body: object): RequestInit {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

function send(file: File, known: Known): Promise<Reading> {
  const query = new URLSearchParams({ name: file.webkitRelativePath.split("/").slice(1).join("/") || file.name });
  if (known.published) query.set("published", known.published);
  if (known.publisher) query.set("publisher", known.publisher);
  return ask<Reading>(`/readings/file?${query.toString()}`, { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: file });
}

/** Follows a reading until it is done; stops it where that is asked. */
function follow(id: string, note: (reading: Reading) => void, stopping: { current: boolean }): Promise<void> {
  return new Promise((resolve) => {
    const events = new EventSource(`${API}/readings/${id}/events`);
    const watch = setInterval(() => {
      if (stopping.current) void ask<Reading>(`/readings/${id}`, { method: "DELETE" }).then(note);
    }, 500);
    const end = () => {
      clearInterval(watch);
      events.close();
      resolve();
    };
    events.addEventListener("progress", (event) => {
      const reading = JSON.parse((event as MessageEvent<string>).data) as Reading;
      note(reading);
      if (reading.state !== "waiting" && reading.state !== "reading") end();
    });
    events.onerror = end;
  });
}

function Files({ onFiles, isBusy }: { onFiles: (files: File[], known: Known) => void; isBusy: boolean }) {
  const [known, setKnown] = useState<Known>({ published: "", publisher: "" });
  function take(list: FileList | null) {
    const files = [...(list ?? [])].filter((file) => !file.name.startsWith("."));
    if (files.length) onFiles(files, known);
  }
  return (
    <section>
      <h2>Files</h2>
      <p>Text, Markdown, HTML, PDF, DOCX, mails, feeds, JSON lines, WARC, and ZIP or gzip of any of these. The content tells which.</p>
      <label>
        Files
        <input type="file" multiple disabled={isBusy} onChange={(event) => take(event.target.files)} />
      </label>
      <label>
        A folder
        <input type="file" multiple disabled={isBusy} ref={(input) => input?.setAttribute("webkitdirectory", "")} onChange={(event) => take(event.target.files)} />
      </label>
      <KnownFields known={known} onChange={setKnown} note="where the documents do not say it themselves" />
    </section>
  );
}

function Typed({ onText, isBusy }: { onText: (body: object) => void; isBusy: boolean }) {
  const [known, setKnown] = useState<Known>({ published: "", publisher: "" });
  const [name, setName] = useState("");
  const [text, setText] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onText({ name, text, ...(known.published ? { published: known.published } : {}), ...(known.publisher ? { publisher: known.publisher } : {}) });
      }}
    >
      <h2>A text</h2>
      <label>
        Name in the ledger
        <input required maxLength={500} value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <label>
        Text
        <textarea required rows={8} value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <KnownFields known={known} onChange={setKnown} note="“on Monday” is resolved against the date" />
      <button type="submit" className="primary" disabled={isBusy}>
        Read it
      </button>
    </form>
  );
}

function KnownFields({ known, onChange, note }: { known: Known; onChange: (known: Known) => void; note: string }) {
  return (
    <fieldset>
      <legend>What is known ({note})</legend>
      <label>
        Published
        <input type="date" value={known.published} onChange={(event) => onChange({ ...known, published: event.target.value })} />
      </label>
      <label>
        Publisher
        <input value={known.publisher} maxLength={500} onChange={(event) => onChange({ ...known, publisher: event.target.value })} />
      </label>
    </fieldset>
  );
}

const STATE_WORDS: Record<Reading["state"], string> = {
  waiting: "waiting",
  reading: "reading…",
  read: "read",
  unchanged: "unchanged",
  unread: "not English: kept and not read",
  failed: "failed",
  stopped: "stopped",
};

function Progress({ readings, isBusy, onStop }: { readings: readonly Reading[]; isBusy: boolean; onStop: () => void }) {
  const done = readings.filter((one) => one.state !== "waiting" && one.state !== "reading").length;
  const reports = readings.reduce((count, one) => count + one.reports, 0);
  return (
    <section className="progress" aria-label="Progress">
      <p role="status">
        {done} of {plural(readings.length, "file")} done, {plural(reports, "report")} found.{" "}
        {isBusy && (
          <button type="button" onClick={onStop}>
            Stop
          </button>
        )}
      </p>
      <ol>
        {readings.map((one) => (
          <li key={one.id}>
            <span>{one.names.length === 1 ? <Link href={to("/article", { document: one.names[0] ?? "" })}>{visible(one.name)}</Link> : visible(one.name)}</span>
            <span className={`state ${one.state}`}>{STATE_WORDS[one.state]}</span>
            <span className="count">{plural(one.reports, "report")}</span>
            {one.failures.map((failure) => (
              <p key={failure.name + failure.reason} className="notice">
                {visible(failure.name)}: {visible(failure.reason)}. {failure.remedy}.
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}
