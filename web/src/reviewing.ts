/** Judging reports: who decides is kept in this browser, and each judgement names the revision that was looked at. */

import { useSyncExternalStore } from "react";
import { ask, ledgerChanged, type Report } from "./api/client";

const KEY = "vedette.who";
const CHANGED = "vedette:who";

export function useWho(): string {
  return useSyncExternalStore(
    (changed) => {
      window.addEventListener(CHANGED, changed);
      return () => window.removeEventListener(CHANGED, changed);
    },
    () => localStorage.getItem(KEY) ?? "",
  );
}

export function keepWho(who: string): void {
  localStorage.setItem(KEY, who);
  window.dispatchEvent(new Event(CHANGED));
}

export interface Judgement {
  decision: "accept" | "edit" | "reject" | "merge" | "split" | "undo";
  why: string;
  field?: string;
  value?: unknown;
  others?: readonly string[];
}

export async function judge(report: Report, who: string, judgement: Judgement): Promise<Report> {
  const body = JSON.stringify({ ...judgement, who, seen: report.review?.revision ?? 0 });
  const judged = await ask<Report>(`/reports/${encodeURIComponent(report.id)}/reviews`, { method: "POST", headers: { "Content-Type": "application/json" }, body });
  ledgerChanged();
  return judged;
}
