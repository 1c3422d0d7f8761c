import { useState } from "react";
import { Link, to } from "../address";
import { type EventPage, type Today as Answer, useAnswer } from "../api/client";
import { Brief } from "../components/Record";
import { Empty, Loading, Trouble } from "../components/states";
import { Words } from "../components/Words";
import { eventAmounts, parties, plural, visible } from "../words";

const KEY = "vedette.visit";

/** What is new since the last visit, what is contested, and what awaits review. The visit is kept in this browser, or named in the address. */
export function Today({ params }: { params: URLSearchParams }) {
  const [kept, setKept] = useState(() => localStorage.getItem(KEY));
  const since = params.get("since") ?? kept;
  const { value, error } = useAnswer<Answer>(`/today${since ? `?${new URLSearchParams({ since }).toString()}` : ""}`);
  const { value: contested } = useAnswer<EventPage>("/events?conflicts=true&limit=20");
  if (error) return <Trouble error={error} />;
  if (!value) return <Loading what="what is new" />;
  const seen = value.now;
  function keep() {
    localStorage.setItem(KEY, seen);
    setKept(seen);
  }
  return (
    <>
      <header className="page-head">
        <h1>Today</h1>
        <span className="quiet">{value.since ? `since ${value.since.slice(0, 16).replace("T", " ")} UTC` : "all, as no visit is kept yet"}</span>
        <button type="button" onClick={keep}>
          I have seen this
        </button>
      </header>
      <div className="sides">
        <section>
          <h2>Arrived: {plural(value.arrived.length, "document")}</h2>
          {value.arrived.length === 0 && <p className="quiet">Nothing arrived since.</p>}
          <Arrived rows={value.arrived} />
          <Failed rows={value.failures} />
        </section>
        <section>
          <h2>Awaiting review</h2>
          <p>
            {plural(value.unjudged, "report")} that nobody has judged, in <Link href="/ledger">the ledger</Link>.
          </p>
          {value.reopened.length > 0 && <Reopened rows={value.reopened} />}
          <h2>Contested: {contested ? plural(contested.events.length, "event") : "…"}</h2>
          <ul className="plain-list">
            {contested?.events.map((event) => (
              <li key={event.event}>
                <Link href={to("/event", { id: event.event })}>
                  {parties(event.actor) || "?"}
                  {event.recipient.length > 0 && ` › ${parties(event.recipient)}`}: {event.type} {eventAmounts(event)}
                </Link>{" "}
                <span className="open-conflict">{event.conflicts.filter((one) => one.open).map((one) => one.field).join(", ")}</span>
              </li>
            ))}
          </ul>
          {contested?.next && <Link href="/events?conflicts=true">all of them</Link>}
          <h2>Judged: {plural(value.judgements.length, "judgement")}</h2>
          <ul className="plain-list">
            {value.judgements.map((one) => (
              <li key={`${one.report} ${one.revision}`}>
                <Link href={to("/article", { document: one.document, report: one.report })}>{one.report.slice(0, 10)}</Link> {one.decision} {one.field} by {visible(one.who)}:{" "}
                {visible(one.why)}
              </li>
            ))}
          </ul>
        </section>
      </div>
      {value.arrived.length === 0 && value.since === null && (
        <Empty title="The ledger is empty">
          <p>
            <Link href="/add">Add texts or files</Link> to begin.
          </p>
        </Empty>
      )}
    </>
  );
}

function Arrived({ rows }: { rows: Answer["arrived"] }) {
  return (
    <ol className="documents">
      {rows.map((row) => (
        <li key={`${row.name} ${row.arrived_at}`}>
          <Link href={to("/article", { document: row.name })}>
            <Words text={row.title ?? row.name} />
          </Link>
          <span className="quiet">{[row.publisher && visible(row.publisher), row.arrived_at.slice(0, 16).replace("T", " ")].filter(Boolean).join(" · ")}</span>
          <span className="count">{row.changed ? "changed" : "new"}</span>
        </li>
      ))}
    </ol>
  );
}

function Failed({ rows }: { rows: Answer["failures"] }) {
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>Could not be read: {plural(rows.length, "document")}</summary>
      <ul className="plain-list">
        {rows.map((row) => (
          <li key={row.name + row.reason}>
            {visible(row.name)}: {visible(row.reason)}. <span className="quiet">{visible(row.remedy)}.</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Reopened({ rows }: { rows: Answer["reopened"] }) {
  return (
    <>
      <h3>Reviews that are open again: {rows.length}</h3>
      <ul className="report-list">
        {rows.map((row) => (
          <li key={row.report}>
            <Link href={to("/article", { document: row.document, report: row.successor?.id ?? row.report })}>
              <span className="quiet">
                {visible(row.document)}: {row.reason}; was {row.review.state} by {visible(row.review.who)}
              </span>
              {row.successor ? <Brief report={row.successor} /> : <span>Nothing stands in its place.</span>}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
