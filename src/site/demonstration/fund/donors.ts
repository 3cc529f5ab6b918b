import type { Act } from '../../../kernel/act.ts';
import {
  allocate,
  allocationInput,
  donorAgreementInput,
  recordDonorAgreement,
  recordReceipt,
} from '../../../modules/fund/money/donors/commands.ts';
import { readAllocatedProject, readFree } from '../../../modules/fund/money/donors/queries.ts';
import { findDepartures } from '../../../modules/fund/money/donors/rules.ts';
import type { DonorAgreement } from '../../../modules/fund/money/donors/schema.ts';
import type { Project } from '../../../modules/fund/projects/schema.ts';
import { asKnownNow, createParty, findParty } from '../../../modules/register/index.ts';
import { actOn, invent } from '../network.ts';

interface InventedAgreement {
  donor: string;
  title: string;
  amount: number;
  fee: string;
  signedOn: string;
  startsOn: string;
  endsOn: string;
  themes?: string;
  /** States of the register. */
  states?: readonly string[];
  purses?: string;
  /** Hundredths of the amount that came, year after year from that of the signature. */
  received: readonly number[];
}

/** What donors that do not exist pay for: those that ask most come first, what asks nothing last. */
const agreements: readonly InventedAgreement[] = [
  {
    donor: 'Office des solidarités',
    title: 'Fonds d’urgence',
    amount: 150_000,
    fee: '0',
    signedOn: '2023-02-06',
    startsOn: '2023-01-01',
    endsOn: '2027-12-31',
    purses: 'emergency',
    received: [100],
  },
  {
    donor: 'Office des solidarités',
    title: 'Villes d’Afrique de l’Ouest',
    amount: 2_000_000,
    fee: '0',
    signedOn: '2022-11-14',
    startsOn: '2022-01-01',
    endsOn: '2027-12-31',
    states: ['benin', 'burkina-faso', 'cote-d-ivoire', 'mali', 'mauritanie', 'niger', 'senegal'],
    received: [50, 25, 25],
  },
  {
    donor: 'Fondation du Beffroi blanc',
    title: 'Égalité, jeunesse et droits',
    amount: 2_400_000,
    fee: '3',
    signedOn: '2022-10-17',
    startsOn: '2022-01-01',
    endsOn: '2028-12-31',
    themes: 'egalite jeunesse etat-civil formation-des-elus sante',
    received: [50, 50],
  },
  {
    donor: 'Banque des communes',
    title: 'Eau, énergie et adaptation',
    amount: 2_800_000,
    fee: '4',
    signedOn: '2022-11-02',
    startsOn: '2023-01-01',
    endsOn: '2027-12-31',
    themes: 'eau-et-assainissement energie dechets climat-et-risques',
    received: [30, 30, 30, 10],
  },
  {
    donor: 'Agence des villes durables',
    title: 'Villes durables',
    amount: 3_600_000,
    fee: '5',
    signedOn: '2022-10-03',
    startsOn: '2022-01-01',
    endsOn: '2028-12-31',
    received: [40, 30, 20],
  },
];

/** The agreements of four invented donors, received by parts. @returns those that ask most first, the one that asks nothing last */
export async function inviteDonors(act: Act): Promise<DonorAgreement[]> {
  const donors = new Map<string, string>();
  const made: DonorAgreement[] = [];
  for (const { donor, states = [], received, amount, ...given } of agreements) {
    const finance = actOn(act, 'finance', given.signedOn);
    if (!donors.has(donor))
      donors.set(
        donor,
        await invent(actOn(act, 'officer', given.signedOn), `Bailleur inventé : ${donor}`, async (rev, { sourceId }) => {
          const { id } = await createParty(rev, { kind: 'donor', name: donor, sourceId });
          return id;
        }),
      );
    const at = await asKnownNow(finance);
    const places: string[] = [];
    for (const slug of states) places.push((await findParty(act.db, slug, at))!.id);
    const input = donorAgreementInput.parse({ kind: 'donor', currency: 'EUR', amount: String(amount), ...given });
    const agreement = await recordDonorAgreement(finance, donors.get(donor)!, { ...input, places });
    const signedOn = Temporal.PlainDate.from(given.signedOn);
    for (const [index, share] of received.entries()) {
      const receivedOn = signedOn.add({ years: index, days: 20 });
      await recordReceipt(actOn(act, 'finance', receivedOn), agreement.id, {
        receivedOn,
        amount: amount * share,
        bankReference: `VIR ${agreement.reference} ${index + 1}`,
      });
    }
    made.push(agreement);
  }
  return made;
}

/** What is left of an agreement that is not worth an allocation of its own. */
const leastCents = 10_000_00;

/**
 * Gives a project its money, of the first agreement that it fits; of two where one has not enough.
 * @param departs the direction gives it money that was meant for something else, and says why
 */
export async function giveMoney(
  act: Act,
  project: Project,
  {
    grantedCents,
    agreements: all,
    on,
    departs,
  }: { grantedCents: number; agreements: readonly DonorAgreement[]; on: Temporal.PlainDate; departs: boolean },
): Promise<void> {
  const asked = await readAllocatedProject(act, project);
  const isOutside = (agreement: DonorAgreement) => findDepartures(agreement, asked).length > 0;
  const fitting = all.filter((one) => !isOutside(one));
  const other = departs ? all.find((one) => one.themes.length > 0 && isOutside(one)) : undefined;
  let rest = grantedCents;
  for (const agreement of [...(other ? [other] : []), ...fitting]) {
    const part = Math.min(rest, await readFree(act.db, agreement));
    if (part < Math.min(rest, leastCents) || part === 0) continue;
    const departure = agreement === other ? 'Le bailleur a donné son accord par lettre : le projet touche au même quartier.' : '';
    const allocates = actOn(act, agreement === other ? 'direction' : 'finance', on);
    await allocate(allocates, agreement.id, project.id, allocationInput.parse({ amount: String(part / 100), departure }));
    rest -= part;
  }
  if (rest > 0) throw new Error(`${project.reference} lacks ${rest} cents`);
}
