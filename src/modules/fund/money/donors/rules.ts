import type { Purse } from '../../vocabulary.ts';
import type { DonorAgreement } from './schema.ts';

/** What of a project a donor may ask about. */
export interface AllocatedProject {
  purse: Purse;
  themes: readonly string[];
  /** The local authority that leads it, and its State. */
  places: readonly string[];
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
}

/** What a donor asked that a project is not. */
export const departures = ['purse', 'theme', 'place', 'dates'] as const;
export type Departure = (typeof departures)[number];

/** Everything in which a project is outside what the donor asked; an empty list of the agreement asks nothing. */
export function findDepartures(
  agreement: Pick<DonorAgreement, 'purses' | 'themes' | 'places' | 'startsOn' | 'endsOn'>,
  project: AllocatedProject,
): Departure[] {
  const meets = (asked: readonly string[], given: readonly string[]) => asked.length === 0 || given.some((one) => asked.includes(one));
  const overlaps =
    Temporal.PlainDate.compare(project.startsOn, agreement.endsOn) <= 0 &&
    Temporal.PlainDate.compare(agreement.startsOn, project.endsOn) <= 0;
  const met: Record<Departure, boolean> = {
    purse: meets(agreement.purses, [project.purse]),
    theme: meets(agreement.themes, project.themes),
    place: meets(agreement.places, project.places),
    dates: overlaps,
  };
  return departures.filter((one) => !met[one]);
}

/** What the network keeps of all that was received so far, to the cent below; each receipt bears the difference. */
export function feeOf(receivedCents: number, feeRate: number): number {
  return Math.floor((receivedCents * feeRate) / 10_000);
}

/** What may be given to projects: the amount, less the fee. */
export function allocatableCents({ amountCents, feeRate }: Pick<DonorAgreement, 'amountCents' | 'feeRate'>): number {
  return amountCents - feeOf(amountCents, feeRate);
}
