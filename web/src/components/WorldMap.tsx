import { geoAzimuthalEqualArea, geoCentroid, geoCircle, geoDistance, geoNaturalEarth1, geoPath, type GeoPermissibleObjects, type GeoProjection } from "d3-geo";
import { useEffect, useMemo, useRef, useState } from "react";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import countries from "world-atlas/countries-50m.json?url";
import type { Geography, Located } from "../api/client";
import { visible } from "../words";

const KM_PER_DEGREE = 111.2;
const WIDEST = 70; // degrees around the middle up to which a round map of one side of the globe is drawn

interface Props {
  value: Geography;
  zoom: number;
  chosen: string | null;
  onChoose: (name: string) => void;
}

/** Land and borders from a file of this server; places as circles of their radius, aid as arcs, disputed territory hatched. */
export function WorldMap({ value, zoom, chosen, onChoose }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(800);
  const land = useLand();
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watcher = new ResizeObserver(() => setWidth(element.clientWidth));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  const height = Math.round(Math.min(width * 0.8, 620));
  const path = useMemo(() => geoPath(projection(value, width, height, zoom)), [value, width, height, zoom]);
  const borders = useMemo(() => (land ? path(land) : null), [land, path]);
  return (
    <div className="map" ref={box}>
      <svg width={width} height={height} role="img" aria-label={`A map of ${value.located.length} places and ${value.arcs.length} arcs; listed in words below`}>
        <defs>
          <pattern id="hatch" width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line className="hatch" x1={0} y1={0} x2={0} y2={6} />
          </pattern>
        </defs>
        <path className="sea" d={path({ type: "Sphere" }) ?? ""} />
        {borders && <path className="land" d={borders} />}
        {value.disputed.map((one) => (
          <path key={one.name} className="disputed" d={path(circle(one)) ?? ""}>
            <title>{`${one.name}: disputed, claimed by ${one.claimed_by.join(" and ")}`}</title>
          </path>
        ))}
        {value.arcs.map((arc) => {
          const name = `${arc.giver} ${arc.receiver}`;
          const line: GeoPermissibleObjects = { type: "LineString", coordinates: [arc.start, arc.end].map(([lat = 0, lon = 0]) => [lon, lat]) };
          return (
            <path key={name} className={name === chosen ? "aid chosen" : "aid"} strokeWidth={1.5 + Math.log2(arc.reports.length)} d={path(line) ?? ""} onClick={() => onChoose(name)}>
              <title>{`Aid from ${arc.giver} to ${arc.receiver}: ${arc.reports.length}`}</title>
            </path>
          );
        })}
        {value.located.map((one) => (
          <path key={`${one.name} ${one.lat}`} className={one.name === chosen ? "place chosen" : "place"} d={path(circle(one)) ?? ""} onClick={() => onChoose(one.name)}>
            <title>{`${visible(one.name)} (${one.kind}, within ${one.radius} km): ${one.reports.length}`}</title>
          </path>
        ))}
        <Names located={value.located} path={path} />
      </svg>
    </div>
  );
}

/** Names where they find room, the places with most reports first. */
function Names({ located, path }: { located: readonly Located[]; path: ReturnType<typeof geoPath> }) {
  const taken: [number, number, number][] = [];
  return located.map((one) => {
    const [x, y] = path.centroid(circle(one));
    const width = 8 + (one.name.length + 3) * 6.5;
    if (!Number.isFinite(x) || taken.some(([left, top, wide]) => x < left + wide && left < x + width && Math.abs(y - top) < 15)) return null;
    taken.push([x, y, width]);
    return (
      <g key={`${one.name} ${one.lat}`} className="place-name">
        <circle cx={x} cy={y} r={2} />
        <text x={x + 5} y={y + 4}>
          {visible(one.name)} {one.reports.length}
        </text>
      </g>
    );
  });
}

function circle(one: Located): GeoPermissibleObjects {
  return geoCircle()
    .center([one.lon, one.lat])
    .radius(one.radius / KM_PER_DEGREE)();
}

function projection(value: Geography, width: number, height: number, zoom: number): GeoProjection {
  const points = [...value.located.map((one) => [one.lon, one.lat]), ...value.arcs.flatMap((arc) => [arc.start, arc.end].map(([lat = 0, lon = 0]) => [lon, lat]))];
  const shown: GeoPermissibleObjects = { type: "MultiPoint", coordinates: points };
  const [lon, lat] = geoCentroid(shown);
  const room: [[number, number], [number, number]] = [
    [60, 40],
    [Math.max(120, width - 100), height - 40],
  ];
  const round = geoAzimuthalEqualArea().rotate([-lon, -lat]).clipAngle(90);
  const isNear = points.every(([x = 0, y = 0]) => (geoDistance([x, y], [lon, lat]) * 180) / Math.PI < WIDEST);
  const chosen = isNear && points.length > 1 ? round.fitExtent(room, shown) : geoNaturalEarth1().fitSize([width, height], { type: "Sphere" });
  const scale = Math.min(chosen.scale(), width * 4) * zoom;
  const middle = chosen([lon, lat]) ?? [width / 2, height / 2];
  const [x, y] = chosen.translate();
  const factor = scale / chosen.scale();
  return chosen.scale(scale).translate([middle[0] + (x - middle[0]) * factor, middle[1] + (y - middle[1]) * factor]);
}

function useLand(): GeoPermissibleObjects | null {
  const [land, setLand] = useState<GeoPermissibleObjects | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    fetch(countries, { signal: controller.signal })
      .then((response) => response.json() as Promise<Topology<{ countries: GeometryCollection }>>)
      .then((topology) => setLand(feature(topology, topology.objects.countries)))
      .catch((failure: unknown) => {
        if (!controller.signal.aborted) throw failure;
      });
    return () => controller.abort();
  }, []);
  return land;
}
