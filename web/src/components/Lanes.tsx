import { type PointerEvent, useEffect, useRef, useState } from "react";
import { go, to } from "../address";
import type { Report } from "../api/client";
import { dated, family, parties, substance, told, visible } from "../words";
import { extent, isoDay, type Lane, lanes, type Placed } from "./placing";

const ROW = 13;
const AXIS = 24;
const LABEL = 18;

interface Props {
  reports: readonly Report[];
  onBrush: (from: string, until: string) => void;
}

/** Lanes by doer: a mark for a day, a bar for longer, faded where a side is open; arrows from what is answered to the answer. */
export function Lanes({ reports, onBrush }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(800);
  const [brush, setBrush] = useState<[number, number] | null>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watcher = new ResizeObserver(() => setWidth(element.clientWidth));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  const days = extent(reports);
  const perDay = Math.max(1, width) / (days[1] - days[0]);
  const x = (day: number) => (day - days[0]) * perDay;
  const found = lanes(reports, days, perDay, 3);
  const tops = found.reduce<number[]>((known, lane) => [...known, (known.at(-1) ?? AXIS) + LABEL + lane.rows * ROW + 6], [AXIS]);
  const height = tops.at(-1) ?? AXIS;
  const at = (event: PointerEvent<SVGSVGElement>) => event.clientX - event.currentTarget.getBoundingClientRect().left;
  function lift() {
    if (brush && Math.abs(brush[1] - brush[0]) > 8) {
      const [from, until] = [Math.min(...brush), Math.max(...brush)];
      onBrush(isoDay(Math.floor(days[0] + from / perDay)), isoDay(Math.floor(days[0] + until / perDay)));
    }
    setBrush(null);
  }
  const centres = new Map<string, [number, number]>();
  found.forEach((lane, index) => {
    for (const placed of lane.placed) centres.set(placed.report.id, [x(placed.first) + Math.min(8, x(placed.last) - x(placed.first)) / 2, (tops[index] ?? 0) + LABEL + placed.row * ROW + ROW / 2]);
  });
  return (
    <div className="lanes" ref={box}>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={`Reports in time, in ${found.length} lanes; told in words below`}
        onPointerDown={(event) => setBrush([at(event), at(event)])}
        onPointerMove={(event) => brush && setBrush([brush[0], at(event)])}
        onPointerUp={lift}
        onPointerLeave={() => setBrush(null)}
      >
        <defs>
          <marker id="arrow" viewBox="0 0 8 8" refX={7} refY={4} markerWidth={7} markerHeight={7} orient="auto">
            <path d="M 0 0 L 8 4 L 0 8 z" className="arrow-head" />
          </marker>
        </defs>
        {ticks(days, width).map((tick) => (
          <g key={tick.day}>
            <line className="tick" x1={x(tick.day)} x2={x(tick.day)} y1={AXIS - 6} y2={height} />
            <text className="tick-label" x={x(tick.day) + 3} y={AXIS - 8}>
              {tick.label}
            </text>
          </g>
        ))}
        {found.map((lane, index) => (
          <LaneRow key={lane.name} lane={lane} top={tops[index] ?? 0} x={x} width={width} />
        ))}
        {reports.flatMap((report) => report.responds_to.map((id) => ({ from: centres.get(id), until: centres.get(report.id), key: `${id} ${report.id}` }))).map(
          ({ from, until, key }) => from && until && <path key={key} className="arrow" markerEnd="url(#arrow)" d={curve(from, until)} />,
        )}
        {brush && <rect className="brush" x={Math.min(...brush)} width={Math.abs(brush[1] - brush[0])} y={0} height={height} />}
      </svg>
    </div>
  );
}

function curve([x1, y1]: [number, number], [x2, y2]: [number, number]): string {
  const bend = Math.max(18, Math.abs(x2 - x1) / 4);
  return `M ${x1} ${y1} C ${x1 + bend} ${y1}, ${x2 - bend} ${y2}, ${x2 - 5} ${y2}`;
}

function LaneRow({ lane, top, x, width }: { lane: Lane; top: number; x: (day: number) => number; width: number }) {
  return (
    <g>
      <line className="lane-rule" x1={0} x2={width} y1={top} y2={top} />
      <text className="lane-name" x={4} y={top + 14}>
        {visible(lane.name)} ({lane.placed.length})
      </text>
      {lane.placed.map((placed) => (
        <Mark key={placed.report.id} placed={placed} top={top + LABEL} x={x} />
      ))}
    </g>
  );
}

function Mark({ placed, top, x }: { placed: Placed; top: number; x: (day: number) => number }) {
  const { report } = placed;
  const from = x(placed.first);
  const width = Math.max(8, x(placed.last) - from - 1);
  const open = placed.isOpen ? ` open-${placed.isOpen}` : "";
  return (
    <rect
      className={`moment ${family(report.status)}${open}`}
      x={from}
      y={top + placed.row * ROW + 2}
      width={width}
      height={ROW - 4}
      rx={2}
      onPointerUp={() => go(to("/article", { document: report.document, report: report.id }))}
    >
      <title>{`${dated(report)}: ${report.type}, ${told(report)}. ${parties(report.actor)} › ${parties(report.recipient)} ${substance(report)}\n${visible(report.evidence)}`}</title>
    </rect>
  );
}

interface Tick {
  day: number;
  label: string;
}

const STEPS = [1, 7, 14] as const;

/** Days, weeks, months or years, whichever leaves room for their names. */
function ticks([first, last]: readonly [number, number], width: number): Tick[] {
  const most = Math.max(2, Math.floor(width / 90));
  const step = STEPS.find((days) => (last - first) / days <= most);
  if (step) {
    const found: Tick[] = [];
    for (let day = first; day <= last; day += step) found.push({ day, label: isoDay(day) });
    return found;
  }
  const months: Tick[] = [];
  for (let day = first; day <= last; day += 1) {
    const iso = isoDay(day);
    if (iso.endsWith("-01")) months.push({ day, label: iso.slice(0, 7) });
  }
  if (months.length <= most) return months;
  const years = months.filter((tick) => tick.label.endsWith("-01")).map(({ day, label }) => ({ day, label: label.slice(0, 4) }));
  const every = Math.ceil(years.length / most);
  return years.filter((_, index) => index % every === 0);
}
