/** Where reports lie in time and in lanes. Days are numbers of days since 1970; an open side reaches to the edge. */

import type { Report } from "../api/client";

const DAY = 86_400_000;
export const LANES = 14;

export interface Placed {
  report: Report;
  first: number;
  last: number;
  isOpen: "start" | "end" | null;
  row: number;
}

export interface Lane {
  name: string;
  placed: Placed[];
  rows: number;
}

export function dayNumber(iso: string): number {
  return Math.floor(Date.parse(`${iso}T00:00:00Z`) / DAY);
}

export function isoDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The first and the last day that any report states; a year-long "since" does not stretch it. */
export function extent(reports: readonly Report[]): [number, number] {
  const days = reports.flatMap(({ dated }) => [dated.first, dated.last]).filter((day) => day !== null);
  const numbers = days.map(dayNumber);
  const first = Math.min(...numbers);
  const last = Math.max(...numbers);
  return [first - 1, last + 2];
}

/** The doers with most reports have a lane each, all others share the last. `perDay` and `gap` (pixels) keep marks apart. */
export function lanes(reports: readonly Report[], [from, until]: readonly [number, number], perDay: number, gap: number): Lane[] {
  const counts = new Map<string, number>();
  for (const report of reports) for (const name of doers(report)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const ranked = [...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b)).map(([name]) => name);
  const own = new Set(ranked.length > LANES ? ranked.slice(0, LANES - 1) : ranked);
  const found = new Map<string, Lane>();
  for (const report of reports) {
    for (const name of new Set(doers(report).map((doer) => (own.has(doer) ? doer : "others")))) {
      const lane = found.get(name) ?? { name, placed: [], rows: 1 };
      found.set(name, lane);
      put(lane, report, from, until, perDay, gap);
    }
  }
  return [...found.values()].sort((a, b) => Number(a.name === "others") - Number(b.name === "others") || b.placed.length - a.placed.length);
}

function doers(report: Report): string[] {
  return report.actor.length ? report.actor : ["not named"];
}

function put(lane: Lane, report: Report, from: number, until: number, perDay: number, gap: number): void {
  const first = report.dated.first === null ? from : dayNumber(report.dated.first);
  const last = report.dated.last === null ? until : dayNumber(report.dated.last) + 1;
  const isOpen = report.dated.first === null ? "start" : report.dated.last === null ? "end" : null;
  const free = (row: number) => lane.placed.every((other) => other.row !== row || (other.last - from) * perDay + gap <= (first - from) * perDay || (last - from) * perDay + gap <= (other.first - from) * perDay);
  let row = 0;
  while (!free(row)) row += 1;
  lane.placed.push({ report, first, last, isOpen, row });
  lane.rows = Math.max(lane.rows, row + 1);
}
