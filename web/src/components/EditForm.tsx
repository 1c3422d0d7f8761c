import { useState } from "react";
import type { Report } from "../api/client";
import { useVocabulary } from "./Filters";

interface Props {
  report: Report;
  onEdit: (field: string, value: unknown, why: string) => void;
}

const FIELDS = ["status", "type", "actor", "recipient", "money", "when", "said", "hedged", "negated", "items", "place", "attributed_to", "programme"] as const;
type FieldName = (typeof FIELDS)[number];

/** One field at a time, each with its reason. What is typed is checked by the ledger, which knows what each field may hold. */
export function EditForm({ report, onEdit }: Props) {
  const [field, setField] = useState<FieldName>("status");
  const [typed, setTyped] = useState(() => written(report, "status"));
  const [why, setWhy] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  function choose(next: FieldName) {
    setField(next);
    setTyped(written(report, next));
    setProblem(null);
  }
  function send() {
    try {
      onEdit(field, meant(field, typed), why);
      setProblem(null);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  }
  return (
    <form
      className="judge"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label>
        Field
        <select value={field} onChange={(event) => choose(FIELDS.find((one) => one === event.target.value) ?? "status")}>
          {FIELDS.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      <label>
        {HINTS[field] ?? "Value"}
        <ValueInput field={field} value={typed} onChange={setTyped} />
      </label>
      <label>
        Why
        <input required maxLength={500} value={why} onChange={(event) => setWhy(event.target.value)} />
      </label>
      {problem && (
        <p className="trouble" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" className="primary">
        Save the edit
      </button>
    </form>
  );
}

const HINTS: Partial<Record<FieldName, string>> = {
  actor: "Ids or names, with commas between (GBR, NOR)",
  recipient: "Ids or names, with commas between (ISL)",
  said: "Day on which it was said (YYYY-MM-DD, empty where unknown)",
  programme: "As the text names it; empty for none",
  money: "JSON: low, high, currency, role, instrument; null where unknown",
  when: "JSON: start and end as YYYY-MM-DD, null where open",
  items: "JSON: a list of name, category, low, high, role, per",
  place: "JSON: a list of name and role (at, to, from)",
  attributed_to: "JSON: the chain, outermost first, each a list of names",
};

function ValueInput({ field, value, onChange }: { field: FieldName; value: string; onChange: (value: string) => void }) {
  const vocabulary = useVocabulary();
  const choices = field === "status" ? vocabulary?.statuses : field === "type" ? vocabulary?.types : field === "hedged" || field === "negated" ? ["true", "false"] : null;
  if (choices)
    return (
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {choices.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    );
  if (value.length > 30 || field === "items" || field === "place") return <textarea rows={4} value={value} onChange={(event) => onChange(event.target.value)} />;
  return <input value={value} onChange={(event) => onChange(event.target.value)} />;
}

const NAMES: readonly FieldName[] = ["actor", "recipient"];
const WORDS: readonly FieldName[] = ["status", "type"];

function written(report: Report, field: FieldName): string {
  const value: unknown = report[field];
  if (NAMES.includes(field)) return (value as string[]).join(", ");
  if (typeof value === "string") return value;
  return value === null ? "" : JSON.stringify(value);
}

function meant(field: FieldName, typed: string): unknown {
  const value = typed.trim();
  if (NAMES.includes(field))
    return value
      .split(",")
      .map((name) => name.trim())
      .filter(Boolean);
  if (WORDS.includes(field)) return value;
  if (field === "said" || field === "programme") return value || null;
  if (!value) return null;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw new Error("This is no JSON: mend it, or leave it empty for nothing.");
  }
}
