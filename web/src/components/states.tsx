import type { ReactNode } from "react";
import type { ApiError } from "../api/client";

/** What went wrong and what to do about it. */
export function Trouble({ error }: { error: ApiError }) {
  return (
    <div className="trouble" role="alert">
      <strong>{error.message}.</strong> {error.remedy}.
    </div>
  );
}

export function Loading({ what }: { what: string }) {
  return (
    <p className="loading" role="status">
      Loading {what}…
    </p>
  );
}

/** Nothing to show, and what would change that. */
export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="empty">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
