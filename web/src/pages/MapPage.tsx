import { changed, go, Link, to } from "../address";
import { type Geography, type Report, useAnswer } from "../api/client";
import { FoldingFilters, filtersOf } from "../components/Filters";
import { dayNumber, isoDay } from "../components/placing";
import { Brief } from "../components/Record";
import { Empty, Loading, Trouble } from "../components/states";
import { WorldMap } from "../components/WorldMap";
import { plural, visible } from "../words";

const FACETS = ["type", "actor", "recipient", "status", "materiel", "place"];

export function MapPage({ params }: { params: URLSearchParams }) {
  const change = (next: URLSearchParams, how: { replace?: boolean } = {}) => go(to("/map", next), how);
  const { value, error } = useAnswer<Geography>(`/places?${filtersOf(params).toString()}`);
  return (
    <>
      <header className="page-head">
        <h1>Map</h1>
        <span className="quiet">A circle is where a place lies at the precision of its name; nothing is put more precisely.</span>
      </header>
      <div className="filtered">
        <FoldingFilters params={params} fields={FACETS} onChange={change} />
        <div className="filtered-body">{error ? <Trouble error={error} /> : value ? <Drawn value={value} params={params} onChange={change} /> : <Loading what="the map" />}</div>
      </div>
    </>
  );
}

interface DrawnProps {
  value: Geography;
  params: URLSearchParams;
  onChange: (params: URLSearchParams, how?: { replace?: boolean }) => void;
}

function Drawn({ value, params, onChange }: DrawnProps) {
  const place = params.get("at");
  const zoom = Number(params.get("zoom") ?? "1") || 1;
  const chosen = value.located.find((one) => one.name === place) ?? null;
  const arc = value.arcs.find((one) => `${one.giver} ${one.receiver}` === place) ?? null;
  const ids = chosen?.reports ?? arc?.reports ?? [];
  if (value.located.length === 0 && value.arcs.length === 0)
    return (
      <>
        <Empty title="Nothing to draw">
          <p>No report that matches names a place that can be put on the map. Take a filter away.</p>
        </Empty>
        <Unplaced value={value} />
      </>
    );
  return (
    <>
      <div className="map-tools">
        <button type="button" onClick={() => onChange(changed(params, { zoom: String(Math.min(16, zoom * 1.6)) }), { replace: true })} aria-label="Closer">
          +
        </button>
        <button type="button" onClick={() => onChange(changed(params, { zoom: String(Math.max(0.3, zoom / 1.6)) }), { replace: true })} aria-label="Further">
          −
        </button>
        <AsOf value={value} params={params} onChange={onChange} />
      </div>
      <WorldMap value={value} zoom={zoom} chosen={place} onChoose={(name) => onChange(changed(params, { at: name }))} />
      <p className="quiet">
        Coast and borders: Natural Earth, as they are held, not as they ought to be. Hatched: territory that is claimed from whoever holds it. Arcs: aid, from the middle of one state to the
        middle of another.
      </p>
      {(chosen || arc) && (
        <section aria-label="Reports of the chosen place">
          <h2>{chosen ? visible(chosen.name) : arc ? `Aid from ${arc.giver} to ${arc.receiver}` : ""}</h2>
          {chosen && (
            <p className="quiet">
              {chosen.kind}, within {chosen.radius} km; {chosen.reason}
              {chosen.claimed_by.length > 0 && `; disputed, claimed by ${chosen.claimed_by.join(" and ")}`}
            </p>
          )}
          <Told reports={ids.map((id) => value.reports[id]).filter((one) => one !== undefined)} />
        </section>
      )}
      <Places value={value} params={params} />
      <Unplaced value={value} />
    </>
  );
}

/** The last day that is drawn: what was reported until then. */
function AsOf({ value, params, onChange }: DrawnProps) {
  const days = Object.values(value.reports)
    .map((report) => report.dated.first ?? report.dated.last)
    .filter((day) => day !== null)
    .map(dayNumber);
  const until = params.get("to");
  const last = Math.max(...days, until ? dayNumber(until) : 0);
  const first = Math.min(...days);
  if (days.length === 0 || first >= last) return null;
  return (
    <label className="as-of">
      Until {until ?? isoDay(last)}
      <input
        type="range"
        min={first}
        max={last}
        value={until ? dayNumber(until) : last}
        onChange={(event) => onChange(changed(params, { to: isoDay(Number(event.target.value)) }), { replace: true })}
      />
    </label>
  );
}

function Told({ reports }: { reports: readonly Report[] }) {
  return (
    <ol className="report-list">
      {reports.map((report) => (
        <li key={report.id}>
          <Link href={to("/article", { document: report.document, report: report.id })}>
            <Brief report={report} />
            <span className="quiet">{visible(report.evidence)}</span>
          </Link>
        </li>
      ))}
    </ol>
  );
}

/** The same in words: whoever cannot see the map chooses here. */
function Places({ value, params }: { value: Geography; params: URLSearchParams }) {
  return (
    <section>
      <h2>Places</h2>
      <ul className="chips">
        {value.located.map((one) => (
          <li key={`${one.name} ${one.lat}`}>
            <Link href={to("/map", changed(params, { at: one.name }))}>{visible(one.name)}</Link> <span className="count">{one.reports.length}</span>
          </li>
        ))}
        {value.arcs.map((one) => (
          <li key={`${one.giver} ${one.receiver}`}>
            <Link href={to("/map", changed(params, { at: `${one.giver} ${one.receiver}` }))}>
              aid {one.giver} › {one.receiver}
            </Link>{" "}
            <span className="count">{one.reports.length}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Unplaced({ value }: { value: Geography }) {
  if (value.unplaced.length === 0) return null;
  return (
    <details>
      <summary>Not on the map: {plural(value.unplaced.length, "name")}</summary>
      <ul className="plain-list">
        {value.unplaced.map((one) => (
          <li key={one.name + one.reason}>
            <Link href={to("/ledger", { place: one.name })}>{visible(one.name)}</Link> <span className="quiet">{one.reason}</span> <span className="count">{one.reports.length}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
