import type { Report } from "../api/client";
import { FAMILY_WORDS, family, told, VOICE_WORDS, voice } from "../words";

const SIGNS = { happened: "●", committed: "◆", spoken: "○", threatened: "▲", against: "✕" } as const;

/** The status with a sign and a colour of its family: colour alone never tells. */
export function Status({ report }: { report: Report }) {
  const of = family(report.status);
  return (
    <span className={`status ${of}`} title={`${FAMILY_WORDS[of]}; ${VOICE_WORDS[voice(report)]}`}>
      <span aria-hidden="true">{SIGNS[of]}</span> {told(report)}
    </span>
  );
}

export function StatusName({ status, count }: { status: string; count?: number }) {
  const of = family(status);
  return (
    <span className={`status ${of}`}>
      <span aria-hidden="true">{SIGNS[of]}</span> {status}
      {count === undefined ? "" : ` ${count}`}
    </span>
  );
}
