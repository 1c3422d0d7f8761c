import { type ReactNode, useState } from "react";
import { changed, go, Link, to } from "../address";
import { type Report, type Summand, type Total, useAnswer } from "../api/client";
import { Bar } from "../components/Bar";
import { FoldingFilters, filtersOf, useVocabulary } from "../components/Filters";
import { Status } from "../components/Status";
import { Empty, Loading, Trouble } from "../components/states";
import { bounds, number, parties, plural, sum, visible } from "../words";

const FACETS = ["recipient", "actor", "type", "status", "publisher"];

export function Totals({ params }: { params: URLSearchParams }) {
  const rule = params.get("rule") ?? "pledged_net";
  const vocabulary = useVocabulary();
  const { value, error } = useAnswer<Total>(`/totals?${filtersOf(params, ["rule", "currency"]).toString()}`);
  const change = (next: URLSearchParams) => go(to("/totals", next));
  return (
    <>
      <header className="page-head">
        <h1>Totals</h1>
        <label>
          Rule{" "}
          <select value={rule} onChange={(event) => change(changed(params, { rule: event.target.value }))}>
            {(vocabulary?.rules ?? [{ name: rule }]).map((one) => (
              <option key={one.name}>{one.name}</option>
            ))}
          </select>
        </label>
        <label>
          Currency{" "}
          <input
            key={params.get("currency") ?? ""}
            className="currency"
            defaultValue={params.get("currency") ?? ""}
            placeholder={value?.currency ?? "any"}
            maxLength={3}
            pattern="[A-Za-z]{3}"
            onChange={(event) => {
              const code = event.target.value.toUpperCase();
              if (code.length === 3 || code.length === 0) change(changed(params, { currency: code || null }));
            }}
          />
        </label>
      </header>
      <div className="filtered">
        <FoldingFilters params={params} fields={FACETS} onChange={change} />
        <div className="filtered-body">{error ? <Trouble error={error} /> : value ? <Answer total={value} params={params} /> : <Loading what="the total" />}</div>
      </div>
    </>
  );
}

function Answer({ total, params }: { total: Total; params: URLSearchParams }) {
  const largest = Math.max(0, ...total.summands.flatMap((one) => [one.low ?? 0, one.high ?? 0]));
  return (
    <>
      <section className="answer" aria-label="The total">
        <p className="figure">
          {total.currency === null ? "No sum is stated" : `${total.currency} ${bounds(total.low, total.high, sum)}`}
          {total.unknown > 0 && <span className="and"> and {plural(total.unknown, "event")} whose sum is unknown</span>}
        </p>
        {total.currency !== null && <Bar low={total.low} high={total.high} largest={Math.max(total.low ?? 0, total.high ?? 0)} unknown={total.unknown} />}
        <p className="quiet">
          Rule <code>{total.rule}</code>: {total.meaning}. As of {total.as_of}. Statuses: {total.statuses.join(", ")}.
        </p>
      </section>
      {total.summands.length === 0 && total.left_out.length === 0 && (
        <Empty title="Nothing about aid or money matches">
          <p>Take a filter away. Other types than aid are added where a type is chosen.</p>
        </Empty>
      )}
      {total.summands.length > 0 && (
        <section>
          <h2>Added: {plural(total.summands.length, "sum")}</h2>
          <ol className="summands">
            {total.summands.map((one) => (
              <Added key={one.reports.join()} summand={one} reports={total.reports} largest={largest} />
            ))}
          </ol>
        </section>
      )}
      {total.left_out.length > 0 && <LeftOut total={total} params={params} />}
    </>
  );
}

function Added({ summand, reports, largest }: { summand: Summand; reports: Total["reports"]; largest: number }) {
  const told = summand.reports.map((id) => reports[id]).filter((one) => one !== undefined);
  return (
    <li>
      <span className="summand-head">
        <span className="day">{summand.date ?? "undated"}</span>
        <strong>
          {summand.currency} {bounds(summand.low, summand.high, sum)}
        </strong>
        {told[0] && (
          <span>
            {parties(told[0].actor) || "?"} › {parties(told[0].recipient) || "?"}
          </span>
        )}
        {summand.event && <Link href={to("/event", { id: summand.event })}>event</Link>}
      </span>
      <Bar low={summand.low} high={summand.high} largest={largest} unknown={0} />
      {summand.stated && summand.rate && (
        <span className="quiet">
          stated as {summand.stated.currency} {bounds(summand.stated.low, summand.stated.high, sum)}; {summand.rate.source} of {summand.rate.date}, factor{" "}
          {summand.rate.factor.toPrecision(6)}
        </span>
      )}
      <Sentences reports={told} />
    </li>
  );
}

/** The sentences that a figure rests on, each a link to its place in the article. */
function Sentences({ reports }: { reports: readonly Report[] }) {
  return (
    <ul className="sentences">
      {reports.map((report) => (
        <li key={report.id}>
          <Link href={to("/article", { document: report.document, report: report.id })}>{visible(report.evidence)}</Link>{" "}
          <span className="quiet">
            <Status report={report} /> {visible(report.publisher ?? report.document)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function LeftOut({ total, params }: { total: Total; params: URLSearchParams }) {
  const byReason = new Map<string, Report[]>();
  for (const left of total.left_out) {
    const report = total.reports[left.report];
    if (report) byReason.set(left.reason, [...(byReason.get(left.reason) ?? []), report]);
  }
  const sorted = [...byReason].sort(([, a], [, b]) => b.length - a.length);
  return (
    <section>
      <h2>Left out: {plural(total.left_out.length, "report")}</h2>
      {sorted.map(([reason, reports]) => (
        <Folded key={reason} title={`${number(reports.length)}: ${reason}`}>
          <Sentences reports={reports} />
          <OtherCurrencies reports={reports} reason={reason} params={params} />
        </Folded>
      ))}
    </section>
  );
}

function OtherCurrencies({ reports, reason, params }: { reports: readonly Report[]; reason: string; params: URLSearchParams }) {
  const currency = reports[0]?.money?.currency;
  if (!currency || !reason.startsWith("stated in")) return null;
  return (
    <p>
      <Link href={to("/totals", changed(params, { currency }))}>The total in {currency}</Link>
    </p>
  );
}

function Folded({ title, children }: { title: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="folded" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{visible(title)}</summary>
      {isOpen && children}
    </details>
  );
}
