import { useEffect, useRef, useState } from "react";
import { Link, useAddress } from "./address";
import { Article } from "./pages/Article";
import { Add } from "./pages/Add";
import { Documents } from "./pages/Documents";
import { Entities, Entity } from "./pages/Entities";
import { EventPage } from "./pages/Event";
import { Events } from "./pages/Events";
import { Ledger } from "./pages/Ledger";
import { MapPage } from "./pages/MapPage";
import { Sources } from "./pages/Sources";
import { Timeline } from "./pages/Timeline";
import { Today } from "./pages/Today";
import { Totals } from "./pages/Totals";
import { type Theme, keepTheme, storedTheme } from "./theme";

interface Page {
  path: string;
  name: string;
  inNavigation: boolean;
  show: (params: URLSearchParams) => React.ReactNode;
}

const PAGES: readonly Page[] = [
  { path: "/", name: "Documents", inNavigation: true, show: (params) => <Documents params={params} /> },
  { path: "/article", name: "Article", inNavigation: false, show: (params) => <Article params={params} /> },
  { path: "/ledger", name: "Ledger", inNavigation: true, show: (params) => <Ledger params={params} /> },
  { path: "/totals", name: "Totals", inNavigation: true, show: (params) => <Totals params={params} /> },
  { path: "/timeline", name: "Timeline", inNavigation: true, show: (params) => <Timeline params={params} /> },
  { path: "/map", name: "Map", inNavigation: true, show: (params) => <MapPage params={params} /> },
  { path: "/events", name: "Events", inNavigation: true, show: (params) => <Events params={params} /> },
  { path: "/event", name: "Event", inNavigation: false, show: (params) => <EventPage params={params} /> },
  { path: "/entities", name: "Entities", inNavigation: true, show: (params) => <Entities params={params} /> },
  { path: "/entity", name: "Entity", inNavigation: false, show: (params) => <Entity params={params} /> },
  { path: "/sources", name: "Sources", inNavigation: true, show: () => <Sources /> },
  { path: "/today", name: "Today", inNavigation: true, show: (params) => <Today params={params} /> },
  { path: "/add", name: "Add", inNavigation: true, show: () => <Add /> },
];

const THEMES: readonly Theme[] = ["system", "light", "dark"];

export function App() {
  const { path, params } = useAddress();
  const page = PAGES.find((one) => one.path === path);
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    document.title = page ? `${page.name} · Vedette` : "Vedette";
    // A new page begins at its top, for eyes and for screen readers; not on the very first, which the browser has placed.
    if (isFirst.current) isFirst.current = false;
    else {
      main.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  }, [page]);
  return (
    <>
      <a className="skip" href="#main">
        To the page
      </a>
      <header className="bar">
        <Link className="brand" href="/">
          Vedette
        </Link>
        <nav aria-label="Pages">
          {PAGES.filter((one) => one.inNavigation).map((one) => (
            <Link key={one.path} href={one.path} aria-current={one.path === path ? "page" : undefined}>
              {one.name}
            </Link>
          ))}
        </nav>
        <ThemeChoice />
      </header>
      <main id="main" ref={main} tabIndex={-1} className={page ? `page page-${page.name.toLowerCase()}` : "page"}>
        {page ? page.show(params) : <Nowhere path={path} />}
      </main>
    </>
  );
}

function ThemeChoice() {
  const [theme, setTheme] = useState(storedTheme());
  function choose(next: Theme) {
    setTheme(next);
    keepTheme(next);
  }
  return (
    <label className="theme">
      <span className="quiet">Theme</span>
      <select value={theme} onChange={(event) => choose(THEMES.find((one) => one === event.target.value) ?? "system")}>
        {THEMES.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    </label>
  );
}

function Nowhere({ path }: { path: string }) {
  return (
    <section className="empty">
      <h1>There is no such page</h1>
      <p>
        Nothing is kept at <code>{path}</code>. <Link href="/">The documents</Link> are a place to begin.
      </p>
    </section>
  );
}
