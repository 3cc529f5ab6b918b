import { Link, usePage } from '../../../../ui/index.ts';
import { formatNumber } from '../../../../kernel/i18n/format.ts';
import { say } from '../../messages.ts';
import { getWorld, type World } from '../world.ts';

/** A number at a State: how many, in words, and the list behind it. */
interface MapMark {
  /** ISO 3166-1 alpha-3. */
  code: string;
  count: number;
  label: string;
  href: string;
}

/**
 * The part of the world where the marks are, with a disc at each State as large as its number. What a map says is for those
 * who see it: the page says the same in a table, where the keyboard finds each link once.
 */
export function MarkedMap({ marks, title, description }: { marks: readonly MapMark[]; title: string; description: string }) {
  const { lang } = usePage();
  const world = getWorld();
  const drawn = marks.filter(({ code }) => world.middles.has(code)).toSorted((one, other) => other.count - one.count);
  const view = viewOf(
    world,
    drawn.map(({ code }) => world.middles.get(code)!),
  );
  // Of one size on the screen whatever part of the world is shown.
  const unit = view.width / world.width;
  const most = Math.max(...drawn.map(({ count }) => count));
  const marked = new Set(drawn.map(({ code }) => code));
  const landOf = (isMarked: boolean) => [...world.paths].flatMap(([code, path]) => (marked.has(code) === isMarked ? path : [])).join('');
  return (
    <figure class="map-figure">
      <svg
        class="map"
        viewBox={[view.x, view.y, view.width, view.height].map(Math.round).join(' ')}
        role="group"
        aria-labelledby="map-title map-desc"
      >
        <title id="map-title">{title}</title>
        <desc id="map-desc">{description}</desc>
        <g stroke-width={short(0.6 * unit)}>
          <path class="map-other" d={landOf(false)} />
          <path class="map-marked" d={landOf(true)} />
        </g>
        <g class="map-marks" font-size={short(11 * unit)} stroke-width={short(unit)}>
          {drawn.map(({ code, count, label, href }) => {
            const [x, y] = world.middles.get(code)!.map(short) as [number, number];
            const radius = (4 + 12 * Math.sqrt(count / most)) * unit;
            return (
              <Link href={href} tabindex={-1} aria-label={label}>
                <title>{label}</title>
                <circle cx={x} cy={y} r={short(radius)} />
                {radius > 8 * unit && (
                  <text x={x} y={y} dy=".35em">
                    {formatNumber(count, lang)}
                  </text>
                )}
              </Link>
            );
          })}
        </g>
      </svg>
      <figcaption class="row-note">{say.in(lang)('map.borders')}</figcaption>
    </figure>
  );
}

interface View {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The least part of the world in which all marks stand, in the proportions of the whole; never so small that nobody knows where it is. */
function viewOf(world: World, points: readonly (readonly [number, number])[]): View {
  const margin = 40;
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right] = [Math.min(...xs) - margin, Math.max(...xs) + margin];
  const [top, bottom] = [Math.min(...ys) - margin, Math.max(...ys) + margin];
  const ratio = world.height / world.width;
  const width = Math.min(world.width, Math.max(300, right - left, (bottom - top) / ratio));
  const height = width * ratio;
  const within = (middle: number, size: number, most: number) => Math.min(Math.max(middle - size / 2, 0), most - size);
  return { x: within((left + right) / 2, width, world.width), y: within((top + bottom) / 2, height, world.height), width, height };
}

function short(value: number): number {
  return Math.round(value * 10) / 10;
}
