import { type ReactNode, useState } from "react";
import type { Report, ReportInFull } from "../api/client";
import { useAnswer } from "../api/client";
import { Link, to } from "../address";
import { citation, dated, item, money, parties, places, roleWord, speakers, visible, VOICE_WORDS, voice } from "../words";
import { Loading, Trouble } from "./states";
import { Status } from "./Status";
import { Words } from "./Words";

/** One report: each field with the words that it rests on, the steps to its status, and a citation to take along. */
export function Record({ report, children }: { report: Report; children?: ReactNode }) {
  const { value, error } = useAnswer<ReportInFull>(`/reports/${encodeURIComponent(report.id)}`);
  return (
    <div className="record">
      <header>
        <h2>
          <code>{report.type}</code>
        </h2>
        <Status report={report} />
      </header>
      {children}
      <Fields report={report} full={value} />
      {value?.event && (
        <p>
          <Link href={to("/event", { id: value.event })}>The event</Link> <span className="quiet">with all that tell of it</span>
        </p>
      )}
      {error ? <Trouble error={error} /> : value ? <Reasons full={value} /> : <Loading what="the reasons" />}
      <Citation report={report} title={value?.title ?? null} />
    </div>
  );
}

function Fields({ report, full }: { report: Report; full: ReportInFull | null }) {
  const quoted = (field: string) => full?.quotes.filter((quote) => quote.field === field) ?? [];
  const said = report.said ? `said ${report.said}` : null;
  return (
    <dl className="fields">
      <Field name="who" quotes={quoted("actor")}>
        <PartyLinks names={report.actor} none="not named" />
      </Field>
      <Field name="to whom" quotes={quoted("recipient")}>
        {report.recipient.length > 0 && <PartyLinks names={report.recipient} none="" />}
      </Field>
      <Field name="what" quotes={quoted("items")}>
        {report.items.map(item).map(visible).join("; ")}
      </Field>
      <Field name="money" quotes={quoted("money")}>
        {report.money && [money(report), report.money.instrument, roleWord(report.money.role)].filter(Boolean).join(", ")}
      </Field>
      <Field name="where" quotes={quoted("place")}>
        {places(report)}
      </Field>
      <Field name="when" quotes={quoted("when")}>
        {[dated(report), report.dated.by === "said" ? null : said].filter(Boolean).join("; ")}
      </Field>
      <Field name="says" quotes={quoted("attributed_to")}>
        {speakers(report) || "the document itself"}
        {report.hedged && <span className="quiet"> ({VOICE_WORDS[voice(report)]})</span>}
      </Field>
      <Field name="verb" quotes={quoted("type")}>
        {report.negated ? "negated: it did or will not happen" : null}
      </Field>
      <Field name="programme">{report.programme && visible(report.programme)}</Field>
      {report.responds_to.length > 0 && (
        <Field name="answers">
          {report.responds_to.map((id) => (
            <Link key={id} href={to("/article", { document: report.document, report: id })}>
              {id.slice(0, 8)}
            </Link>
          ))}
        </Field>
      )}
    </dl>
  );
}

function PartyLinks({ names, none }: { names: readonly string[]; none: string }) {
  if (names.length === 0) return none;
  return names.map((name, index) => (
    <span key={name}>
      {index > 0 && ", "}
      <Link href={to("/entity", { name })}>{visible(name)}</Link>
    </span>
  ));
}

interface FieldProps {
  name: string;
  quotes?: readonly { start: number; text: string }[];
  children: ReactNode;
}

/** A field with its words; left out where the report has neither. */
function Field({ name, quotes = [], children }: FieldProps) {
  const hasValue = Boolean(children) && (!Array.isArray(children) || children.some(Boolean));
  if (!hasValue && quotes.length === 0) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {children}
        {quotes.map((quote) => (
          <q key={quote.start} className="quote">
            <Words text={quote.text} />
          </q>
        ))}
      </dd>
    </div>
  );
}

function Reasons({ full }: { full: ReportInFull }) {
  const { report } = full;
  return (
    <details className="reasons">
      <summary>Why it says so</summary>
      <ol>
        {full.steps.map((step, index) => (
          <li key={index}>{visible(step)}</li>
        ))}
      </ol>
      <dl className="fields">
        <Field name="rule">
          <code>{visible(report.rule) || "none named"}</code>
        </Field>
        <Field name="id">
          <code>{report.id}</code>
        </Field>
        <Field name="span">
          characters {report.start} to {report.end}
        </Field>
        <Field name="read by">reader {report.reader}</Field>
      </dl>
      {!full.context.current && <p className="notice">Superseded by a later version of the document, or by a later reading.</p>}
    </details>
  );
}

function Citation({ report, title }: { report: Report; title: string | null }) {
  const [copied, setCopied] = useState<string | null>(null);
  async function copy() {
    try {
      await navigator.clipboard.writeText(citation(report, title));
      setCopied("Copied.");
    } catch {
      setCopied("The browser does not let this page copy; select the sentence instead.");
    }
  }
  return (
    <p className="cite">
      <button type="button" onClick={() => void copy()}>
        Copy as citation
      </button>{" "}
      <span role="status">{copied}</span>
    </p>
  );
}

function Judged({ report: { review } }: { report: Report }) {
  if (review === null || review.state === "open") return null;
  return <span className="judged">{review.state}</span>;
}

/** A report in two lines, for lists. */
export function Brief({ report }: { report: Report }) {
  const about = [
    report.items.map(item).join("; "),
    money(report),
    places(report),
  ];
  return (
    <>
      <span className="brief-head">
        <code>{report.type}</code>
        <span>
          <Judged report={report} /> <Status report={report} />
        </span>
      </span>
      <span className="brief-body">
        <strong>
          {parties(report.actor) || "?"}
          {report.recipient.length > 0 && ` › ${parties(report.recipient)}`}
        </strong>{" "}
        {visible(about.filter(Boolean).join("; "))}
      </span>
    </>
  );
}
