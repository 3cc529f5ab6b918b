import { count } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Act } from '../../../kernel/act.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { journalEntry, party, revision, source, status } from '../schema.ts';
import { applyImport, guessMapping, planImport, readTable, type ImportKind } from './index.ts';

const test = databaseTest(async (act) => {
  await load(
    act,
    'parties',
    'slug,kind,name_fr,iso3,source\noif,institution,OIF,,Annuaire\nmali,state,Mali,MLI,Annuaire\nniger,state,Niger,NER,Annuaire\nguinee,state,Guinée,GIN,Annuaire\nguinee-bis,local_authority,Guinée,,Annuaire',
  );
});

const header = 'party,institution,status,from,to,certainty,source,source_url,consulted_on\n';

test('a file without the columns it needs is refused, naming them all and what it has', async ({ act }) => {
  await expectNothing(act(), 'statuses', 'pays;depuis\nmali;1970\n', [
    [null, null, 'Il manque des colonnes\u00a0: institution, status, source. Rien n’a été enregistré. Le fichier a\u00a0: pays, depuis.'],
  ]);
});

test('every error of every line is said at once, in the column where it is', async ({ act }) => {
  await expectNothing(
    act(),
    'statuses',
    `${header}
Atlantide,oif,membre à vie,30/02/1970,,,Liste,,
mali,,member,2025-03-17,2020,sûr,,ici,mai 2025
guinée,oif,member,1981,,,Liste,,
mali,mali,member,1970,,,Liste,,`,
    [
      [3, 'party', '«\u00a0Atlantide\u00a0» n’est pas dans le registre.'],
      [
        3,
        'status',
        '«\u00a0membre à vie\u00a0» n’est pas dans la liste. Réponses possibles\u00a0: member, associate, observer, suspended, withdrawn, direct_operator, recognised_actor, honorary.',
      ],
      [3, 'from', '«\u00a030/02/1970\u00a0» n’est pas une date qui existe. Écrivez 2025-11-19, 19/11/2025, 2025-11 ou 2025.'],
      [4, 'institution', 'La cellule est vide. Renseignez-la.'],
      [4, 'to', 'La fin doit venir après le début.'],
      [4, 'certainty', '«\u00a0sûr\u00a0» n’est pas dans la liste. Réponses possibles\u00a0: confirmed, probable, disputed.'],
      [4, 'source', 'La cellule est vide. Renseignez-la.'],
      [4, 'source_url', '«\u00a0ici\u00a0» n’est pas une adresse de page complète. Elle commence par https://'],
      [4, 'consulted_on', '«\u00a0mai 2025\u00a0» n’est pas une date qui existe. Écrivez 2025-11-19, 19/11/2025, 2025-11 ou 2025.'],
      [5, 'party', '«\u00a0guinée\u00a0» peut désigner plusieurs parties\u00a0: guinee, guinee-bis. Précisez par un code.'],
      [6, 'institution', 'Une partie ne peut pas être liée à elle-même.'],
    ],
  );
});

test('a source that the register would not take is refused in its cell, before anything is applied', async ({ act }) => {
  await expectNothing(
    act(),
    'statuses',
    `party,institution,status,source,source_publisher,source_url
mali,oif,member,${'L'.repeat(2001)},,
niger,oif,member,Liste,${'E'.repeat(301)},
guinee,oif,member,Liste,,https://exemple.org:port/`,
    [
      [2, 'source', 'Ce texte est trop long\u00a0: 2\u202f000 caractères au plus.'],
      [3, 'source_publisher', 'Ce texte est trop long\u00a0: 300 caractères au plus.'],
      [4, 'source_url', '«\u00a0https://exemple.org:port/\u00a0» n’est pas une adresse de page complète. Elle commence par https://'],
    ],
  );
});

test('a code that is not written as it should be is refused, in a file of parties as in one of identifiers', async ({ act }) => {
  await expectNothing(act(), 'parties', 'kind,name_fr,iso3,wikidata,source\nstate,Tchad,td,657,Annuaire', [
    [2, 'iso3', 'Ce code s’écrit en trois majuscules, par exemple SEN.'],
    [2, 'wikidata', 'Cet identifiant s’écrit comme Q1041.'],
  ]);
  await expectNothing(act(), 'identifiers', 'party,scheme,value,source\nmali,wikidata,912,Annuaire', [
    [2, 'value', 'Cet identifiant s’écrit comme Q1041.'],
  ]);
});

test('a code belongs to one party at a time; a site may be shared', async ({ act }) => {
  const columns = 'party,scheme,value,from,to,source';
  await expectNothing(
    act(),
    'identifiers',
    `${columns}\nguinee,iso3166-1-alpha3,MLI,,,Annuaire\nmali,wikidata,Q912,,,Annuaire\nniger,wikidata,Q912,,,Annuaire`,
    [
      [2, 'value', 'Le code MLI est déjà celui de «\u00a0mali\u00a0».'],
      [4, 'value', 'Le code Q912 est déjà celui de «\u00a0mali\u00a0».'],
    ],
  );
  const { plan } = await load(
    act(),
    'identifiers',
    `${columns}
mali,iso3166-1-alpha3,MLI,,,Annuaire
mali,website,https://exemple.org,,,Annuaire
niger,website,https://exemple.org,,,Annuaire
mali,insee,01001,1970,1990,Annuaire
niger,insee,01001,1990,,Annuaire`,
  );
  expect(plan.counts).toMatchObject({ refused: 0, same: 1, new: 4 });
});

