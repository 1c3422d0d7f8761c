import { type FormEvent, useState } from "react";
import { Link, to } from "../address";
import { ApiError, type EventInFull, type LedgerEvent, type Report, useAnswer } from "../api/client";
import { Brief } from "../components/Record";
import { Empty, Loading, Trouble } from "../components/states";
import { StatusName } from "../components/Status";
import { judge, useWho } from "../reviewing";
import { eventAmounts, eventDays, number, parties, plural, visible } from "../words";

export function EventPage({ params }: { params: URLSearchParams }) {
  const id = params.get("id");
  const { value, error } = useAnswer<EventInFull>(id === null ? null : `/events/${encodeURIComponent(id)}`);
  if (id === null)
    return (
      <Empty title="No event is named">
        <p>
          Choose one among <Link href="/events">the events</Link>.
        </p>
      </Empty>
    );
  if (error)
    return (
      <>
        <Trouble error={error} />
        <p>
          An event goes by the reports that it holds: a review, or a new document, may have made another of it. <Link href="/events">See the events.</Link>
        </p>
      </>
    );
  if (!value) return <Loading what="the event" />;
  return <Shown full={value} />;
}

function Shown({ full: { event, reports, relations } }: { full: EventInFull }) {
  return (
    <div className="event">
      <header className="page-head">
        <h1>
          {parties(event.actor) || "?"}
          {event.recipient.length > 0 && ` › ${parties(event.recipient)}`}
        </h1>
        <code>{event.type}</code>
        <StatusName status={event.status} />
        <span className="quiet">{eventDays(event)}</span>
      </header>
      <p className="figure">{eventAmounts(event) || "no number is stated"}</p>
      <Ladder event={event} />
      <Origins event={event} />
      <Conflicts event={event} reports={reports} />
      {relations.length > 0 && (
        <section>
          <h2>Beside other events</h2>
          <ul className="plain-list">
            {relations.map((relation) => (
              <li key={relation.kind + relation.others.join()}>
                {relation.event === event.event ? "This event" : <EventLink id={relation.event} />} {relation.kind}{" "}
                {relation.others.map((other) => (other === event.event ? "this event " : <EventLink key={other} id={other} />))}
                <span className="quiet"> ({visible(relation.reason)})</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>Told by {plural(reports.length, "report")}</h2>
        <ol className="told">
          {reports.map((report) => (
            <Telling key={report.id} report={report} event={event} isAlone={reports.length === 1} />
          ))}
        </ol>
        <Join event={event} first={reports[0]} />
      </section>
    </div>
  );
}

function EventLink({ id }: { id: string }) {
  return <Link href={to("/event", { id })}>{id} </Link>;
}

/** Status in time: each step with the day on which it was told. */
function Ladder({ event }: { event: LedgerEvent }) {
  return (
    <section>
      <h2>Status in time</h2>
      <ol className="ladder">
        {event.history.map((step) => (
          <li key={`${step.date ?? ""} ${step.status}`}>
            <span className="day">{step.date ?? "undated"}</span> <StatusName status={step.status} /> <span className="quiet">{plural(step.reports.length, "report")}</span>
          </li>
        ))}
      </ol>
      <p className="quiet">Last word: {event.last_word ?? "undated"}</p>
    </section>
  );
}

function Origins({ event }: { event: LedgerEvent }) {
  return (
    <section>
      <h2>Who stands behind it: {event.corroboration}</h2>
      <ul className="plain-list">
        {event.origins.map((origin) => (
          <li key={origin.name}>
            <strong>{visible(origin.name)}</strong>
            {origin.side && ` (the ${origin.side} itself)`}, {plural(origin.reports.length, "report")}
            {origin.reasons.length > 0 && <span className="quiet">: {visible(origin.reasons.join(", "))}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Conflicts({ event, reports }: { event: LedgerEvent; reports: readonly Report[] }) {
  if (event.conflicts.length === 0) return null;
  const document = (id: string) => reports.find((report) => report.id === id);
  return (
    <section>
      <h2>Where they differ</h2>
      <ul className="plain-list">
        {event.conflicts.map((conflict) => (
          <li key={conflict.field}>
            <strong className={conflict.open ? "open-conflict" : ""}>
              {conflict.field}, {conflict.open ? "open" : "only apparently"}
            </strong>
            : {conflict.explanation && <span>{visible(conflict.explanation)}. </span>}
            {conflict.values.map((value) => (
              <span key={value.value} className="conflict-value">
                {visible(value.value)}{" "}
                {value.reports.map((id) => {
                  const report = document(id);
                  return (
                    report && (
                      <span key={id}>
                        <Link href={to("/article", { document: report.document, report: id })}>{visible(report.publisher ?? report.document)}</Link>{" "}
                      </span>
                    )
                  );
                })}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Telling({ report, event, isAlone }: { report: Report; event: LedgerEvent; isAlone: boolean }) {
  const link = event.links.find((one) => one.report === report.id);
  const [error, setError] = useState<ApiError | null>(null);
  const who = useWho();
  async function split() {
    try {
      await judge(report, who, { decision: "split", why: "tells of another event" });
    } catch (failure) {
      setError(failure as ApiError);
    }
  }
  return (
    <li>
      <Brief report={report} />
      <blockquote>
        <Link href={to("/article", { document: report.document, report: report.id })}>{visible(report.evidence)}</Link>
      </blockquote>
      <span className="quiet">{[report.publisher && visible(report.publisher), report.published ?? "undated", visible(report.document)].filter(Boolean).join(" · ")}</span>
      {link && (
        <details>
          <summary>
            {link.to ? `Joined, score ${number(link.score)}: ` : ""}
            {visible(link.reason)}
          </summary>
          <ul className="plain-list">
            {link.compared.map((one) => (
              <li key={one.field}>
                {one.field}: {visible(one.first)} / {visible(one.second)} <span className="count">{number(one.score)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {!isAlone && (
        <button type="button" disabled={!who} title={who ? "" : "Sign a judgement in an article first"} onClick={() => void split()}>
          Tells of another event
        </button>
      )}
      {error && <Trouble error={error} />}
    </li>
  );
}

/** Joins another report to this event, by its id, which its record shows under “Why it says so”. */
function Join({ event, first }: { event: LedgerEvent; first: Report | undefined }) {
  const [error, setError] = useState<ApiError | null>(null);
  const [other, setOther] = useState("");
  const who = useWho();
  if (!first) return null;
  const anchor = first;
  async function join(submitted: FormEvent) {
    submitted.preventDefault();
    try {
      await judge(anchor, who, { decision: "merge", why: "tell of one event", others: [other.trim()] });
      setOther("");
      setError(null);
    } catch (failure) {
      setError(failure as ApiError);
    }
  }
  return (
    <form className="join" onSubmit={(submitted) => void join(submitted)}>
      <label>
        Another report of this event, by its id
        <input required value={other} pattern="[0-9A-Za-z_.\-]+" onChange={(change) => setOther(change.target.value)} />
      </label>
      <button type="submit" disabled={!who || event.links.some((link) => link.report === other)}>
        Join
      </button>
      {!who && <span className="quiet">Sign a judgement in an article first.</span>}
      {error && <Trouble error={error} />}
    </form>
  );
}
