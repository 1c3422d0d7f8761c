import { Link, to } from "../address";
import { type Sources as Answer, useAnswer } from "../api/client";
import { Empty, Loading, Trouble } from "../components/states";
import { number, visible } from "../words";

/** Who published what is in the ledger, and how much of it. */
export function Sources() {
  const { value, error } = useAnswer<Answer>("/sources");
  if (error) return <Trouble error={error} />;
  if (!value) return <Loading what="the sources" />;
  if (value.sources.length === 0)
    return (
      <Empty title="There are no sources yet">
        <p>
          <Link href="/add">Add texts or files</Link>, and their publishers stand here.
        </p>
      </Empty>
    );
  return (
    <>
      <header className="page-head">
        <h1>Sources</h1>
      </header>
      <div className="scrolled" tabIndex={0} role="region" aria-label="Sources">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">Publisher</th>
              <th scope="col" className="numeric">
                Documents
              </th>
              <th scope="col" className="numeric">
                Reports
              </th>
              <th scope="col">First</th>
              <th scope="col">Last</th>
            </tr>
          </thead>
          <tbody>
            {value.sources.map((source) => (
              <tr key={source.publisher ?? ""}>
                <th scope="row">
                  {source.publisher === null ? (
                    <span className="quiet">documents that name no publisher</span>
                  ) : (
                    <Link href={to("/ledger", { publisher: source.publisher })}>{visible(source.publisher)}</Link>
                  )}
                </th>
                <td className="numeric">{number(source.documents)}</td>
                <td className="numeric">{number(source.reports)}</td>
                <td>{source.first ?? "undated"}</td>
                <td>{source.last ?? "undated"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
