/** How values are put into words. Unknown stays unknown: no bound is ever made up. */

import type { KnownBounds, LedgerEvent, Report } from "./api/client";

const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** The text with control characters and direction marks shown as what they are, so that no text can pose as another. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (found) => `⟨${(found.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}⟩`);
}

/** Splits a text at its unseen characters: those are shown as marks of their own. */
export function unseenParts(text: string): { text: string; unseen: boolean }[] {
  const parts: { text: string; unseen: boolean }[] = [];
  let from = 0;
  for (const match of text.matchAll(UNSEEN)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index), unseen: false });
    parts.push({ text: (match[0].codePointAt(0) ?? 0).toString(16).padStart(4, "0"), unseen: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), unseen: false });
  return parts;
}

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

export function number(value: number): string {
  return whole.format(value);
}

/** "2,000", "800 to 1,200", "at least 50", "up to 30", "unknown". */
export function bounds(low: number | null, high: number | null, write: (value: number) => string = number): string {
  if (low === null && high === null) return "unknown";
  if (low === null) return `up to ${write(high ?? 0)}`;
  if (high === null) return `at least ${write(low)}`;
  return low === high ? write(low) : `${write(low)} to ${write(high)}`;
}

const SIZES: readonly (readonly [number, string])[] = [
  [1e12, " trillion"],
  [1e9, " billion"],
  [1e6, " million"],
];

/** A sum, in millions or billions only where that drops nothing: 120,000,000 is "120 million", 1,234,567 stays. */
export function sum(value: number): string {
  for (const [size, word] of SIZES) {
    const scaled = value / size;
    if (scaled >= 1 && Number(scaled.toFixed(3)) * size === value) return whole.format(scaled) + word;
  }
  return number(value);
}

export function money(report: Report): string | null {
  const { money } = report;
  return money && `${money.currency} ${bounds(money.low, money.high, sum)}`;
}

export function roleWord(role: string): string {
  return role === "new" ? "" : role === "cumulative" ? "running total" : role === "part" ? "part of another" : role;
}

export function item(one: Report["items"][number]): string {
  const counted = one.low === null && one.high === null ? "" : `${bounds(one.low, one.high)} `;
  const notes = [roleWord(one.role), one.per && `per ${one.per}`].filter(Boolean);
  return `${counted}${one.name}${notes.length ? ` (${notes.join(", ")})` : ""}`;
}

export function substance(report: Report): string {
  const parts = report.items.map(item);
  const paid = money(report);
  if (paid) parts.push([paid, report.money?.instrument, report.money && roleWord(report.money.role)].filter(Boolean).join(", "));
  return visible(parts.join("; "));
}

export function parties(names: readonly string[]): string {
  return visible(names.join(", "));
}

export function places(report: Report): string {
  return visible(report.place.map((one) => (one.role === "at" ? one.name : `${one.role} ${one.name}`)).join(", "));
}

export function speakers(report: Report): string {
  return visible(report.attributed_to.map((link) => link.join(", ")).join(" ‹ "));
}

export type Family = "happened" | "committed" | "spoken" | "threatened" | "against";

const FAMILIES: Record<string, Family> = {
  done: "happened",
  ongoing: "happened",
  contracted: "committed",
  authorised: "committed",
  pledged: "committed",
  expected: "spoken",
  proposed: "spoken",
  considered: "spoken",
  demanded: "spoken",
  hypothetical: "spoken",
  threatened: "threatened",
  cancelled: "against",
  denied: "against",
};

export const FAMILY_WORDS: Record<Family, string> = {
  happened: "happened or under way",
  committed: "pledged, approved, ordered",
  spoken: "asked for, proposed, expected, possible",
  threatened: "threatened",
  against: "denied or called off",
};

export function family(status: string): Family {
  return FAMILIES[status] ?? "spoken";
}

export type Voice = "own" | "attributed" | "hedged";

/** Whose word it is: the document's own, somebody's whom it names, or one on which it casts doubt. */
export function voice(report: Report): Voice {
  return report.hedged ? "hedged" : report.attributed_to.length ? "attributed" : "own";
}

export const VOICE_WORDS: Record<Voice, string> = {
  own: "in the document's own voice",
  attributed: "somebody else says so",
  hedged: "told with doubt",
};

export function told(report: Report): string {
  return [report.status, report.negated && "negated", report.hedged && "hedged"].filter(Boolean).join(", ");
}

export function plural(count: number, noun: string): string {
  return `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
}

export function dated(report: Report): string {
  const by = report.dated.by === "said" ? " (said)" : report.dated.by === "published" ? " (published)" : "";
  return report.dated.label + by;
}

/** A sentence as one would cite it, with what is needed to find it again. */
export function citation(report: Report, title: string | null): string {
  const source = [report.publisher, title && `“${visible(title)}”`, report.published].filter(Boolean).join(", ");
  const link = `${location.origin}/article?${new URLSearchParams({ document: report.document, report: report.id }).toString()}`;
  return `“${visible(report.evidence)}” (${source || visible(report.document)}). ${link} · text sha256 ${report.version}`;
}

/** What an event is best known to be about: its money, its counts, its places. */
export function eventAmounts(event: LedgerEvent): string {
  const known = [event.money, ...event.counts].filter((one) => one !== null);
  const parts = known.map((one) => (one.currency ? `${one.currency} ${bounds(one.low, one.high, sum)}` : counted(one)));
  parts.push(...event.places.map((place) => `${place.role} ${place.name}`));
  const sort = event.sort === "new" ? "" : ` (${event.sort})`;
  return visible(parts.join("; ")) + sort;
}

function counted({ low, high, name }: KnownBounds): string {
  return low === null && high === null ? (name ?? "unknown") : `${bounds(low, high)} ${name ?? ""}`;
}

export function eventDays(event: LedgerEvent): string {
  if (event.first === null && event.last === null) return "undated";
  return event.first === event.last ? (event.first ?? "") : `${event.first ?? ""}..${event.last ?? ""}`;
}
