/** Rows of a long list by their number, loaded a page at a time as they come into sight. */

import { useEffect, useRef, useState } from "react";
import { ApiError, ask, type Report, type ReportPage, useChanges } from "./api/client";

const PAGE = 200;

interface Pages {
  key: string;
  pages: Map<number, Report[]>;
  cursors: Map<number, string>;
  asked: Set<number>;
}

export interface Rows {
  row: (index: number) => Report | undefined;
  error: ApiError | null;
}

/** `first`..`last` are the numbers in sight. A page that follows a loaded one is asked for by its cursor, else by how many to skip. */
export function useRows(query: string, first: number, last: number): Rows {
  const key = `${useChanges()} ${query}`;
  const held = useRef<Pages>({ key: "", pages: new Map(), cursors: new Map(), asked: new Set() });
  const [, redraw] = useState(0);
  const [error, setError] = useState<ApiError | null>(null);
  if (held.current.key !== key) held.current = { key, pages: new Map(), cursors: new Map(), asked: new Set() };
  useEffect(() => {
    const mine = held.current;
    setError(null);
    async function load(page: number) {
      mine.asked.add(page);
      const where = new URLSearchParams(query);
      where.set("limit", String(PAGE));
      const cursor = mine.cursors.get(page);
      if (cursor) where.set("cursor", cursor);
      else if (page > 0) where.set("skip", String(page * PAGE));
      try {
        const found = await ask<ReportPage>(`/reports?${where.toString()}`);
        mine.pages.set(page, found.reports);
        if (found.next) mine.cursors.set(page + 1, found.next);
      } catch (failure) {
        mine.asked.delete(page);
        setError(failure instanceof ApiError ? failure : new ApiError(0, "error", String(failure), "Load the page again"));
      }
      if (held.current === mine) redraw((turn) => turn + 1);
    }
    // While one scrolls past, nothing is asked for.
    const pause = setTimeout(() => {
      for (let page = Math.floor(first / PAGE); page <= Math.floor(Math.max(first, last) / PAGE); page += 1) if (!mine.asked.has(page)) void load(page);
    }, 60);
    return () => clearTimeout(pause);
  }, [key, query, first, last]);
  return { row: (index) => held.current.pages.get(Math.floor(index / PAGE))?.[index % PAGE], error };
}
