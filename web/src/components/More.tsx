import { type ReactNode, useEffect, useState } from "react";
import { ApiError, ask } from "../api/client";
import { Trouble } from "./states";

interface Props<Page, Row> {
  first: Page;
  rows: (page: Page) => readonly Row[];
  next: (page: Page) => string | null;
  path: (cursor: string) => string;
  children: (rows: readonly Row[]) => ReactNode;
}

/** A list whose further pages are asked for by a button. */
export function More<Page, Row>({ first, rows, next, path, children }: Props<Page, Row>) {
  const [pages, setPages] = useState<readonly Page[]>([first]);
  const [error, setError] = useState<ApiError | null>(null);
  useEffect(() => setPages([first]), [first]);
  const last = pages.at(-1) ?? first;
  const cursor = next(last);
  async function load(from: string) {
    try {
      const page = await ask<Page>(path(from));
      setPages((known) => [...known, page]);
      setError(null);
    } catch (failure) {
      setError(failure instanceof ApiError ? failure : new ApiError(0, "error", String(failure), "Try again"));
    }
  }
  return (
    <>
      {children(pages.flatMap(rows))}
      {error && <Trouble error={error} />}
      {cursor !== null && (
        <button type="button" onClick={() => void load(cursor)}>
          More
        </button>
      )}
    </>
  );
}
