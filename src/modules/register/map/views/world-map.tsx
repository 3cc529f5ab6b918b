import { inLang } from '../../../../kernel/i18n/lang.ts';
import { useRegister } from '../../views/register-context.ts';
import type { StatusValue } from '../../vocabulary.ts';
import type { MappedSeat } from '../queries.ts';
import { smallStates } from '../small-states.ts';
import { getWorld } from '../world.ts';

/** The States of the world, those that have a status marked by a tone and a pattern of their own. */
export function WorldMap({ seats, title, description }: { seats: readonly MappedSeat[]; title: string; description: string }) {
  const { lang, say } = useRegister();
  const world = getWorld();
  const byCode = new Map(seats.flatMap((seat) => (seat.code ? [[seat.code, seat]] : [])));
  const others = [...world.paths]
    .filter(([code]) => !byCode.has(code))
    .map(([, path]) => path)
    .join('');
  const label = (seat: MappedSeat) => say('map.state', { name: inLang(seat.party.name, lang), status: say(`status.${seat.status}`) });
  return (
    <svg class="map" viewBox={`-4 -4 ${world.width + 8} ${world.height + 8}`} role="img" aria-labelledby="map-title map-desc">
      <title id="map-title">{title}</title>
      <desc id="map-desc">{description}</desc>
      <Patterns />
      <path class="map-other" d={others} />
      {statusesOn(seats).map((status) => (
        <g class={`map-${status}`} fill={fills[status]}>
          {seats
            .filter((seat) => seat.status === status)
            .map((seat) => (
              <Shape seat={seat} label={label(seat)} />
            ))}
        </g>
      ))}
    </svg>
  );
}

function Shape({ seat, label }: { seat: MappedSeat; label: string }) {
  const world = getWorld();
  const path = seat.code && world.paths.get(seat.code);
  if (path)
    return (
      <path d={path}>
        <title>{label}</title>
      </path>
    );
  const capital = seat.code ? smallStates[seat.code] : undefined;
  if (!capital) return null;
  const [x, y] = world.project(...capital);
  return (
    <circle cx={Math.round(x)} cy={Math.round(y)} r={3.5}>
      <title>{label}</title>
    </circle>
  );
}

/** A tone never says it alone: each status has its pattern too, in the map and in its legend. */
export function Patterns() {
  return (
    <defs>
      <pattern id="map-associate" class="map-associate" width="5" height="5" patternUnits="userSpaceOnUse">
        <rect width="5" height="5" />
        <path d="M0 5 5 0M-1 1 1-1M4 6 6 4" />
      </pattern>
      <pattern id="map-observer" class="map-observer" width="5" height="5" patternUnits="userSpaceOnUse">
        <rect width="5" height="5" />
        <circle cx="2.5" cy="2.5" r="1.3" />
      </pattern>
      <pattern id="map-suspended" class="map-suspended" width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" />
        <path d="M0 2H4" />
      </pattern>
      <pattern id="map-withdrawn" class="map-withdrawn" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" />
        <path d="M0 0 6 6M6 0 0 6" />
      </pattern>
    </defs>
  );
}

/** One square of the legend. */
export function Swatch({ status }: { status: StatusValue }) {
  return (
    <svg class="map-swatch" viewBox="0 0 24 16" aria-hidden="true">
      <g class={`map-${status}`} fill={fills[status]}>
        <rect x="1" y="1" width="22" height="14" />
      </g>
    </svg>
  );
}

/** The statuses that the map shows, in the order of its legend. */
export function statusesOn(seats: readonly MappedSeat[]): StatusValue[] {
  const order: StatusValue[] = [
    'member',
    'associate',
    'observer',
    'suspended',
    'direct_operator',
    'recognised_actor',
    'honorary',
    'withdrawn',
  ];
  return order.filter((status) => seats.some((seat) => seat.status === status));
}

/** Patterns are named where they are used: a style sheet would look for them in itself. What has none is plain. */
const fills: Partial<Record<StatusValue, string>> = {
  associate: 'url(#map-associate)',
  observer: 'url(#map-observer)',
  suspended: 'url(#map-suspended)',
  withdrawn: 'url(#map-withdrawn)',
};
