import { expect } from 'vitest';
import { visitor } from '../../../kernel/actor.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { partial, revise } from '../../register/factories.ts';
import { endFact, factKinds, retractFact } from '../../register/index.ts';
import { createFigureFor, createMembers, testCatalogue } from '../factories.ts';
import { freeze } from '../snapshots/commands.ts';
import { recordCitations, withdrawCitations, type CitingText } from './commands.ts';
import { listDrift } from './queries.ts';

const test = databaseTest();
const counting = { catalogue: testCatalogue };
const on = Temporal.PlainDate.from('2025-11-19');
const text: CitingText = {
  ref: 'publishing:kigali',
  title: 'Les maires à Kigali',
  path: '/textes/kigali',
  lang: 'fr',
  signedBy: 'Awa Diop',
  signedById: null,
};

test('a State that leaves is a drift of time; a membership that never was is a correction', async ({ act }) => {
  const [benin, mali] = await createMembers(act(), 'Bénin', 'Mali', 'Vanuatu', 'Égypte');
  const mine = act(counting);
  const { code } = await freeze(mine, await createFigureFor(mine), { on });
  await recordCitations(mine, text, [
    { sentence: 'Quatre États sont membres.', code, hedge: 'exactly', bound: 4 },
    { sentence: 'Plus de trois États sont membres.', code, hedge: 'moreThan', bound: 3 },
    { sentence: 'Plus d’un État est membre.', code, hedge: 'moreThan', bound: 1 },
  ]);
  expect(await listDrift(mine)).toEqual([]);

  await revise(act(), (rev) => endFact(rev, factKinds.status, benin!, { to: partial('2026-06-01') }));
  expect(await listDrift(mine)).toMatchObject([
    {
      sentence: 'Quatre États sont membres.',
      text: 'Les maires à Kigali',
      path: '/textes/kigali',
      figure: 'membres',
      code,
      published: 4,
      now: 3,
      cause: 'time',
      state: 'fails',
      signedBy: 'Awa Diop',
    },
    { sentence: 'Plus de trois États sont membres.', now: 3, cause: 'time', hedge: 'moreThan', state: 'fails' },
    { sentence: 'Plus d’un État est membre.', now: 3, cause: 'time', state: 'understated' },
  ]);

  await revise(act(), (rev) => retractFact(rev, factKinds.status, mali!));
  const drifts = await listDrift(mine);
  expect(drifts.map((drift) => [drift.cause, drift.now, drift.state])).toEqual([
    ['correction', 3, 'fails'],
    ['correction', 3, 'fails'],
    ['correction', 3, 'understated'],
    ['time', 2, 'fails'],
    ['time', 2, 'fails'],
    ['time', 2, 'understated'],
  ]);
});

test('a new publication of a text replaces its sentences in its language only, and a withdrawal ends them', async ({ act }) => {
  const [benin] = await createMembers(act(), 'Bénin', 'Mali');
  const mine = act(counting);
  const { code } = await freeze(mine, await createFigureFor(mine), { on });
  const citation = { code, hedge: 'exactly', bound: 2 } as const;
  await recordCitations(mine, text, [{ ...citation, sentence: 'Deux États.' }]);
  await recordCitations(mine, { ...text, lang: 'en' }, [{ ...citation, sentence: 'Two States.' }]);
  await recordCitations(mine, text, [{ ...citation, sentence: 'Ils sont deux.' }]);
  await revise(act(), (rev) => retractFact(rev, factKinds.status, benin!));
  expect((await listDrift(mine)).map((drift) => drift.sentence)).toEqual(['Two States.', 'Ils sont deux.']);
  await withdrawCitations(mine, text.ref);
  expect(await listDrift(mine)).toEqual([]);
});

test('a citation needs a snapshot, and drift is the secretariat’s own affair', async ({ act }) => {
  await expect(
    recordCitations(act(counting), text, [{ sentence: 'Deux.', code: 'BF-0000-0000-00', hedge: 'exactly', bound: 2 }]),
  ).rejects.toThrow(Missing);
  await expect(recordCitations(act({ actor: visitor }), text, [])).rejects.toThrow(Forbidden);
  await expect(withdrawCitations(act({ role: 'reader' }), text.ref)).rejects.toThrow(Forbidden);
  await expect(listDrift(act({ actor: visitor }))).rejects.toThrow(Forbidden);
});
