import { randomUUID } from 'node:crypto';
import type { Act } from '../../kernel/act.ts';
import type { User } from '../../kernel/actor.ts';
import type { ActOptions } from '../../kernel/db/testing.ts';
import { createDue, createMember, people as keepers } from '../membership/dues/factories.ts';
import { recordReminder } from '../membership/dues/reminders/commands.ts';
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

/**
 * The first half of a true story, in a network of two cities: Belleville-sur-Rive has left ten dues of 550 € unpaid, from 2014
 * to 2023, despite a reminder each year; its mayor changed in 2022. Clairval owes nothing. A congress is announced for June 2024.
 */
export async function createUninvitedCity(act: (options?: ActOptions) => Act): Promise<{ slug: string; cityId: string; otherId: string }> {
  const before = act({ now: Temporal.Instant.from('2024-04-02T08:00:00Z'), actor: marc });
  const city = await createMember(before, 'Belleville-sur-Rive', { since: '1998' });
  const other = await createMember(before, 'Clairval', { since: '1998' });
  await revise(before, async (rev) => {
    const office = { partyId: city.id, slug: 'maire-de-belleville-sur-rive' };
    const { officeId } = await createMandate(rev, { ...office, name: 'Odile FARGE', from: '2014-03-30', to: '2022-07-03' });
    await createMandate(rev, { officeId, name: 'Bastien LORME', from: '2022-07-03' });
    await createMandate(rev, { partyId: other.id, slug: 'maire-de-clairval', name: 'Odette VAL', from: '2020-06-01' });
  });
  for (let year = 2014; year <= 2023; year += 1) {
    await createDue(before, city.id, year);
    await recordReminder({ ...before, actor: keepers.finance }, city.id, {
      year,
      sentOn: Temporal.PlainDate.from(`${year}-06-15`),
      recipient: 'Mairie de Belleville-sur-Rive',
      address: 'Place du Beffroi, Belleville-sur-Rive',
      words: `Relance de la cotisation ${year}.`,
    });
  }
  const slug = 'congres-2024';
  const [startsOn, endsOn] = [Temporal.PlainDate.from('2024-06-12'), Temporal.PlainDate.from('2024-06-14')];
  await createTestEvent(before, slug, { place: 'Clairval', startsOn, endsOn });
  await prepareMeeting(before, {
    event: slug,
    ...testSettings,
    timeZone: 'Europe/Paris',
    answersBy: Temporal.PlainDate.from('2024-05-31'),
  });
  return { slug, cityId: city.id, otherId: other.id };
}
