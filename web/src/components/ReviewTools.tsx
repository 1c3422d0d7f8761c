import { type ReactNode, useEffect, useRef, useState } from "react";
import { ApiError, ledgerChanged, type Report } from "../api/client";
import { useKeys } from "../keys";
import { type Judgement, judge, keepWho, useWho } from "../reviewing";
import { visible } from "../words";
import { EditForm } from "./EditForm";
import { Trouble } from "./states";

type Open = "edit" | "reject" | null;

/** Accept, edit, reject and undo, by button and by key. Somebody else's judgement in between is shown, and nothing is lost. */
export function ReviewTools({ report }: { report: Report }) {
  const who = useWho();
  const [open, setOpen] = useState<Open>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [needsName, setNeedsName] = useState(false);
  const { review } = report;
  const stands = review !== null && review.state !== "open";

  async function decide(judgement: Judgement) {
    if (!who) {
      setNeedsName(true);
      return;
    }
    setError(null);
    try {
      await judge(report, who, judgement);
      setOpen(null);
    } catch (failure) {
      setError(failure instanceof ApiError ? failure : new ApiError(0, "error", String(failure), "Try again"));
      if (failure instanceof ApiError && failure.code === "review-conflict") ledgerChanged();
    }
  }
  const accept = () => void decide({ decision: "accept", why: "read and found right" });
  const undo = () => void decide({ decision: "undo", why: "taken back" });
  const toggle = (which: Open) => setOpen((before) => (before === which ? null : which));
  useKeys({ a: accept, e: () => toggle("edit"), x: () => toggle("reject"), ...(stands ? { u: undo } : {}) });
  return (
    <section className="review" aria-label="Review">
      <Standing report={report} />
      <div className="review-buttons">
        <button type="button" onClick={accept} aria-keyshortcuts="a">
          Accept <kbd>a</kbd>
        </button>
        <button type="button" onClick={() => toggle("edit")} aria-expanded={open === "edit"} aria-keyshortcuts="e">
          Edit <kbd>e</kbd>
        </button>
        <button type="button" onClick={() => toggle("reject")} aria-expanded={open === "reject"} aria-keyshortcuts="x">
          Reject <kbd>x</kbd>
        </button>
        {stands && (
          <button type="button" onClick={undo} aria-keyshortcuts="u">
            Undo <kbd>u</kbd>
          </button>
        )}
      </div>
      {error && <Trouble error={error} />}
      {(needsName || open !== null) && <Name who={who} isAsked={needsName && !who} />}
      {open === "edit" && <EditForm report={report} onEdit={(field, value, why) => void decide({ decision: "edit", field, value, why })} />}
      {open === "reject" && <Reject onReject={(why) => void decide({ decision: "reject", why })} />}
    </section>
  );
}

function Standing({ report: { review, machine } }: { report: Report }) {
  if (review === null) return <p className="quiet">Nobody has judged this report yet.</p>;
  const edited = Object.keys(review.edits);
  return (
    <p className="quiet" role="status">
      <strong>{review.state}</strong> by {visible(review.who)}, {review.at.slice(0, 16).replace("T", " ")} UTC: {visible(review.why)}
      {edited.length > 0 && machine !== null && (
        <>
          {" "}
          The reader had{" "}
          {edited.map((field) => (
            <code key={field}>
              {field}: {visible(JSON.stringify(machine[field] ?? null))}{" "}
            </code>
          ))}
        </>
      )}
    </p>
  );
}

function Name({ who, isAsked }: { who: string; isAsked: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isAsked) input.current?.focus();
  }, [isAsked]);
  return (
    <label className="signed">
      {isAsked ? "Sign first: who decides?" : "Signed"}
      <input ref={input} defaultValue={who} maxLength={200} autoComplete="name" onBlur={(event) => keepWho(event.target.value.trim())} onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()} />
    </label>
  );
}

const REASONS = ["the text does not say this", "wrong parties", "told elsewhere in the text already", "opinion, and no report"] as const;

function Reject({ onReject }: { onReject: (why: string) => void }) {
  const [why, setWhy] = useState("");
  return (
    <form
      className="judge"
      onSubmit={(event) => {
        event.preventDefault();
        onReject(why);
      }}
    >
      <Why why={why} onChange={setWhy} reasons={REASONS}>
        Why is it rejected?
      </Why>
      <button type="submit" className="primary">
        Reject
      </button>
    </form>
  );
}

interface WhyProps {
  why: string;
  onChange: (why: string) => void;
  reasons: readonly string[];
  children: ReactNode;
}

export function Why({ why, onChange, reasons, children }: WhyProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return (
    <label>
      {children}
      <input ref={input} required maxLength={500} list="review-reasons" value={why} onChange={(event) => onChange(event.target.value)} />
      <datalist id="review-reasons">
        {reasons.map((reason) => (
          <option key={reason} value={reason} />
        ))}
      </datalist>
    </label>
  );
}
