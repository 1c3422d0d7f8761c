import { changed, go, Link, to } from "../address";
import { type EventPage, type LedgerEvent, useAnswer } from "../api/client";
import { FoldingFilters, filtersOf } from "../components/Filters";
import { More } from "../components/More";
import { Empty, Loading, Trouble } from "../components/states";
import { StatusName } from "../components/Status";
import { eventAmounts, eventDays, parties, plural } from "../words";

const FACETS = ["type", "status", "actor", "recipient", "place", "publisher"];

export function Events({ params }: { params: URLSearchParams }) {
  const asked = filtersOf(params, ["conflicts"]);
  const { value, error } = useAnswer<EventPage>(`/events?${asked.toString()}`);
  const change = (next: URLSearchParams) => go(to("/events", next));
  const onlyConflicts = params.get("conflicts") === "true";
  return (
    <>
      <header className="page-head">
        <h1>Events</h1>
        <label className="inline">
          <input type="checkbox" checked={onlyConflicts} onChange={() => change(changed(params, { conflicts: onlyConflicts ? null : "true" }))} /> only with an open
          conflict
        </label>
      </header>
      <div className="filtered">
        <FoldingFilters params={params} fields={FACETS} onChange={change} />
        <div className="filtered-body">
          {error ? (
            <Trouble error={error} />
          ) : !value ? (
            <Loading what="the events" />
          ) : value.events.length === 0 ? (
            <Empty title="No event matches">
              <p>Take a filter away. An event is what one report or several tell of.</p>
            </Empty>
          ) : (
            <More first={value} rows={(page) => page.events} next={(page) => page.next} path={(cursor) => `/events?${changed(asked, { cursor }).toString()}`}>
              {(events) => (
                <ol className="events">
                  {events.map((event) => (
                    <Row key={event.event} event={event} />
                  ))}
                </ol>
              )}
            </More>
          )}
        </div>
      </div>
    </>
  );
}

function Row({ event }: { event: LedgerEvent }) {
  const open = event.conflicts.filter((conflict) => conflict.open).map((conflict) => conflict.field);
  return (
    <li>
      <Link href={to("/event", { id: event.event })}>
        <span className="brief-head">
          <span>
            <span className="day">{eventDays(event)}</span> <code>{event.type}</code>
          </span>
          <StatusName status={event.status} />
        </span>
        <span className="brief-body">
          <strong>
            {parties(event.actor) || "?"}
            {event.recipient.length > 0 && ` › ${parties(event.recipient)}`}
          </strong>{" "}
          {eventAmounts(event)}
        </span>
        <span className="quiet">
          {plural(event.links.length, "report")}, {plural(event.origins.length, "origin")}: {event.corroboration}
          {open.length > 0 && <strong className="open-conflict"> · open conflict on {open.join(", ")}</strong>}
        </span>
      </Link>
    </li>
  );
}
