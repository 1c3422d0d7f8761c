import { useEffect, useRef } from "react";
import { changed, go, Link, to } from "../address";
import type { Document, Report, ReportInFull } from "../api/client";
import { useAnswer } from "../api/client";
import { Keys } from "../components/Keys";
import { MarkedText } from "../components/MarkedText";
import { Brief, Record } from "../components/Record";
import { ReviewTools } from "../components/ReviewTools";
import { Empty, Loading, Trouble } from "../components/states";
import { Words } from "../components/Words";
import { useKeys } from "../keys";
import { FAMILY_WORDS, plural, visible } from "../words";

export function Article({ params }: { params: URLSearchParams }) {
  const name = params.get("document");
  const { value, error } = useAnswer<Document>(name === null ? null : `/document?${new URLSearchParams({ name }).toString()}`);
  if (name === null)
    return (
      <Empty title="No article is named">
        <p>
          Choose one among <Link href="/">the documents</Link>.
        </p>
      </Empty>
    );
  if (error) return <Trouble error={error} />;
  if (!value || value.name !== name) return <Loading what="the article" />;
  return <Opened document={value} params={params} />;
}

function Opened({ document: article, params }: { document: Document; params: URLSearchParams }) {
  const { reports } = article;
  const wanted = params.get("report");
  const chosen = [...reports, ...article.rejected].find((report) => report.id === wanted) ?? null;
  const { value: full } = useAnswer<ReportInFull>(chosen ? `/reports/${encodeURIComponent(chosen.id)}` : null);
  const fields = chosen && full?.report.id === chosen.id ? full.quotes.filter((quote) => quote.field !== "status") : [];
  const choose = (report: Report | null) => go(to("/article", changed(params, { report: report?.id ?? null })), { replace: wanted !== null });
  function step(by: number) {
    const at = reports.findIndex((report) => report.id === wanted);
    const next = at === -1 ? (by > 0 ? reports[0] : reports.at(-1)) : reports[at + by];
    if (next) choose(next);
  }
  useKeys({ j: () => step(1), k: () => step(-1), Escape: () => choose(null) });
  useScrollTo(chosen?.id ?? null);
  return (
    <div className="article">
      <article aria-label={visible(article.title ?? article.name)}>
        <Head document={article} />
        <Legend />
        <MarkedText text={article.text} reports={chosen && !reports.includes(chosen) ? [...reports, chosen] : reports} chosen={chosen} fields={fields} onChoose={choose} />
      </article>
      <aside className={chosen ? "panel open" : "panel"} aria-label="Reports of this article">
        <div className="panel-tools">
          {chosen ? (
            <button type="button" onClick={() => choose(null)}>
              All {plural(reports.length, "report")}
            </button>
          ) : (
            <h2>{plural(reports.length, "report")}</h2>
          )}
          <span className="steps">
            <button type="button" onClick={() => step(-1)} aria-label="Previous report (k)">
              ‹ <kbd>k</kbd>
            </button>
            <button type="button" onClick={() => step(1)} aria-label="Next report (j)">
              <kbd>j</kbd> ›
            </button>
          </span>
        </div>
        {wanted !== null && !chosen && <Superseded id={wanted} />}
        {chosen ? (
          <Record key={chosen.id} report={chosen}>
            <ReviewTools report={chosen} />
          </Record>
        ) : (
          <List reports={reports} params={params} />
        )}
        {!chosen && article.rejected.length > 0 && <Rejected reports={article.rejected} />}
        <Keys
          rows={[
            ["j, k", "next and previous report"],
            ["a", "accept"],
            ["e", "edit a field"],
            ["x", "reject"],
            ["u", "undo the last judgement"],
            ["Esc", "all reports"],
            ["?", "these keys"],
          ]}
        />
      </aside>
    </div>
  );
}

/** A link may lead to a report that a later reading has replaced: it is shown, and said to be so. */
function Superseded({ id }: { id: string }) {
  const { value, error } = useAnswer<ReportInFull>(`/reports/${encodeURIComponent(id)}`);
  if (error) return <Trouble error={error} />;
  if (!value) return <Loading what="the report" />;
  return (
    <div className="notice">
      <p>The report that this link leads to was replaced by a later reading of the article.</p>
      <Record report={value.report} />
    </div>
  );
}

/** Brings the evidence of the chosen report into view, once for each choice. */
function useScrollTo(id: string | null) {
  const last = useRef<string | null>(null);
  useEffect(() => {
    if (id === last.current) return;
    last.current = id;
    if (id === null) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    document.getElementById(`mark-${id}`)?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }, [id]);
}

function Head({ document: article }: { document: Document }) {
  const facts = [article.publisher, article.author, article.published && `published ${article.published} (from ${article.published_from ?? "unknown"})`];
  return (
    <header className="article-head">
      <h1>
        <Words text={article.title ?? article.name} />
      </h1>
      <p className="quiet">
        {facts.filter((fact) => fact !== null).map(visible).join(" · ") || "publisher and date unknown"} · <code>{visible(article.name)}</code>
        {article.versions.length > 1 && ` · version ${article.versions.length}`}
      </p>
      {article.warnings.map((warning) => (
        <p key={warning} className="notice">
          {visible(warning)}
        </p>
      ))}
    </header>
  );
}

function Legend() {
  return (
    <details className="legend">
      <summary>How the marks are read</summary>
      <ul>
        {(Object.keys(FAMILY_WORDS) as (keyof typeof FAMILY_WORDS)[]).map((family) => (
          <li key={family}>
            <mark className={`mark ${family} voice-own`}>
              <span className={`anchor ${family}`} />
              {FAMILY_WORDS[family]}
            </mark>
          </li>
        ))}
      </ul>
      <ul>
        <li>
          <mark className="mark plain voice-own">solid line</mark> the document’s own voice
        </li>
        <li>
          <mark className="mark plain voice-attributed">dashed</mark> somebody else says so
        </li>
        <li>
          <mark className="mark plain voice-hedged">dotted</mark> told with doubt
        </li>
      </ul>
    </details>
  );
}

function List({ reports, params }: { reports: readonly Report[]; params: URLSearchParams }) {
  if (reports.length === 0)
    return <p className="quiet">Vedette found no report in this text. What it does not know, it leaves out: the text may still say something.</p>;
  return (
    <ol className="report-list">
      {reports.map((report) => (
        <li key={report.id}>
          <Link href={to("/article", changed(params, { report: report.id }))}>
            <Brief report={report} />
          </Link>
        </li>
      ))}
    </ol>
  );
}

/** What reviewers rejected stays in reach: choosing one offers to take that back. */
function Rejected({ reports }: { reports: readonly Report[] }) {
  return (
    <details className="rejected">
      <summary>Rejected: {plural(reports.length, "report")}</summary>
      <ol className="report-list">
        {reports.map((report) => (
          <li key={report.id}>
            <Link href={to("/article", { document: report.document, report: report.id })}>
              <Brief report={report} />
            </Link>
          </li>
        ))}
      </ol>
    </details>
  );
}
