import { expect } from 'vitest';
import { gatherCatalogue } from '../src/kernel/catalogue.ts';
import { modules } from '../src/modules.ts';
import { evaluateFigure } from '../src/modules/figures/definitions/queries.ts';
import { loadFigures } from '../src/modules/figures/definitions/load.ts';
import { createMarkedProjects } from '../src/modules/fund/portfolio/factories.ts';
import { siteTest } from './site.ts';

const test = siteTest();

test('A published figure nobody can trace: the share of equality opens to its rows, by number and by amount, and what was not screened is shown apart', async ({
  act,
  openSite,
}) => {
  await createMarkedProjects(act());
  const system = act({ actor: { kind: 'system', name: 'Beffroi' }, catalogue: gatherCatalogue(modules) });
  expect(await loadFigures(system)).toContain('projets-egalite');
  const evaluation = await evaluateFigure(system, 'projets-egalite', {});
  // Three of the five that were screened.
  expect(evaluation.value).toBe(60);
  expect([evaluation.counted, evaluation.excluded.map(({ reason }) => reason)]).toEqual([5, ['notScreened', 'notScreened']]);
  // A project that is not signed yet is not named to the public: its reference stands for it.
  expect(evaluation.rows.map(({ label }) => label.fr.replace(/^\S+ ?/, '')).toSorted()).toEqual([
    '',
    '',
    '',
    'Bornes-fontaines des quartiers hauts',
    'Deux',
  ]);
  const others = evaluation.alternatives.map(({ label, value }) => [label.fr, value]);
  expect(others).toEqual([
    ['Note 2 seule, en nombre, tous les projets', 40],
    // 120 000 € of the 200 000 € screened, then 90 000 €.
    ['Notes 1 et 2, en montant, tous les projets', 60],
    ['Note 2 seule, en montant, tous les projets', 45],
    ['Notes 1 et 2, en nombre, projets en cours', 75],
    ['Note 2 seule, en nombre, projets en cours', 50],
    ['Notes 1 et 2, en montant, projets en cours', 75],
    ['Note 2 seule, en montant, projets en cours', 56.25],
  ]);
  const page = await (await (await openSite().browser()).get('/chiffres/projets-egalite')).text();
  for (const words of ['60', 'Deux', 'Note 2 seule']) expect(page).toContain(words);
});
