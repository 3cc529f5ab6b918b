import { expect } from 'vitest';
import { databaseTest, testNow } from '../../../kernel/db/testing.ts';
import { Forbidden, Invalid } from '../../../kernel/errors.ts';
import { fundSetting, fundTheme } from '../schema.ts';
import { addTheme, retireTheme, themeInput } from '../themes/commands.ts';
import { listThemes } from '../themes/queries.ts';
import { changeSetting, settingInput } from './commands.ts';
import { settingOn } from './queries.ts';

const test = databaseTest();
const day = (text: string) => Temporal.PlainDate.from(text);
const typed = (value: string, appliesFrom: string) => settingInput.parse({ value, appliesFrom, reason: 'Décision du Bureau' });

test('R7: the fund pays at most 80 % and the city brings at least 20 % where nothing else was decided', async ({ db }) => {
  expect(await settingOn(db, 'ceiling_rate', day('2026-01-01'))).toBe(8000);
  expect(await settingOn(db, 'city_share', day('2026-01-01'))).toBe(2000);
});

test('a rule applies from its day on, and what it was stays so for the days before', async ({ act, db }) => {
  const direction = act({ role: 'direction' });
  await changeSetting(direction, 'ceiling_rate', typed('75', '01/01/2027'));
  await changeSetting(direction, 'ceiling_rate', typed('70,5 %', '01/01/2027'));
  await changeSetting(direction, 'reports_block', typed('no', '01/06/2027'));
  const rates = [];
  for (const on of ['2026-12-31', '2027-01-01']) rates.push(await settingOn(db, 'ceiling_rate', day(on)));
  expect(rates).toEqual([8000, 7050]);
  expect(await settingOn(db, 'reports_block', day('2027-05-31'))).toBe(true);
  expect(await settingOn(db, 'reports_block', day('2027-06-01'))).toBe(false);
});

test('the direction changes a rule, and nobody else', async ({ act }) => {
  for (const role of ['officer', 'finance', 'editor', 'reader', 'city', 'donor', 'expert'] as const)
    await expect(changeSetting(act({ role }), 'ceiling_rate', typed('75', '01/01/2027'))).rejects.toThrow(Forbidden);
});

test('a value that is none of the rule is refused', async ({ act }) => {
  const direction = act({ role: 'direction' });
  for (const [name, value] of [
    ['ceiling_rate', '0'],
    ['city_share', 'beaucoup'],
    ['reports_block', 'peut-être'],
    ['deciding_body', 'nulle-part'],
  ] as const)
    await expect(changeSetting(direction, name, typed(value, '01/01/2027')), value).rejects.toThrow(Invalid);
});

test('what a rule was is neither rewritten nor deleted', async ({ act, db }) => {
  await changeSetting(act({ role: 'direction' }), 'ceiling_rate', typed('75', '01/01/2027'));
  await expect(db.transaction(async (db) => db.update(fundSetting).set({ value: '9900' }))).rejects.toThrow();
  await expect(db.transaction(async (db) => db.delete(fundSetting))).rejects.toThrow();
  expect(await settingOn(db, 'ceiling_rate', day('2027-01-01'))).toBe(7500);
});

test('a theme is added with its source and its purposes, then retired without being forgotten', async ({ act, db }) => {
  const theme = (given: object) =>
    themeInput.parse({
      nameFr: 'Eau et assainissement',
      nameEn: 'Water and sanitation',
      purposes: '14031, 14032',
      source: 'Liste de 2026',
      ...given,
    });
  await addTheme(act(), theme({}));
  await addTheme(act(), theme({ nameFr: 'Propreté', nameEn: 'Cleanliness', purposes: '' }));
  await retireTheme(act(), 'eau-et-assainissement');
  expect((await listThemes(db)).map(({ code, retiredOn }) => [code, retiredOn?.toString()])).toEqual([
    ['proprete', undefined],
    ['eau-et-assainissement', '2026-11-23'],
  ]);
  await expect(addTheme(act(), theme({ purposes: '14031 99999' }))).rejects.toMatchObject({
    fields: { nameFr: expect.any(Function), purposes: expect.any(Function) },
  });
});

test('the database refuses a theme without source, and a rule without reason', async ({ db }) => {
  const theme = { code: 'eau', nameFr: 'Eau', nameEn: 'Water', purposes: [], source: '' };
  await expect(db.transaction(async (db) => db.insert(fundTheme).values(theme))).rejects.toThrow();
  const setting = { name: 'x', number: 1, value: '1', appliesFrom: day('2026-01-01'), reason: '', at: testNow, by: 'test' };
  await expect(db.transaction(async (db) => db.insert(fundSetting).values(setting))).rejects.toThrow();
});
