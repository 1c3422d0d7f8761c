import { useState } from "react";
import { changed } from "../address";
import { type About, type Facet, type Facets, useAnswer } from "../api/client";
import { number, plural, visible } from "../words";
import { Trouble } from "./states";

/** Filters as the API and the commands name them. */
export const FILTERS = ["type", "actor", "recipient", "place", "status", "programme", "document", "materiel", "publisher", "from", "to"] as const;

const NAMES: Record<string, string> = {
  type: "Type",
  status: "Status",
  actor: "Who",
  recipient: "To whom",
  place: "Where",
  materiel: "Materiel",
  publisher: "Publisher",
};
const SHOWN = 8;

/** Only what filters: of an address that also holds a rule, an order or a chosen report. */
export function filtersOf(params: URLSearchParams, beside: readonly string[] = []): URLSearchParams {
  const kept = new URLSearchParams();
  for (const name of [...FILTERS, ...beside]) for (const value of params.getAll(name)) kept.append(name, value);
  return kept;
}

interface Props {
  params: URLSearchParams;
  fields: readonly string[];
  onChange: (params: URLSearchParams) => void;
}

/** The facets of what is filtered, the days, and what is set already. */
export function FilterPanel({ params, fields, onChange }: Props) {
  const { value, error } = useAnswer<Facets>(`/reports/facets?${filtersOf(params).toString()}`);
  function toggle(field: string, one: string) {
    const set = params.getAll(field);
    onChange(changed(params, { [field]: set.includes(one) ? set.filter((each) => each !== one) : [...set, one] }));
  }
  return (
    <section className="filters" aria-label="Filters">
      <Chosen params={params} onChange={onChange} />
      {error && <Trouble error={error} />}
      <fieldset>
        <legend>Days</legend>
        <Day name="from" params={params} onChange={onChange} />
        <Day name="to" params={params} onChange={onChange} />
      </fieldset>
      {value?.facets
        .filter((facet) => fields.includes(facet.field))
        .map((facet) => (
          <Choice key={facet.field} facet={facet} chosen={params.getAll(facet.field)} onToggle={(one) => toggle(facet.field, one)} />
        ))}
    </section>
  );
}

function Day({ name, params, onChange }: { name: "from" | "to"; params: URLSearchParams; onChange: (params: URLSearchParams) => void }) {
  return (
    <label>
      {name}
      <input type="date" value={params.get(name) ?? ""} onChange={(event) => onChange(changed(params, { [name]: event.target.value || null }))} />
    </label>
  );
}

function Choice({ facet, chosen, onToggle }: { facet: Facet; chosen: readonly string[]; onToggle: (value: string) => void }) {
  const [isOpen, setOpen] = useState(false);
  const values = isOpen ? facet.values : facet.values.slice(0, SHOWN);
  const hidden = facet.values.length - values.length;
  if (facet.values.length === 0 && chosen.length === 0) return null;
  return (
    <fieldset>
      <legend>{NAMES[facet.field] ?? facet.field}</legend>
      <ul>
        {values.map(({ value, count }) => (
          <li key={value}>
            <label className="check">
              <input type="checkbox" checked={chosen.includes(value)} onChange={() => onToggle(value)} />
              <span>{visible(value)}</span>
              <span className="count">{number(count)}</span>
            </label>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <button type="button" className="plain-button" onClick={() => setOpen(true)}>
          {hidden} more
        </button>
      )}
      <Typed field={facet.field} onAdd={(value) => !chosen.includes(value) && onToggle(value)} isNeeded={isOpen || facet.others > 0} others={facet.others} />
    </fieldset>
  );
}

/** Values that the list does not show are typed: "Britain", "the Kremlin". */
function Typed({ field, onAdd, isNeeded, others }: { field: string; onAdd: (value: string) => void; isNeeded: boolean; others: number }) {
  const [value, setValue] = useState("");
  const isName = field === "actor" || field === "recipient" || field === "place" || field === "publisher";
  if (!isName || !isNeeded) return null;
  return (
    <form
      className="typed"
      onSubmit={(event) => {
        event.preventDefault();
        if (value.trim()) onAdd(value.trim());
        setValue("");
      }}
    >
      <input
        aria-label={`Another ${NAMES[field]?.toLowerCase() ?? field}`}
        placeholder={others > 0 ? `${number(others)} others: type a name` : "type a name"}
        value={value}
        onChange={(event) => setValue(event.target.value)}
      />
    </form>
  );
}

function Chosen({ params, onChange }: { params: URLSearchParams; onChange: (params: URLSearchParams) => void }) {
  const set = FILTERS.flatMap((name) => params.getAll(name).map((value) => ({ name, value })));
  if (set.length === 0) return null;
  const without = (name: string, value: string) => changed(params, { [name]: params.getAll(name).filter((one) => one !== value) });
  return (
    <ul className="chosen-filters" aria-label="Filters that are set">
      {set.map(({ name, value }) => (
        <li key={`${name} ${value}`}>
          <button type="button" onClick={() => onChange(without(name, value))} title={`Take away: ${name} ${visible(value)}`}>
            {name}: {visible(value)} <span aria-hidden="true">✕</span>
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="plain-button" onClick={() => onChange(changed(params, Object.fromEntries(FILTERS.map((name) => [name, null]))))}>
          Clear all
        </button>
      </li>
    </ul>
  );
}

/** On a narrow screen the filters fold away; how many are set stays in sight. */
export function FoldingFilters(props: Props) {
  const set = FILTERS.reduce((count, name) => count + props.params.getAll(name).length, 0);
  const [isOpen, setOpen] = useState(() => window.matchMedia("(min-width: 60rem)").matches);
  return (
    <details className="folding" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Filters{set > 0 && `: ${plural(set, "filter")} set`}</summary>
      {isOpen && <FilterPanel {...props} />}
    </details>
  );
}

export function useVocabulary(): About | null {
  return useAnswer<About>("/about").value;
}
