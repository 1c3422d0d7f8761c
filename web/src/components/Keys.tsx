import { useRef } from "react";
import { useKeys } from "../keys";

/** What the keys do, shown with "?". */
export function Keys({ rows }: { rows: readonly (readonly [string, string])[] }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useKeys({ "?": () => dialog.current?.showModal() });
  return (
    <>
      <button type="button" className="plain-button" onClick={() => dialog.current?.showModal()}>
        Keys <kbd>?</kbd>
      </button>
      <dialog ref={dialog} aria-label="Keys" className="keys">
        <h2>Keys</h2>
        <dl>
          {rows.map(([key, meaning]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <button type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </dialog>
    </>
  );
}
