/** Asks the API. Types come from its OpenAPI description (`npm run schema`). */

import { useEffect, useState, useSyncExternalStore } from "react";
import type { components } from "./schema";

type Schemas = components["schemas"];
export type Report = Schemas["Report"];
export type ReportInFull = Schemas["ReportInFull"];
export type ReportPage = Schemas["ReportPage"];
export type Facets = Schemas["Facets"];
export type Facet = Schemas["Facet"];
export type DocumentRow = Schemas["DocumentRow"];
export type DocumentPage = Schemas["DocumentPage"];
export type Document = Schemas["Document"];
export type Total = Schemas["Total"];
export type Summand = Schemas["Summand"];
export type About = Schemas["About"];
export type Reading = Schemas["Reading"];
export type LedgerEvent = Schemas["Event"];
export type EventPage = Schemas["EventPage"];
export type EventInFull = Schemas["EventInFull"];
export type KnownBounds = Schemas["KnownBounds"];
export type PartyPage = Schemas["PartyPage"];
export type Today = Schemas["Today"];
export type Geography = Schemas["Geography"];
export type Located = Schemas["Located"];
export type Sources = Schemas["Sources"];
export type Problem = Schemas["Problem"];

export const API = "/api/v1";

/** What the API says went wrong, or that it could not be reached. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly remedy: string,
  ) {
    super(detail);
  }
}

export async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(API + path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError(0, "unreachable", "The server does not answer", "See whether `vedette serve` still runs, and start it again if not");
  }
  if (response.ok) return (await response.json()) as T;
  let problem: Partial<Problem> = {};
  try {
    problem = (await response.json()) as Partial<Problem>;
  } catch {
    // Not a problem of ours: the status alone tells.
  }
  throw new ApiError(response.status, problem.code ?? "http", problem.detail ?? `The server answered ${response.status}`, problem.remedy ?? "Try again");
}

let changes = 0;
const watchers = new Set<() => void>();

/** Says that the ledger has changed: every answer on the page is asked for again. */
export function ledgerChanged(): void {
  changes += 1;
  for (const watcher of watchers) watcher();
}

export function useChanges(): number {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => changes,
  );
}

export interface Answer<T> {
  value: T | null;
  error: ApiError | null;
  isLoading: boolean;
}

/** The answer to one address of the API; the last one stays while the next is on its way. `null` asks nothing. */
export function useAnswer<T>(path: string | null): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T> & { path: string | null }>({ value: null, error: null, isLoading: path !== null, path: null });
  const turn = useChanges();
  useEffect(() => {
    if (path === null) return;
    const controller = new AbortController();
    setAnswer((before) => ({ ...before, isLoading: true, error: null }));
    ask<T>(path, { signal: controller.signal })
      .then((value) => setAnswer({ value, error: null, isLoading: false, path }))
      .catch((error: unknown) => {
        if (controller.signal.aborted) return;
        const known = error instanceof ApiError ? error : new ApiError(0, "error", String(error), "Load the page again");
        setAnswer({ value: null, error: known, isLoading: false, path });
      });
    return () => controller.abort();
  }, [path, turn]);
  return path === null ? { value: null, error: null, isLoading: false } : answer;
}
