import { useEffect, useState } from "react";
import { changed, go, Link, to } from "../address";
import { ApiError, ask, type Report, type ReportPage, useAnswer, useChanges } from "../api/client";
import { FoldingFilters, filtersOf } from "../components/Filters";
import { Lanes } from "../components/Lanes";
import { Brief } from "../components/Record";
import { Empty, Loading, Trouble } from "../components/states";
import { dated, number, plural, visible } from "../words";

const FACETS = ["actor", "recipient", "type", "status", "place", "publisher"];
const DRAWN = 2000; // reports drawn at most; more would be one grey band
const PAGE = 500;

export function Timeline({ params }: { params: URLSearchParams }) {
  const filters = filtersOf(params).toString();
  const change = (next: URLSearchParams) => go(to("/timeline", next));
  return (
    <>
      <header className="page-head">
        <h1>Timeline</h1>
        <span className="quiet">Drag over the lanes to look closer; arrows lead from a move to what the text says answers it.</span>
        {(params.has("from") || params.has("to")) && (
          <button type="button" onClick={() => change(changed(params, { from: null, to: null }))}>
            All days
          </button>
        )}
      </header>
      <div className="filtered">
        <FoldingFilters params={params} fields={FACETS} onChange={change} />
        <div className="filtered-body">
          <Drawn filters={filters} onBrush={(from, until) => change(changed(params, { from, to: until }))} />
        </div>
      </div>
    </>
  );
}

interface Loaded {
  filters: string;
  reports: Report[];
  isWhole: boolean;
}

function Drawn({ filters, onBrush }: { filters: string; onBrush: (from: string, until: string) => void }) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const { value: counted } = useAnswer<{ count: number }>(`/reports/count?${filters}`);
  const turn = useChanges();
  useEffect(() => {
    const controller = new AbortController();
    setError(null);
    load(filters, controller.signal)
      .then(setLoaded)
      .catch((failure: unknown) => {
        if (!controller.signal.aborted) setError(failure instanceof ApiError ? failure : new ApiError(0, "error", String(failure), "Load the page again"));
      });
    return () => controller.abort();
  }, [filters, turn]);
  if (error) return <Trouble error={error} />;
  if (!loaded) return <Loading what="the reports" />;
  const placed = loaded.reports.filter((report) => report.dated.by !== null);
  if (placed.length === 0)
    return (
      <Empty title="Nothing with a date matches">
        <p>Take a filter away, or choose other days.</p>
      </Empty>
    );
  const undated = loaded.reports.length - placed.length;
  return (
    <>
      {!loaded.isWhole && counted && (
        <p className="notice">
          The first {number(DRAWN)} of {plural(counted.count, "report")} are drawn. Choose days or parties to see the rest.
        </p>
      )}
      <Lanes reports={placed} onBrush={onBrush} />
      {undated > 0 && <p className="quiet">{plural(undated, "report")} without any date not drawn.</p>}
      <InWords reports={placed} />
    </>
  );
}

async function load(filters: string, signal: AbortSignal): Promise<Loaded> {
  const reports: Report[] = [];
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams(filters);
    query.set("order", "oldest");
    query.set("limit", String(PAGE));
    if (cursor) query.set("cursor", cursor);
    const page: ReportPage = await ask<ReportPage>(`/reports?${query.toString()}`, { signal });
    reports.push(...page.reports);
    cursor = page.next;
  } while (cursor && reports.length < DRAWN);
  return { filters, reports, isWhole: cursor === null };
}

/** The same in words, a day at a time. */
function InWords({ reports }: { reports: readonly Report[] }) {
  const [isOpen, setOpen] = useState(false);
  const shown = isOpen ? reports : reports.slice(0, 50);
  return (
    <section>
      <h2>In words</h2>
      <ol className="report-list in-time">
        {shown.map((report, index) => (
          <li key={report.id} id={`told-${report.id}`}>
            <span className="day">{dated(report) === dated(shown[index - 1] ?? report) && index > 0 ? "" : dated(report)}</span>
            <Link href={to("/article", { document: report.document, report: report.id })}>
              <Brief report={report} />
              <span className="quiet">{visible(report.evidence)}</span>
            </Link>
          </li>
        ))}
      </ol>
      {shown.length < reports.length && (
        <button type="button" onClick={() => setOpen(true)}>
          All {plural(reports.length, "report")}
        </button>
      )}
    </section>
  );
}
