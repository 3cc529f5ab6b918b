import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Act } from '../../../kernel/act.ts';
import { gatherCatalogue } from '../../../kernel/catalogue.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { Invalid } from '../../../kernel/errors.ts';
import { createStatus, createTestParty, createTestSource, revise } from '../../register/factories.ts';
import { event } from '../../register/schema.ts';
import { correctFact, factKinds, recordFact, type FactContext } from '../../register/index.ts';
import { buildCount, inInstitution, testCatalogue } from '../factories.ts';
import { complete } from './compile.ts';
import { evaluateReading, evaluateValues, resolveMoment } from './evaluate.ts';
import { expressionSchema, type Expression, type Reading } from './expression.ts';
import { recompute } from './recompute.ts';

const day = Temporal.PlainDate.from('2025-11-19');
const facts: Record<string, string> = {};

/** Bénin is in since 1970; Mali left in March 2025; Kosovo is only probable; Chypre is attested after the day; nothing dates Québec. */
const test = databaseTest(async (act) => {
  await revise(act, async (rev) => {
    const { id: oif } = await createTestParty(rev, { name: 'OIF', slug: 'oif', kind: 'institution' });
    const { id: aimf } = await createTestParty(rev, { name: 'AIMF', slug: 'aimf', kind: 'network' });
    const sourceId = await createTestSource(rev);
    const context: FactContext = {
      from: null,
      to: null,
      attestedFrom: Temporal.PlainDate.from('2020-01-01'),
      certainty: 'confirmed',
      sourceId,
    };
    const make = async (
      name: string,
      status: Omit<Parameters<typeof createStatus>[1], 'partyId' | 'institutionId'>,
      population: string | null,
    ) => {
      const { id, slug } = await createTestParty(rev, { name });
      facts[slug] = await createStatus(rev, { partyId: id, institutionId: oif, ...status });
      if (population)
        await recordFact(rev, factKinds.measure, {
          ...context,
          values: { partyId: id, measure: 'population', value: population, unit: 'habitants' },
        });
      return id;
    };
    await make('Bénin', { from: '1970' }, '14100000.5');
    await make('Égypte', { from: '1983' }, '0.2');
    const mali = await make('Mali', { from: '1970', to: '2025-03-18' }, '23800000.1');
    await createStatus(rev, { partyId: mali, institutionId: oif, status: 'withdrawn', from: '2025-03-18' });
    await make('Kosovo', { from: '2018', status: 'associate', certainty: 'probable' }, null);
    await make('Chypre', { attestedFrom: Temporal.PlainDate.from('2026-01-01') }, null);
    await make('Québec', {}, null);
    facts['aimf'] = await createStatus(rev, { partyId: aimf, institutionId: oif, status: 'direct_operator', from: '1995-12' });
  });
});
const counting = { catalogue: testCatalogue };

const reading = (expression: Expression, certainties: Reading['certainties'] = ['confirmed']): Reading => ({ expression, certainties });
const evaluate = async (act: Act, one: Reading, on = day) => evaluateReading(act, one, await resolveMoment(act, { on }));
const operator: Expression = {
  type: 'yearsSince',
  collection: 'statuses',
  where: [{ dimension: 'party', in: ['aimf'] }, ...inInstitution('oif', 'direct_operator')],
  since: 'since',
  mode: 'calendar',
};
const population = (...where: Expression['where']): Extract<Expression, { type: 'sum' }> => ({
  type: 'sum',
  collection: 'measures',
  measure: 'value',
  where: [{ dimension: 'measure', in: ['population'] }, ...where],
});

test('a count gives its rows with what made them count, and what it left out and why', async ({ act }) => {
  const found = await evaluate(act(counting), reading(buildCount(...inInstitution('oif', 'member', 'associate'))));
  expect(found).toMatchObject({ value: 2, counted: 2, left: 3 });
  expect(found.rows).toMatchObject([
    {
      id: facts['benin'],
      label: { fr: 'Bénin' },
      certainty: 'confirmed',
      source: 'Une source',
      values: { institution: 'oif', status: 'member' },
    },
    { id: facts['egypte'], label: { fr: 'Égypte' } },
  ]);
  expect(found.excluded.map((row) => [row.label.fr, row.reason])).toEqual([
    ['Chypre', 'noDate'],
    ['Kosovo', 'uncertain'],
    ['Québec', 'noDate'],
  ]);
});

