import { randomUUID } from 'node:crypto';
import type { Act } from '../../kernel/act.ts';
import type { User } from '../../kernel/actor.ts';
import type { ActOptions } from '../../kernel/db/testing.ts';
import { createMandate, createStatus, createTestParty, createTestSource, partial, revise } from '../register/factories.ts';
import { factKinds } from '../register/facts/kinds.ts';
import { recordFact } from '../register/facts/record.ts';
import { event, type occurrence } from '../register/schema.ts';
import { prepareMeeting } from './meetings/commands.ts';

/** Who prepares, and who signs. */
export const marc: User = { kind: 'user', id: '00000000-0000-4000-8000-000000000002', name: 'Marc Tremblay', role: 'officer' };
export const lea: User = { kind: 'user', id: '00000000-0000-4000-8000-000000000004', name: 'Léa Moreau', role: 'direction' };

/** The acts of a test's people. */
export function people(act: (options?: ActOptions) => Act): { marc: Act; lea: Act; reader: Act; system: Act } {
  return {
    marc: act({ actor: marc }),
    lea: act({ actor: lea }),
    reader: act({ role: 'reader' }),
    system: act({ actor: { kind: 'system', name: 'test' } }),
  };
}

/**
 * A network of four cities in two States, on 1 January 2024: Lomé and Kara in Togo, Nyon and Vevey in Switzerland. Kara is
 * suspended, nobody is known at the head of Vevey. Their heads are invented. @returns identifiers by address
 */
export async function createTestNetwork(act: Act): Promise<Record<string, string>> {
  return revise(act, async (rev) => {
    const sourceId = await createTestSource(rev);
    const network = await createTestParty(rev, { name: 'Réseau', slug: 'aimf', kind: 'network', acronym: 'AIMF' });
    const oif = await createTestParty(rev, { name: 'Francophonie', slug: 'oif', kind: 'institution', acronym: 'OIF' });
    const togo = await createTestParty(rev, { name: 'Togo' });
    const swiss = await createTestParty(rev, { name: 'Suisse' });
    await createStatus(rev, { partyId: togo.id, institutionId: oif.id, from: '1970' });
    const ids: Record<string, string> = { aimf: network.id, oif: oif.id, togo: togo.id, suisse: swiss.id };
    for (const [name, state, status] of [
      ['Lomé', togo.id, 'member'],
      ['Kara', togo.id, 'suspended'],
      ['Nyon', swiss.id, 'member'],
      ['Vevey', swiss.id, 'member'],
    ] as const) {
      const city = await createTestParty(rev, { name, kind: 'local_authority' });
      ids[city.slug] = city.id;
      await createStatus(rev, { partyId: city.id, institutionId: network.id, status, from: '1990' });
      const link = { from: null, to: null, certainty: 'confirmed', sourceId } as const;
      await recordFact(rev, factKinds.partyLink, { ...link, values: { partyId: city.id, link: 'part_of', targetId: state } });
    }
    for (const [city, name, email] of [
      ['lome', 'Kossi AGBEKO', 'mairie@lome.exemple'],
      ['kara', 'Afi TCHALLA', 'mairie@kara.exemple'],
      ['nyon', 'Claire ROCHAT', 'syndique@nyon.exemple'],
    ] as const) {
      const { personId } = await createMandate(rev, { partyId: ids[city]!, slug: `maire-de-${city}`, name, from: '2022-06-01' });
      await recordFact(rev, factKinds.personContact, {
        from: null,
        to: null,
        certainty: 'confirmed',
        sourceId,
        values: { personId, channel: 'email', value: email },
      });
    }
    return ids;
  });
}

type Said = Partial<Pick<typeof occurrence.$inferInsert, 'nameFr' | 'nameEn' | 'place' | 'stateId' | 'startsOn' | 'endsOn' | 'status'>>;

/** An event of the register, announced since 2024. @returns its identifier */
export async function createTestEvent(act: Act, slug: string, said: Said = {}): Promise<{ id: string; factId: string }> {
  return revise(act, async (rev) => {
    const id = randomUUID();
    await rev.act.db.insert(event).values({ id, slug, revision: rev.number });
    const factId = await recordFact(rev, factKinds.occurrence, {
      from: partial('2024-01-01'),
      to: null,
      certainty: 'confirmed',
      sourceId: await createTestSource(rev, 'Un communiqué'),
      values: {
        eventId: id,
        nameFr: 'Congrès des maires',
        nameEn: 'Congress of mayors',
        place: 'Lomé',
        startsOn: Temporal.PlainDate.from('2027-05-20'),
        endsOn: Temporal.PlainDate.from('2027-05-22'),
        datePrecision: 'day',
        status: 'announced',
        ...said,
      },
    });
    return { id, factId };
  });
}

/** What staff say of an event. */
export const testSettings = {
  timeZone: 'Africa/Lome',
  languages: ['fr', 'en'],
  venue: 'Palais des congrès',
  address: null,
  answersBy: Temporal.PlainDate.from('2027-04-15'),
  delegatesEach: 2,
};

/** A prepared event, `congres-2027`, on the test network. @returns identifiers by address */
export async function createTestMeeting(act: Act, slug = 'congres-2027', said: Said = {}): Promise<Record<string, string>> {
  const ids = await createTestNetwork(act);
  await createTestEvent(act, slug, said);
  await prepareMeeting(act, { event: slug, ...testSettings });
  return ids;
}
