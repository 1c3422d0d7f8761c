import { changed, go, Link, to } from "../address";
import { API, type Facets, useAnswer } from "../api/client";
import { FoldingFilters, filtersOf } from "../components/Filters";
import { ReportTable } from "../components/ReportTable";
import { Empty, Loading, Trouble } from "../components/states";
import { plural } from "../words";

const FACETS = ["type", "status", "actor", "recipient", "place", "materiel", "publisher"];
const ORDERS = [
  ["newest", "newest first"],
  ["oldest", "oldest first"],
  ["document", "by document"],
] as const;

export function Ledger({ params }: { params: URLSearchParams }) {
  const filters = filtersOf(params).toString();
  const { value, error } = useAnswer<Facets>(`/reports/facets?${filters}`);
  const order = params.get("order") ?? "newest";
  const change = (next: URLSearchParams) => go(to("/ledger", next));
  return (
    <>
      <header className="page-head">
        <h1>Ledger</h1>
        <p className="quiet" role="status">
          {value ? plural(value.count, "report") : "…"}
        </p>
        <label>
          Order{" "}
          <select value={order} onChange={(event) => change(changed(params, { order: event.target.value === "newest" ? null : event.target.value }))}>
            {ORDERS.map(([name, words]) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <span className="exports">
          Export{" "}
          <a href={`${API}/exports/reports.csv?${filters}`} download>
            CSV
          </a>{" "}
          <a href={`${API}/exports/reports.jsonl?${filters}`} download>
            JSON lines
          </a>
        </span>
      </header>
      <div className="filtered">
        <FoldingFilters params={params} fields={FACETS} onChange={change} />
        <div className="filtered-body">
          {error ? (
            <Trouble error={error} />
          ) : !value ? (
            <Loading what="the ledger" />
          ) : value.count === 0 ? (
            <Nothing isFiltered={filters !== ""} />
          ) : (
            <ReportTable query={`${filters}${filters && "&"}order=${encodeURIComponent(order)}`} count={value.count} />
          )}
        </div>
      </div>
    </>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <Empty title="No report matches">
      <p>
        Take a filter away, or <Link href="/ledger">see all reports</Link>.
      </p>
    </Empty>
  ) : (
    <Empty title="The ledger is empty">
      <p>
        <Link href="/add">Add texts or files</Link>, and what they report stands here.
      </p>
    </Empty>
  );
}
