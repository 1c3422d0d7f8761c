/** The address is the state of a page: whatever can be chosen stands in it, so that it can be sent to others. */

import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from "react";

const MOVED = "vedette:moved";

export interface Address {
  path: string;
  params: URLSearchParams;
}

function subscribe(changed: () => void): () => void {
  window.addEventListener("popstate", changed);
  window.addEventListener(MOVED, changed);
  return () => {
    window.removeEventListener("popstate", changed);
    window.removeEventListener(MOVED, changed);
  };
}

export function useAddress(): Address {
  const full = useSyncExternalStore(subscribe, () => location.pathname + location.search);
  const [path = "/", query = ""] = full.split("?", 2);
  return { path, params: new URLSearchParams(query) };
}

export function go(href: string, how: { replace?: boolean } = {}): void {
  if (href === location.pathname + location.search) return;
  if (how.replace) history.replaceState(null, "", href);
  else history.pushState(null, "", href);
  window.dispatchEvent(new Event(MOVED));
}

/** An address of this app; parameters without a value are left out. */
export function to(path: string, params: Record<string, string | readonly string[] | null | undefined> | URLSearchParams = {}): string {
  const query = params instanceof URLSearchParams ? params : new URLSearchParams();
  if (!(params instanceof URLSearchParams)) {
    for (const [name, value] of Object.entries(params)) {
      if (typeof value === "string") query.append(name, value);
      else for (const one of value ?? []) query.append(name, one);
    }
  }
  const written = query.toString();
  return written ? `${path}?${written}` : path;
}

/** The parameters with some of them changed; null takes one out. */
export function changed(params: URLSearchParams, changes: Record<string, string | readonly string[] | null>): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    if (typeof value === "string") next.append(name, value);
    else for (const one of value ?? []) next.append(name, one);
  }
  return next;
}

type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { href: string };

/** A link within the app. With a modifier key the browser does what it does with any link. */
export function Link({ href, onClick, ...rest }: LinkProps) {
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(href);
  }
  return <a href={href} onClick={follow} {...rest} />;
}
