import type { MouseEvent } from "react";
import type { Report } from "../api/client";
import { family, told, voice } from "../words";
import { type Paragraph, type Segment, type Stretch, marked } from "./marking";
import { Words } from "./Words";

interface Props {
  text: string;
  reports: readonly Report[];
  chosen: Report | null;
  fields: readonly Stretch[];
  onChoose: (report: Report) => void;
}

/** The text as stored, each report's evidence marked by status (colour and sign) and voice (line). */
export function MarkedText({ text, reports, chosen, fields, onChoose }: Props) {
  const begun = new Set<string>();
  return (
    <div className="text">
      {marked(text, reports, fields).map((paragraph) => (
        <MarkedParagraph key={paragraph.start} paragraph={paragraph} chosen={chosen} begun={begun} onChoose={onChoose} />
      ))}
    </div>
  );
}

interface ParagraphProps {
  paragraph: Paragraph;
  chosen: Report | null;
  begun: Set<string>;
  onChoose: (report: Report) => void;
}

function MarkedParagraph({ paragraph, chosen, begun, onChoose }: ParagraphProps) {
  return (
    <p>
      {paragraph.segments.map((segment) => {
        const top = segment.reports[0];
        if (!top) return <Words key={segment.start} text={segment.text} />;
        const starts = segment.reports.filter((report) => !begun.has(report.id));
        for (const report of starts) begun.add(report.id);
        return <Mark key={segment.start} segment={segment} starts={starts} chosen={chosen} onChoose={onChoose} />;
      })}
    </p>
  );
}

interface MarkProps {
  segment: Segment;
  starts: Report[];
  chosen: Report | null;
  onChoose: (report: Report) => void;
}

function Mark({ segment, starts, chosen, onChoose }: MarkProps) {
  const top = segment.reports[0];
  if (!top) return null;
  const isChosen = chosen !== null && segment.reports.some((report) => report.id === chosen.id);
  const shown = isChosen ? chosen : top;
  // Clicking where several reports overlap goes through them, the shortest first.
  function choose(event: MouseEvent) {
    if (window.getSelection()?.toString()) return;
    event.preventDefault();
    const at = segment.reports.findIndex((report) => report.id === chosen?.id);
    const next = segment.reports[(at + 1) % segment.reports.length];
    if (next) onChoose(next);
  }
  const kinds = ["mark", family(shown.status), `voice-${voice(shown)}`, isChosen ? "chosen" : "", segment.fields.length ? "field" : ""];
  return (
    <mark className={kinds.filter(Boolean).join(" ")} onClick={choose} data-reports={segment.reports.map((report) => report.id).join(" ")}>
      {starts.map((report) => (
        <button
          key={report.id}
          type="button"
          id={`mark-${report.id}`}
          className={`anchor ${family(report.status)}`}
          aria-label={`Report: ${report.type}, ${told(report)}`}
          aria-pressed={report.id === chosen?.id}
          title={`${report.type}, ${told(report)}`}
          onClick={(event) => {
            event.stopPropagation();
            onChoose(report);
          }}
        />
      ))}
      {segment.fields.length ? (
        <span className="field-words" data-fields={segment.fields.join(" ")} title={segment.fields.join(", ")}>
          <Words text={segment.text} />
        </span>
      ) : (
        <Words text={segment.text} />
      )}
    </mark>
  );
}