test('probable rows count where the reading says so, and the day decides who is in', async ({ act }) => {
  const members = buildCount(...inInstitution('oif', 'member', 'associate'));
  expect((await evaluate(act(counting), reading(members, ['confirmed', 'probable']))).value).toBe(3);
  expect((await evaluate(act(counting), reading(members), Temporal.PlainDate.from('2025-03-17'))).value).toBe(3);
  expect((await evaluate(act(counting), reading(members), Temporal.PlainDate.from('2026-02-01'))).value).toBe(3);
});

test('what was known at an instant does not change when the register is corrected', async ({ act }) => {
  const before = act(counting);
  const after = act({ ...counting, now: before.now.add({ hours: 1 }) });
  await revise(after, (rev) => correctFact(rev, factKinds.status, facts['egypte']!, { values: { status: 'observer' } }));
  const value = async (knownAt: Temporal.Instant | null) =>
    (await evaluateReading(after, reading(buildCount(...inInstitution('oif'))), await resolveMoment(after, { on: day, knownAt }))).value;
  expect(await value(null)).toBe(1);
  expect(await value(before.now)).toBe(2);
});

test('rows of any collection are filtered by the status of their party in an institution on the day', async ({ act }) => {
  const ofMembers = population({ dimension: 'party', party: 'statusIn', parameters: { institution: ['oif'], status: ['member'] } });
  expect((await evaluate(act(counting), reading(ofMembers))).value).toBe(14100000.7);
  expect((await evaluate(act(counting), reading(population()))).value).toBe(37900000.8);
});

test('a share is the part of the whole in hundredths, by number or by measure', async ({ act }) => {
  const part: Expression['where'] = [{ dimension: 'party', party: 'statusIn', parameters: { institution: ['oif'], status: ['member'] } }];
  const { type: _, ...whole } = population();
  expect((await evaluate(act(counting), reading({ type: 'share', ...whole, part }))).value).toBe(37.2032);
  const byNumber = await evaluate(act(counting), reading({ type: 'share', collection: 'measures', where: [], part, distinct: 'party' }));
  expect(byNumber.value).toBe(66.6667);
  expect(byNumber.rows.map((row) => row.part)).toEqual([true, true, false]);
  const nothing = await evaluate(act(counting), reading({ type: 'share', collection: 'endorsements', where: [], part, distinct: 'party' }));
  expect(nothing.value).toBeNull();
});

test('the years since a date are those of the calendar, or those that have fully elapsed', async ({ act }) => {
  expect((await evaluate(act(counting), reading(operator))).value).toBe(30);
  expect((await evaluate(act(counting), reading({ ...operator, mode: 'complete' }))).value).toBe(29);
  expect((await evaluate(act(counting), reading({ ...operator, mode: 'complete' }), Temporal.PlainDate.from('2025-12-01'))).value).toBe(30);
});

test('years since need one row and no more, and a row without a date is left out', async ({ act }) => {
  const members: Expression = { ...operator, where: inInstitution('oif') };
  const several = await evaluate(act(counting), reading(members));
  expect(several).toMatchObject({ value: null, counted: 2 });
  expect(several.excluded.map((row) => row.label.fr)).toEqual(['Chypre', 'Québec']);
});

