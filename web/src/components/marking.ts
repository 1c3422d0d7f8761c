/** Cuts a text at the edges of its evidence. Offsets count code points, as the ledger's do. */

import type { Report } from "../api/client";

export interface Stretch {
  start: number;
  end: number;
  field: string;
}

export interface Segment {
  start: number;
  text: string;
  reports: Report[];
  /** Fields of the chosen report that rest on this segment. */
  fields: string[];
}

export interface Paragraph {
  start: number;
  segments: Segment[];
}

const BREAK = /\n[ \t]*\n\s*/gu;

/** Paragraphs at blank lines, each cut into segments that lie under the same reports and fields. Nothing of the text is lost. */
export function marked(text: string, reports: readonly Report[], fields: readonly Stretch[]): Paragraph[] {
  const points = Array.from(text);
  return paragraphs(text).map(({ start, end }) => {
    const edges = new Set([start, end]);
    for (const { start: from, end: until } of [...reports, ...fields]) {
      if (from > start && from < end) edges.add(from);
      if (until > start && until < end) edges.add(until);
    }
    const sorted = [...edges].sort((a, b) => a - b);
    const segments = sorted.slice(0, -1).map((from, index) => {
      const until = sorted[index + 1] ?? end;
      const covers = (one: { start: number; end: number }) => one.start <= from && one.end >= until;
      return {
        start: from,
        text: points.slice(from, until).join(""),
        reports: reports.filter(covers).sort((a, b) => a.end - a.start - (b.end - b.start)),
        fields: fields.filter(covers).map((one) => one.field),
      };
    });
    return { start, segments };
  });
}

function paragraphs(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  let units = 0;
  let count = 0;
  const advance = (to: number) => {
    count += Array.from(text.slice(units, to)).length;
    units = to;
    return count;
  };
  let from = 0;
  for (const match of text.matchAll(BREAK)) {
    const end = advance(match.index);
    if (end > from) found.push({ start: from, end });
    from = advance(match.index + match[0].length);
  }
  const end = advance(text.length);
  if (end > from) found.push({ start: from, end });
  return found;
}
