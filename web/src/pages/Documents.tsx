import { changed, go, Link, to } from "../address";
import { type About, type DocumentPage, type DocumentRow, useAnswer } from "../api/client";
import { More } from "../components/More";
import { Empty, Loading, Trouble } from "../components/states";
import { Words } from "../components/Words";
import { plural, visible } from "../words";

export function Documents({ params }: { params: URLSearchParams }) {
  const words = params.get("words") ?? "";
  const asked = new URLSearchParams({ words });
  const { value: about } = useAnswer<About>("/about");
  const { value, error } = useAnswer<DocumentPage>(`/documents?${asked.toString()}`);
  if (error) return <Trouble error={error} />;
  if (!value || !about) return <Loading what="the documents" />;
  if (about.documents === 0) return <Beginning />;
  return (
    <>
      <header className="page-head">
        <h1>Documents</h1>
        <p className="quiet">
          {plural(about.documents, "document")} and {plural(about.reports, "current report")} in <code>{visible(about.ledger)}</code>
        </p>
        <input
          type="search"
          aria-label="Search in titles, names and publishers"
          placeholder="Title, name or publisher"
          defaultValue={words}
          onChange={(event) => go(to("/", changed(params, { words: event.target.value || null })), { replace: true })}
        />
      </header>
      {value.documents.length === 0 ? (
        <Empty title="No document is called so">
          <p>Search for a part of a title, of a file’s name or of a publisher.</p>
        </Empty>
      ) : (
        <More
          first={value}
          rows={(page) => page.documents}
          next={(page) => page.next}
          path={(cursor) => `/documents?${changed(asked, { cursor }).toString()}`}
        >
          {(rows) => (
            <ol className="documents">
              {rows.map((row) => (
                <Row key={row.name} row={row} />
              ))}
            </ol>
          )}
        </More>
      )}
    </>
  );
}

function Row({ row }: { row: DocumentRow }) {
  const isRead = row.language === null || row.language === "en" || row.reports > 0;
  return (
    <li>
      <Link href={to("/article", { document: row.name })}>
        <Words text={row.title ?? row.name} />
      </Link>
      <span className="quiet">{[row.published ?? "undated", row.publisher && visible(row.publisher), visible(row.name)].filter(Boolean).join(" · ")}</span>
      <span className="count">{isRead ? plural(row.reports, "report") : `not read (${row.language ?? ""})`}</span>
    </li>
  );
}

function Beginning() {
  return (
    <Empty title="The ledger is empty">
      <p>
        <Link href="/add">Add texts or files</Link> here: news articles, press releases, mails, feeds, PDF, DOCX, web pages.
      </p>
      <p>
        Or read a whole folder from the command line: <code>vedette read FOLDER</code>, with the same <code>--ledger</code>.
      </p>
    </Empty>
  );
}