test('the ordinal of a series is the number of its last occurrence that was held', async ({ act }) => {
  await revise(act(counting), async (rev) => {
    const sourceId = await createTestSource(rev);
    const occurrence = async (number: number, startsOn: string, status: 'held' | 'announced') => {
      const eventId = randomUUID();
      await rev.act.db.insert(event).values({ id: eventId, slug: `cmf-${number}`, revision: rev.number });
      await recordFact(rev, factKinds.occurrence, {
        from: null,
        to: null,
        attestedFrom: Temporal.PlainDate.from('2020-01-01'),
        certainty: 'confirmed',
        sourceId,
        values: {
          eventId,
          number,
          nameFr: `CMF ${number}`,
          nameEn: null,
          place: null,
          stateId: null,
          startsOn: Temporal.PlainDate.from(startsOn),
          endsOn: null,
          datePrecision: 'day',
          status,
        },
      });
    };
    await occurrence(45, '2024-10-03', 'held');
    await occurrence(46, '2025-11-19', 'held');
    await occurrence(47, '2026-11-19', 'announced');
  });
  const expression: Expression = {
    type: 'ordinal',
    collection: 'occurrences',
    where: [{ dimension: 'status', in: ['held'] }],
    number: 'number',
    order: 'starts',
  };
  expect((await evaluate(act(counting), reading(expression))).value).toBe(46);
});

test('the latest measure is that of the last row', async ({ act }) => {
  const expression: Expression = {
    type: 'latest',
    collection: 'measures',
    where: [{ dimension: 'party', in: ['benin'] }],
    measure: 'value',
    order: 'since',
  };
  // Nothing says since when: without an order there is no last row.
  expect(await evaluate(act(counting), reading(expression))).toMatchObject({ value: null, left: 1, excluded: [{ reason: 'noDate' }] });
});

test('a row of which a condition is not known is left out as not screened', async ({ act }) => {
  const cities = buildCount(...inInstitution('oif'), { dimension: 'category', in: ['city'] });
  const found = await evaluate(act(counting), reading(cities));
  expect(found.value).toBe(0);
  expect(found.excluded.map((row) => [row.label.fr, row.reason])).toEqual([
    ['Bénin', 'notScreened'],
    ['Chypre', 'noDate'],
    ['Égypte', 'notScreened'],
    ['Québec', 'noDate'],
  ]);
});

test('every kind of value follows from its rows alone', async ({ act }) => {
  const part: Expression['where'] = [{ dimension: 'party', party: 'statusIn', parameters: { institution: ['oif'], status: ['member'] } }];
  const { type: _, ...whole } = population();
  const expressions: Expression[] = [
    buildCount(...inInstitution('oif')),
    { type: 'count', collection: 'statuses', where: [] },
    population(),
    { type: 'share', ...whole, part },
    { type: 'share', collection: 'measures', where: [], part },
    operator,
    { ...operator, mode: 'complete' },
    { ...operator, where: inInstitution('oif') },
    { type: 'latest', collection: 'measures', where: [], measure: 'value', order: 'since' },
  ];
  for (const expression of expressions) {
    const { value, rows } = await evaluate(act(counting), reading(expression));
    expect(recompute(complete(expression, testCatalogue), rows, day.toString()), JSON.stringify(expression)).toBe(value);
  }
});

test('many values in few statements are the values one by one', async ({ act }) => {
  const at = await resolveMoment(act(counting), { on: day });
  const requests = Array.from({ length: 90 }, (_, index) => ({
    reading: reading(index % 3 === 0 ? operator : buildCount(...inInstitution('oif'))),
    at,
  }));
  const values = await evaluateValues(act(counting), requests);
  expect(values).toHaveLength(90);
  expect(values.slice(0, 4)).toEqual([30, 2, 2, 30]);
});

