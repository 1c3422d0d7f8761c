import { useEffect, useState } from "react";
import { changed, go, Link, to } from "../address";
import { type About, ask, type ApiError, type DocumentPage, type DocumentRow, useAnswer } from "../api/client";
import { Empty, Loading, Trouble } from "../components/states";
import { Words } from "../components/Words";
import { number, plural, visible } from "../words";

export function Documents({ params }: { params: URLSearchParams }) {
  const words = params.get("words") ?? "";
  const { value: about } = useAnswer<About>("/about");
  const { value, error } = useAnswer<DocumentPage>(`/documents?${new URLSearchParams({ words }).toString()}`);
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
        <Listed key={words} first={value} words={words} />
      )}
    </>
  );
}

function Listed({ first, words }: { first: DocumentPage; words: string }) {
  const [more, setMore] = useState<DocumentRow[]>([]);
  const [next, setNext] = useState(first.next);
  const [error, setError] = useState<ApiError | null>(null);
  useEffect(() => {
    setMore([]);
    setNext(first.next);
  }, [first]);
  async function load() {
    if (next === null) return;
    try {
      const page = await ask<DocumentPage>(`/documents?${new URLSearchParams({ words, cursor: next }).toString()}`);
      setMore((rows) => [...rows, ...page.documents]);
      setNext(page.next);
    } catch (failure) {
      setError(failure as ApiError);
    }
  }
  return (
    <>
      <ol className="documents">
        {[...first.documents, ...more].map((row) => (
          <li key={row.name}>
            <Link href={to("/article", { document: row.name })}>
              <Words text={row.title ?? row.name} />
            </Link>
            <span className="quiet">{[row.published ?? "undated", row.publisher && visible(row.publisher), visible(row.name)].filter(Boolean).join(" · ")}</span>
            <span className="count">{row.language !== null && row.language !== "en" ? `not read (${row.language})` : plural(row.reports, "report")}</span>
          </li>
        ))}
      </ol>
      {error && <Trouble error={error} />}
      {next !== null && (
        <button type="button" onClick={() => void load()}>
          More, after {number(first.documents.length + more.length)}
        </button>
      )}
    </>
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