test('lines that repeat or overlap each other are refused with both numbers', async ({ act }) => {
  await expectNothing(
    act(),
    'statuses',
    `${header}
mali,oif,member,1970,2025-03-17,,Liste,,
mali,oif,withdrawn,2025,,,Liste,,
niger,oif,member,1970,,,Liste,,
NER,oif,membre,1970,,,Liste,,`,
    [
      [3, null, 'Cette ligne et la ligne 4 parlent des mêmes jours et ne peuvent pas être vraies ensemble. Corrigez leurs dates.'],
      [4, null, 'Cette ligne et la ligne 3 parlent des mêmes jours et ne peuvent pas être vraies ensemble. Corrigez leurs dates.'],
      [6, null, 'Cette ligne répète la ligne 5. Gardez l’une des deux.'],
    ],
  );
});

test('lines with too many or too few cells are refused by their number', async ({ act }) => {
  await expectNothing(
    act(),
    'statuses',
    `party,institution,status,source\nmali,oif,member,Liste\nniger,oif\nniger,oif,member,Liste, et une virgule de trop\n${'x,'.repeat(9_999)}x\n`,
    [
      [3, null, 'La ligne a 2 cellules, l’en-tête en a 4. Vérifiez les séparateurs et les guillemets.'],
      [4, null, 'La ligne a 5 cellules, l’en-tête en a 4. Vérifiez les séparateurs et les guillemets.'],
      [5, null, 'La ligne a 10\u202f000 cellules, l’en-tête en a 4. Vérifiez les séparateurs et les guillemets.'],
    ],
  );
});

test('letters that were lost on the way are seen, whatever lost them', async ({ act }) => {
  await expectNothing(act(), 'parties', 'kind,name_fr,source\nstate,CÃ´te d’Ivoire,Annuaire\nstate,S\ufffdn\ufffdgal,Annuaire\n', [
    [
      2,
      'name_fr',
      '«\u00a0CÃ´te d’Ivoire\u00a0» a des caractères abîmés\u00a0: le fichier a été lu ou enregistré dans un mauvais encodage. Repartez du fichier d’origine, en UTF-8.',
    ],
    [
      3,
      'name_fr',
      '«\u00a0S\ufffdn\ufffdgal\u00a0» a des caractères abîmés\u00a0: le fichier a été lu ou enregistré dans un mauvais encodage. Repartez du fichier d’origine, en UTF-8.',
    ],
  ]);
});

test('a number that can be read in two ways is refused; French and English ones that cannot are read', async ({ act }) => {
  await expectNothing(
    act(),
    'measures',
    'party,measure,value,unit,from,source\nmali,population,"22,395",habitants,2022,R\nniger,population,beaucoup,habitants,2022,R\n',
    [
      [2, 'value', '«\u00a022,395\u00a0» peut se lire de deux façons. Écrivez le nombre sans séparateur de milliers.'],
      [3, 'value', '«\u00a0beaucoup\u00a0» n’est pas un nombre.'],
    ],
  );
  const { plan } = await load(
    act(),
    'measures',
    'party,measure,value,unit,from,source\nmali,gni_per_head,"1 234,5",€,2022,R\nniger,gni_per_head,"1,234.5",€,2022,R\n',
  );
  expect(plan.writes.facts.map((fact) => fact.row['value'])).toEqual(['1234.5', '1234.5']);
});

test('a formula is a text like another, and comes back as it was', async ({ act }) => {
  const { plan } = await load(act(), 'parties', `kind,name_fr,source\nassociation,"'=HYPERLINK(""https://ailleurs.example"")",Annuaire\n`);
  expect(plan.entries[0]!.label!.fr).toBe('=HYPERLINK("https://ailleurs.example")');
});

test('refused lines are left out only where someone says so', async ({ act }) => {
  const file = `${header}Atlantide,oif,member,,,,Liste,,\nmali,oif,member,1970,,,Liste,,\n`;
  await expect(load(act(), 'statuses', file)).rejects.toThrow('Une ligne est refusée. Rien n’a été enregistré.');
  expect((await load(act(), 'statuses', file, true)).plan.counts).toMatchObject({ new: 1, refused: 1 });
  expect((await act().db.select({ count: count() }).from(status))[0]!.count).toBe(1);
});

async function load(act: Act, kind: ImportKind, text: string, acceptRefused = false) {
  const table = await readTable(Buffer.from(text));
  return applyImport(act, kind, table, guessMapping(kind, table.header), { reason: 'test', acceptRefused });
}

/** The file is refused with these sentences (line, column), and the register is as it was: no row, no source, no revision. */
async function expectNothing(act: Act, kind: ImportKind, text: string, sentences: [number | null, string | null, string][]): Promise<void> {
  const before = await countAll(act);
  const table = await readTable(Buffer.from(text));
  const mapping = guessMapping(kind, table.header);
  const refusal: Error = await applyImport(act, kind, table, mapping, { reason: 'test' }).then(
    () => expect.fail('it was applied'),
    (error) => error,
  );
  if (sentences[0]![0] === null) expect(refusal.message).toBe(sentences[0]![2]);
  else {
    const refused = (await planImport(act, kind, table, mapping)).entries.filter((one) => one.outcome === 'refused');
    expect(refused.map(({ line, column, reason }) => [line, column, reason!.fr])).toEqual(sentences);
    expect(refused.filter(({ reason }) => reason!.en === reason!.fr)).toEqual([]);
    expect(refusal.message).toMatch(/Rien n’a été enregistré/);
  }
  expect(await countAll(act)).toEqual(before);
}

async function countAll(act: Act): Promise<number[]> {
  return Promise.all(
    [revision, journalEntry, source, party, status].map(async (table) => (await act.db.select({ count: count() }).from(table))[0]!.count),
  );
}