test('everything that does not exist is named at once, with what exists', async ({ act }) => {
  const wrong: Expression = {
    type: 'count',
    collection: 'statuses',
    distinct: 'couleur',
    where: [
      { dimension: 'statut', in: ['membre'] },
      { dimension: 'status', in: ['membre'] },
      { dimension: 'since', in: ['1970'] },
      { dimension: 'status', from: '1' },
      { dimension: 'party', party: 'sizeIn', parameters: {} },
      { dimension: 'party', party: 'statusIn', parameters: { status: ['member'], pays: ['x'] } },
      { dimension: 'kind', party: 'statusIn', parameters: {} },
      { dimension: 'since', from: '19 novembre' },
      { dimension: 'institution', in: ['onu'] },
    ],
  };
  const error: unknown = await evaluate(act(counting), reading(wrong)).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(Invalid);
  const sentence = (error as Invalid).fields['expression']!('fr');
  for (const said of [
    'Dans «\u00a0statuses\u00a0», «\u00a0couleur\u00a0» n’existe pas. Ce qui existe\u00a0: party, kind, institution, status, category, since.',
    'Dans «\u00a0statuses\u00a0», «\u00a0statut\u00a0» n’existe pas.',
    '«\u00a0membre\u00a0» n’est pas une valeur de «\u00a0status\u00a0». Les valeurs\u00a0: member, associate, observer',
    '«\u00a0since\u00a0» est une date\u00a0: donnez un début, une fin, ou les deux.',
    '«\u00a0status\u00a0» se filtre par valeurs, non par début et fin',
    'La condition «\u00a0sizeIn\u00a0» n’existe pas. Celles qui existent\u00a0: statusIn.',
    'Il manque «\u00a0institution\u00a0» à la condition «\u00a0statusIn\u00a0».',
    'La condition «\u00a0statusIn\u00a0» n’a pas de paramètre «\u00a0pays\u00a0». Ses paramètres\u00a0: institution, status.',
    '«\u00a0kind\u00a0» n’est pas une partie',
    '«\u00a019 novembre\u00a0» n’est pas un jour (since).',
    'Le registre n’a pas de partie «\u00a0onu\u00a0».',
  ])
    expect(sentence).toContain(said);
});

test('an expression on a collection that does not exist says which exist', async ({ act }) => {
  const error: unknown = await evaluate(act(counting), reading({ type: 'count', collection: 'villes', where: [] })).catch(
    (error: unknown) => error,
  );
  expect((error as Invalid).fields['expression']!('fr')).toBe(
    'La collection «\u00a0villes\u00a0» n’existe pas. Celles qui existent\u00a0: statuses, endorsements, measures, occurrences.',
  );
});

test('a measure or a dimension of the wrong kind says which would do', async ({ act }) => {
  const faults = async (expression: Expression) =>
    ((await evaluate(act(counting), reading(expression)).catch((error: unknown) => error)) as Invalid).fields['expression']!('fr');
  expect(await faults({ ...operator, since: 'status' })).toContain('Ce qui convient\u00a0: since.');
  expect(await faults({ type: 'sum', collection: 'statuses', where: [], measure: 'population' })).toBe(
    'Dans «\u00a0statuses\u00a0», la mesure «\u00a0population\u00a0» n’existe pas. Les mesures\u00a0: —.',
  );
});

test('a name that every object answers to is no dimension, measure or parameter of a collection', async ({ act }) => {
  const faults = async (expression: Expression) =>
    ((await evaluate(act(counting), reading(expression)).catch((error: unknown) => error)) as Invalid).fields['expression']!('fr');
  for (const name of ['constructor', 'toString', 'valueOf']) {
    expect(await faults({ type: 'sum', collection: 'statuses', where: [], measure: name })).toContain(
      `la mesure «\u00a0${name}\u00a0» n’existe pas`,
    );
    expect(await faults({ type: 'count', collection: 'statuses', where: [], distinct: name })).toContain(`«\u00a0${name}\u00a0»`);
    const party = { dimension: 'party', party: 'statusIn', parameters: { [name]: ['oif'] } };
    expect(await faults({ type: 'count', collection: 'statuses', where: [party] })).toContain(`«\u00a0${name}\u00a0»`);
  }
});

test('a name that is no name of ours never reaches the database', () => {
  for (const expression of [
    { type: 'count', collection: 'statuses; drop table party', where: [] },
    { type: 'count', collection: 'statuses', where: [], distinct: '"party"' },
    { type: 'median', collection: 'statuses', where: [] },
  ]) {
    expect(expressionSchema.safeParse(expression).success).toBe(false);
  }
});

test('a value with a quote in it is a value like any other', async ({ act }) => {
  const found = await evaluate(
    act(counting),
    reading({ type: 'count', collection: 'occurrences', where: [{ dimension: 'series', in: ["'; drop table party; --"] }] }),
  );
  expect(found.value).toBe(0);
});

test('two modules may not offer collections of one name', () => {
  const module = { name: 'other', collections: [testCatalogue.collections.get('statuses')!] };
  expect(() => gatherCatalogue([module, module])).toThrow('statuses');
});
