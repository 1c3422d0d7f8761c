import { changed, go, Link, to } from "../address";
import { type Facets, type PartyPage, type ReportPage, useAnswer } from "../api/client";
import { More } from "../components/More";
import { Brief } from "../components/Record";
import { Empty, Loading, Trouble } from "../components/states";
import { StatusName } from "../components/Status";
import { number, plural, visible } from "../words";

export function Entities({ params }: { params: URLSearchParams }) {
  const words = params.get("words") ?? "";
  const asked = new URLSearchParams({ words });
  const { value, error } = useAnswer<PartyPage>(`/entities?${asked.toString()}`);
  return (
    <>
      <header className="page-head">
        <h1>Entities</h1>
        <input
          type="search"
          aria-label="Part of a name"
          placeholder="Part of a name or id"
          defaultValue={words}
          onChange={(event) => go(to("/entities", changed(params, { words: event.target.value || null })), { replace: true })}
        />
      </header>
      {error ? (
        <Trouble error={error} />
      ) : !value ? (
        <Loading what="the parties" />
      ) : value.entities.length === 0 ? (
        <Empty title="No party is called so">
          <p>States go by their three letters (GBR, NOR), others by the name that the texts give them.</p>
        </Empty>
      ) : (
        <More first={value} rows={(page) => page.entities} next={(page) => page.next} path={(cursor) => `/entities?${changed(asked, { cursor }).toString()}`}>
          {(rows) => (
            <ul className="entities">
              {rows.map((row) => (
                <li key={row.name}>
                  <Link href={to("/entity", { name: row.name })}>{visible(row.name)}</Link>
                  <span className="count">
                    {number(row.as_actor)} done, {number(row.as_recipient)} received
                  </span>
                </li>
              ))}
            </ul>
          )}
        </More>
      )}
    </>
  );
}

export function Entity({ params }: { params: URLSearchParams }) {
  const name = params.get("name");
  if (name === null)
    return (
      <Empty title="No party is named">
        <p>
          Choose one among <Link href="/entities">the entities</Link>.
        </p>
      </Empty>
    );
  return (
    <>
      <header className="page-head">
        <h1>{visible(name)}</h1>
        <Link href={to("/totals", { recipient: name })}>Aid to it</Link>
        <Link href={to("/totals", { actor: name })}>Aid from it</Link>
        <Link href={to("/timeline", { actor: name })}>Its timeline</Link>
      </header>
      <div className="sides">
        <Side name={name} role="actor" title="What it does" other="recipient" otherTitle="To whom" />
        <Side name={name} role="recipient" title="What is done to it, for it, against it" other="actor" otherTitle="By whom" />
      </div>
    </>
  );
}

interface SideProps {
  name: string;
  role: "actor" | "recipient";
  title: string;
  other: "actor" | "recipient";
  otherTitle: string;
}

function Side({ name, role, title, other, otherTitle }: SideProps) {
  const query = new URLSearchParams({ [role]: name });
  const { value, error } = useAnswer<Facets>(`/reports/facets?${query.toString()}`);
  const latest = useAnswer<ReportPage>(`/reports?${query.toString()}&limit=10`).value;
  if (error) return <Trouble error={error} />;
  if (!value) return <Loading what="its reports" />;
  const facet = (field: string) => value.facets.find((one) => one.field === field)?.values ?? [];
  const within = (field: string, one: string) => to("/ledger", { [role]: name, [field]: one });
  return (
    <section>
      <h2>
        {title}: <Link href={to("/ledger", { [role]: name })}>{plural(value.count, "report")}</Link>
      </h2>
      {value.count > 0 && (
        <>
          <p className="chips">
            {facet("status").map(({ value: status, count }) => (
              <Link key={status} href={within("status", status)}>
                <StatusName status={status} count={count} />
              </Link>
            ))}
          </p>
          <dl className="fields">
            <Counted title="Types" field="type" values={facet("type")} within={within} />
            <Counted title={otherTitle} field={other} values={facet(other)} within={within} />
            <Counted title="Where" field="place" values={facet("place")} within={within} />
            <Counted title="Materiel" field="materiel" values={facet("materiel")} within={within} />
          </dl>
          <h3>The latest</h3>
          <ol className="report-list">
            {latest?.reports.map((report) => (
              <li key={report.id}>
                <Link href={to("/article", { document: report.document, report: report.id })}>
                  <Brief report={report} />
                  <span className="quiet">{visible(report.evidence)}</span>
                </Link>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

interface CountedProps {
  title: string;
  field: string;
  values: readonly { value: string; count: number }[];
  within: (field: string, value: string) => string;
}

function Counted({ title, field, values, within }: CountedProps) {
  if (values.length === 0) return null;
  return (
    <div>
      <dt>{title}</dt>
      <dd className="counted">
        {values.map(({ value, count }) => (
          <Link key={value} href={within(field, value)}>
            {visible(value)} <span className="count">{number(count)}</span>
          </Link>
        ))}
      </dd>
    </div>
  );
}
