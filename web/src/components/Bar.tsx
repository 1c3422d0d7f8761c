import { bounds, sum } from "../words";

interface Props {
  low: number | null;
  high: number | null;
  largest: number;
  unknown: number;
}

const WIDTH = 600;

/** A sum from its least to its most: solid is sure, hatched may be, an arrow is open upwards, an empty frame stands for sums that nobody stated. */
export function Bar({ low, high, largest, unknown }: Props) {
  const room = WIDTH - 40;
  const scale = (value: number) => (largest > 0 ? (value / largest) * room : 0);
  const from = scale(low ?? 0);
  const until = high === null ? room : scale(high);
  const isOpen = high === null && low !== null;
  return (
    <svg className="bar-chart" viewBox={`0 0 ${WIDTH} 14`} preserveAspectRatio="none" role="img" aria-label={`${bounds(low, high, sum)}${unknown ? `, and ${unknown} unknown` : ""}`}>
      <rect className="bar-room" x={0} y={2} width={room} height={10} />
      <rect className="bar-sure" x={0} y={2} width={from} height={10} />
      {until > from && <rect className="bar-maybe" x={from} y={2} width={until - from} height={10} />}
      {isOpen && <path className="bar-open" d={`M ${room} 1 L ${room + 12} 7 L ${room} 13 Z`} />}
      {unknown > 0 && <rect className="bar-unknown" x={room + 15} y={2.5} width={24} height={9} />}
    </svg>
  );
}
