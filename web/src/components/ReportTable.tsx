import { type CSSProperties, useEffect, useRef, useState } from "react";
import { Link, to } from "../address";
import type { Report } from "../api/client";
import { useRows } from "../rows";
import { parties, places, speakers, substance, visible } from "../words";
import { Trouble } from "./states";
import { Status } from "./Status";

const AHEAD = 12; // rows drawn beyond what is in sight

interface Column {
  name: string;
  title: string;
  words: (report: Report) => string;
}

const BY: Record<string, string> = { said: " said", published: " pub." };

function shortDay(report: Report): string {
  return report.dated.label + (BY[report.dated.by ?? ""] ?? "");
}

const COLUMNS: readonly Column[] = [
  { name: "day", title: "Day", words: shortDay },
  { name: "type", title: "Type", words: (report) => report.type },
  { name: "status", title: "Status", words: (report) => report.status },
  { name: "who", title: "Who", words: (report) => parties(report.actor) || "?" },
  { name: "whom", title: "Whom", words: (report) => parties(report.recipient) },
  { name: "what", title: "What", words: substance },
  { name: "where", title: "Where", words: places },
  { name: "says", title: "Says", words: (report) => speakers(report) || "—" },
  { name: "words", title: "Words", words: (report) => visible(report.evidence) },
  { name: "document", title: "Source", words: (report) => visible(report.publisher ?? report.document) },
];

/** All rows of a query, of which only those in sight are drawn. */
export function ReportTable({ query, count }: { query: string; count: number }) {
  const box = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ top: 0, height: 800, row: 40 });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => {
      const row = parseFloat(getComputedStyle(element).getPropertyValue("--row-height")) || 40;
      setSight({ top: element.scrollTop, height: element.clientHeight, row });
    };
    look();
    const watcher = new ResizeObserver(look);
    watcher.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      watcher.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, []);
  useEffect(() => {
    box.current?.scrollTo(0, 0);
  }, [query]);
  const first = Math.max(0, Math.floor(sight.top / sight.row) - AHEAD);
  const last = Math.min(count - 1, Math.ceil((sight.top + sight.height) / sight.row) + AHEAD);
  const { row, error } = useRows(query, first, last);
  const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => first + k);
  return (
    <>
      {error && <Trouble error={error} />}
      <div className="table" role="table" aria-label="Reports" aria-rowcount={count + 1} aria-colcount={COLUMNS.length} ref={box} tabIndex={0}>
        <div role="rowgroup" className="table-head">
          <div role="row" className="row" aria-rowindex={1}>
            {COLUMNS.map((column) => (
              <span key={column.name} role="columnheader" className={`cell cell-${column.name}`}>
                {column.title}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" className="table-body" style={{ height: count * sight.row }}>
          {indexes.map((index) => (
            <Row key={index} index={index} report={row(index)} top={index * sight.row} />
          ))}
        </div>
      </div>
    </>
  );
}

function Row({ index, report, top }: { index: number; report: Report | undefined; top: number }) {
  const style: CSSProperties = { transform: `translateY(${top}px)` };
  if (!report)
    return (
      <div role="row" className="row waiting" aria-rowindex={index + 2} style={style}>
        <span role="cell" className="cell" aria-colspan={COLUMNS.length}>
          …
        </span>
      </div>
    );
  const href = to("/article", { document: report.document, report: report.id });
  return (
    <div role="row" className="row" aria-rowindex={index + 2} style={style}>
      {COLUMNS.map((column) => {
        const words = column.words(report);
        return (
          <span key={column.name} role="cell" className={`cell cell-${column.name}`}>
            <Link href={href} tabIndex={column.name === "type" ? 0 : -1} title={words} aria-label={words ? undefined : `${column.title}: nothing`}>
              {column.name === "status" ? <Status report={report} /> : words}
            </Link>
          </span>
        );
      })}
    </div>
  );
}
