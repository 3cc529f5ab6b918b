import { expect } from 'vitest';
import { siteTest } from '../../../../../test/site.ts';
import type { Act } from '../../../../kernel/act.ts';
import { Forbidden, Refused } from '../../../../kernel/errors.ts';
import { asKnownNow } from '../../../register/index.ts';
import { createDue, createMember, people } from '../factories.ts';
import { settleAccounts } from '../ledger/queries.ts';
import { rateInput, recordRate } from '../rates/commands.ts';
import { dueCall, duePayment } from '../schema.ts';
import { readCamt } from './camt.ts';
import { columnsInput, handInput, matchByHand, matchLines, nameColumns, receiveBankFile, undoFile } from './commands.ts';
import { getBankFile, listLines } from './queries.ts';
import { matchLine } from './rules.ts';
import { bankFile, bankLine } from './schema.ts';

const test = siteTest();

/** A statement of one version of CAMT.053, as banks write them: names in `Dbtr` directly, or in `Pty` from version 8 on. */
function camt(entries: string[], { version = '02', account = 'FR7630006000011234567890189', head = '' } = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${head}
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr>
<Stmt><Id>1</Id><Acct><Id><IBAN>${account}</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Bal><Amt Ccy="EUR">9999.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>${entries.join('')}</Stmt></BkToCstmrStmt></Document>`;
}

interface Written {
  amount?: string;
  currency?: string;
  sign?: 'CRDT' | 'DBIT';
  day?: string;
  id?: string;
  payer?: string;
  reference?: string;
  words?: string;
  ordered?: [string, string];
  status?: string;
  party?: boolean;
}

function entry({
  amount = '550.00',
  currency = 'EUR',
  sign = 'CRDT',
  day = '2026-11-20',
  id = 'A1',
  payer,
  reference,
  words,
  ordered,
  status = '<Sts>BOOK</Sts>',
  party = false,
}: Written): string {
  const name = payer ? (party ? `<Pty><Nm>${payer}</Nm></Pty>` : `<Nm>${payer}</Nm>`) : '';
  return `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${sign}</CdtDbtInd>${status}<BookgDt><Dt>${day}</Dt></BookgDt>
<AcctSvcrRef>${id}</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
${ordered ? `<AmtDtls><InstdAmt><Amt Ccy="${ordered[1]}">${ordered[0]}</Amt></InstdAmt></AmtDtls>` : ''}
${name ? `<RltdPties><Dbtr>${name}</Dbtr></RltdPties>` : ''}<RmtInf>${words ? `<Ustrd>${words}</Ustrd>` : ''}
${reference ? `<Strd><CdtrRefInf><Ref>${reference}</Ref></CdtrRefInf></Strd>` : ''}</RmtInf></TxDtls></NtryDtls></Ntry>`;
}

async function* bytesOf(text: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof text === 'string' ? Buffer.from(text) : text;
}

function bring(act: Act, text: string | Uint8Array, name = 'releve.xml', encoding: 'windows-1252' | null = null): Promise<string> {
  return receiveBankFile(act, { name, encoding, bytes: bytesOf(text) });
}

async function openOf(act: Act, partyId: string): Promise<number> {
  const settled = await settleAccounts(act.db, await asKnownNow(act, Temporal.PlainDate.from('2026-11-23')), [partyId]);
  return settled.get(partyId)!.balance;
}

async function prepare(act: Act) {
  const haute = await createMember(act, 'Ville Haute');
  const basse = await createMember(act, 'Ville Basse');
  await createDue(act, haute.id, 2024);
  await createDue(act, haute.id, 2025);
  await createDue(act, basse.id, 2025, '777');
  const calls = await act.db.select().from(dueCall);
  const referenceOf = (partyId: string, year: number) => calls.find((one) => one.partyId === partyId && one.year === year)!.reference;
  return { finance: { ...act, actor: people.finance }, direction: { ...act, actor: people.direction }, haute, basse, referenceOf };
}

test.for(['02', '04', '08', '13'])('a CAMT.053 statement of version %s is read: amounts, days, payers, references', (version) => {
  const party = Number(version) >= 8;
  const { account, lines } = readCamt(
    camt(
      [
        entry({
          payer: 'VILLE HAUTE',
          words: 'COTIS 2025',
          reference: 'RF18539007547034',
          party,
          status: party ? '<Sts><Cd>BOOK</Cd></Sts>' : '<Sts>BOOK</Sts>',
        }),
        entry({ id: 'A2', sign: 'DBIT', amount: '12.5' }),
        entry({ id: 'A3', status: party ? '<Sts><Cd>PDNG</Cd></Sts>' : '<Sts>PDNG</Sts>' }),
        entry({ id: 'A4', amount: '548.2', ordered: ['360776', 'XOF'] }),
      ],
      { version },
    ),
  );
  expect(account).toBe('FR7630006000011234567890189');
  expect(lines).toMatchObject([
    { amountCents: 550_00, currency: 'EUR', payer: 'VILLE HAUTE', reference: 'RF18539007547034', words: 'COTIS 2025', bankId: 'A1' },
    { amountCents: -12_50 },
    { amountCents: 548_20, orderedCents: 360_776_00, orderedCurrency: 'XOF' },
  ]);
});

test('an entry of several transactions is a line for each where they make it up, else one line', () => {
  const tx = (amount: string, payer: string) =>
    `<TxDtls><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Nm>${payer}</Nm></Dbtr></RltdPties></TxDtls>`;
  const whole = (details: string) =>
    `<Ntry><Amt Ccy="EUR">1100</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><DtTm>2026-11-20T10:00:00</DtTm></BookgDt><AcctSvcrRef>B</AcctSvcrRef><NtryDtls>${details}</NtryDtls></Ntry>`;
  expect(readCamt(camt([whole(tx('600', 'A') + tx('500', 'B'))])).lines.map((one) => [one.amountCents, one.payer, one.bankId])).toEqual([
    [600_00, 'A', 'B/1'],
    [500_00, 'B', 'B/2'],
  ]);
  expect(readCamt(camt([whole(tx('600', 'A') + tx('400', 'B'))])).lines).toMatchObject([{ amountCents: 1100_00, bankId: 'B' }]);
});

test.for<[string, string | Uint8Array, RegExp]>([
  ['a truncated file', camt([entry({})]).slice(0, -60), /mal formé ou coupé/],
  ['an entity', camt([entry({})], { head: '<!DOCTYPE a [<!ENTITY b "c">]>' }), /déclare un type de document/],
  ['a billion laughs', `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>`, /déclare un type de document/],
  ['another XML', '<html><body/></html>', /n’est pas un relevé CAMT\.053/],
  ['a CAMT.052', camt([entry({})]).replace('camt.053', 'camt.052'), /n’est pas un relevé CAMT\.053/],
  ['ten thousand levels', `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">${'<a>'.repeat(10_000)}`, /emboîté au-delà/],
  ['a comma in an amount', camt([entry({ amount: '550,00' })]), /Mouvement 1\u00a0: «\u00a0550,00\u00a0» n’est pas un montant/],
  ['a negative amount', camt([entry({}), entry({ amount: '-5.00' })]), /Mouvement 2/],
  ['three decimals', camt([entry({ amount: '5.001' })]), /n’est pas un montant/],
  ['a day that is none', camt([entry({ day: '2026-02-31' })]), /sans date de comptabilisation/],
  ['a day and a month the wrong way round', camt([entry({ day: '2026-20-11' })]), /sans date de comptabilisation/],
  [
    'a day to come, which no bank books',
    camt([entry({}), entry({ id: 'B', day: '2026-12-11' })]),
    /mouvement 2 est daté du 11 décembre 2026/,
  ],
  ['a comma and a point in an amount', camt([entry({ amount: '1,550.00' })]), /«\u00a01,550\.00\u00a0» n’est pas un montant/],
  ['no movement', camt([]), /aucun mouvement/],
  [
    'bytes that are no UTF-8',
    Buffer.concat([Buffer.from('<?xml version="1.0" encoding="UTF-8"?><Document>'), Buffer.from([0xe9, 0x20])]),
    /dit être en UTF-8/,
  ],
  ['an encoding that nobody knows', '<?xml version="1.0" encoding="EBCDIC-9"?><Document/>', /dit être en EBCDIC-9/],
  ['a table in another encoding', Buffer.from('date;montant;libellé\n01/02/2026;5;é\n', 'latin1'), /n’est pas en UTF-8/],
  ['an empty file', '', /est vide/],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 0]), /n’est pas un texte/],
])('%s is refused with a sentence, and nothing is kept', async ([, text, sentence], { act, db }) => {
  const finance = act({ actor: people.finance });
  await expect(bring(finance, text)).rejects.toThrow(sentence);
  expect([await db.$count(bankFile), await db.$count(bankLine)]).toEqual([0, 0]);
});

test.for<[string, (text: string) => Uint8Array]>([
  ['ISO-8859-1', (text) => Buffer.from(text.replace('UTF-8', 'ISO-8859-1'), 'latin1')],
  ['UTF-16', (text) => Buffer.from(`\ufeff${text.replace('UTF-8', 'UTF-16')}`, 'utf16le')],
  ['UTF-16, the bytes swapped', (text) => Buffer.from(`\ufeff${text.replace('UTF-8', 'UTF-16')}`, 'utf16le').swap16()],
])('a statement in %s is read as its bank wrote it', async ([, encode], { act }) => {
  const finance = act({ actor: people.finance });
  const id = await bring(finance, encode(camt([entry({ payer: 'Trésorerie de Fès' })])));
  expect((await listLines(finance, id)).map(({ line }) => line.payer)).toEqual(['Trésorerie de Fès']);
});

test('60 MB are refused while they are read, and never held', async ({ act }) => {
  async function* flood() {
    for (let sent = 0; sent < 60; sent += 1) yield Buffer.alloc(1024 * 1024, 'a');
  }
  await expect(receiveBankFile(act({ actor: people.finance }), { name: 'x', encoding: null, bytes: flood() })).rejects.toThrow(
    'dépasse 20\u00a0Mo',
  );
});

test('a line is matched by its reference, then by amount and name; the rest is left to a person', async ({ act }) => {
  const { haute, basse, referenceOf } = await prepare(act());
  const calls = new Map((await act().db.select().from(dueCall)).map((one) => [one.reference, one]));
  const accounts = [
    {
      partyId: haute.id,
      names: ['ville haute'],
      years: [
        { year: 2024, openCents: 550_00 },
        { year: 2025, openCents: 550_00 },
      ],
    },
    { partyId: basse.id, names: ['ville basse'], years: [{ year: 2025, openCents: 777_00 }] },
  ];
  const match = (line: Partial<Parameters<typeof matchLine>[0]>) =>
    matchLine({ amountCents: 1, payer: null, reference: null, words: '', ...line }, calls, accounts);
  const reference = referenceOf(haute.id, 2025);
  const certain = { kind: 'found', partyId: haute.id, year: 2025, by: 'reference', sure: 'certain' };
  expect(match({ reference })).toEqual(certain);
  expect(match({ words: `VIR SEPA ${reference.toLowerCase()} VILLE BASSE` })).toEqual(certain);
  expect(match({ words: `${reference} ${referenceOf(haute.id, 2024)}` })).toEqual({ ...certain, year: null });
  expect(match({ words: `${reference} ${referenceOf(basse.id, 2025)}` })).toMatchObject({ kind: 'several' });
  const likely = { kind: 'found', by: 'amount_and_name', sure: 'likely' };
  expect(match({ amountCents: 777_00, payer: 'MAIRIE DE VILLE-BASSE' })).toEqual({ ...likely, partyId: basse.id, year: 2025 });
  expect(match({ amountCents: 1100_00, words: 'ville haute arriérés' })).toEqual({ ...likely, partyId: haute.id, year: null });
  expect(match({ amountCents: 5, payer: 'VILLE BASSE' })).toEqual({ kind: 'several', partyIds: [basse.id] });
  expect(match({ amountCents: 777_00, payer: 'DUPONT' })).toEqual({ kind: 'none' });
  expect(match({ amountCents: 777_00, payer: 'VILLE BASSEMENT' })).toEqual({ kind: 'none' });
});

test('a file is matched, matched by hand, undone by reversals, and matched again', async ({ act, db }) => {
  const { finance, haute, basse, referenceOf } = await prepare(act());
  const id = await bring(
    finance,
    camt([
      entry({ id: '1', words: referenceOf(haute.id, 2025) }),
      entry({ id: '2', amount: '777', payer: 'VILLE BASSE' }),
      entry({ id: '3', amount: '20', payer: 'INCONNU' }),
      entry({ id: '4', amount: '9', sign: 'DBIT', words: 'FRAIS' }),
    ]),
  );
  const cases = await listLines(finance, id);
  expect(cases.map((one) => one.match?.kind ?? null)).toEqual(['found', 'found', 'none', null]);
  const lines = cases.map((one) => one.line.id);
  await expect(matchLines(act({ actor: people.officer }), id, { lines })).rejects.toThrow(Forbidden);
  await expect(matchLines(finance, id, { lines: lines.slice(0, 3) })).rejects.toThrow(Refused);
  expect(await db.$count(duePayment)).toBe(0);
  expect(await matchLines(finance, id, { lines: lines.slice(0, 2) })).toBe(2);
  expect([await openOf(finance, haute.id), await openOf(finance, basse.id)]).toEqual([550_00, 0]);
  await expect(matchLines(finance, id, { lines: [lines[0]!] })).rejects.toThrow('n’est plus à rapprocher');
  await expect(matchByHand(finance, id, lines[2]!, handInput.parse({ party: 'Nulle Part' }))).rejects.toThrow('Nulle Part');
  await expect(matchByHand(finance, id, lines[3]!, handInput.parse({ party: 'ville-haute' }))).rejects.toThrow('n’est pas à rapprocher');
  await matchByHand(finance, id, lines[2]!, handInput.parse({ party: 'ville haute' }));
  expect(await openOf(finance, haute.id)).toBe(530_00);
  await undoFile(finance, id, { reason: 'Mauvais relevé' });
  expect([await openOf(finance, haute.id), await openOf(finance, basse.id)]).toEqual([1100_00, 777_00]);
  await expect(undoFile(finance, id, { reason: 'x' })).rejects.toThrow('Aucun paiement');
  await matchLines(finance, id, { lines: lines.slice(0, 2) });
  expect(await openOf(finance, haute.id)).toBe(550_00);
});

test('undoing a large payment is for someone of the direction who did not bring the file', async ({ act }) => {
  const { finance, direction, haute } = await prepare(act());
  const id = await bring(finance, camt([entry({ id: '1', amount: '1500', payer: 'X' })]));
  const [found] = await listLines(finance, id);
  await matchByHand(finance, id, found!.line.id, handInput.parse({ party: 'ville-haute', year: '' }));
  await expect(undoFile(finance, id, { reason: 'x' })).rejects.toThrow('quelqu’un de la direction');
  await undoFile(direction, id, { reason: 'Erreur de la banque' });
  expect(await openOf(finance, haute.id)).toBe(1100_00);
});

test('the same file is refused, the same line in another file is shown and never taken twice', async ({ act }) => {
  const { finance, haute, referenceOf } = await prepare(act());
  const one = entry({ id: '1', words: referenceOf(haute.id, 2025) });
  const first = await bring(finance, camt([one]));
  await expect(bring(finance, camt([one]), 'autre.xml')).rejects.toThrow('Ce fichier a déjà été apporté');
  const second = await bring(finance, camt([one, entry({ id: '2', amount: '5' })]));
  const cases = await listLines(finance, second);
  expect(cases.map(({ line, match }) => [line.duplicateOf !== null, match?.kind ?? null])).toEqual([
    [true, null],
    [false, 'none'],
  ]);
  await expect(matchLines(finance, second, { lines: [cases[0]!.line.id] })).rejects.toThrow(Refused);
  expect((await listLines(finance, first))[0]!.match).toMatchObject({ kind: 'found' });
});

test('a payment in another currency waits for a dated rate, then keeps what the bank took apart', async ({ act, db }) => {
  const { finance, haute, referenceOf } = await prepare(act());
  const id = await bring(finance, camt([entry({ amount: '548.20', words: referenceOf(haute.id, 2025), ordered: ['360776.35', 'XOF'] })]));
  const { line } = (await listLines(finance, id))[0]!;
  await expect(matchLines(finance, id, { lines: [line.id] })).rejects.toThrow('Ligne 1\u00a0: Aucun taux de XOF');
  expect(await db.$count(duePayment)).toBe(0);
  await recordRate(finance, rateInput.parse({ currency: 'XOF', day: '20/11/2026', units: '655,957', source: 'Banque de France' }));
  await matchLines(finance, id, { lines: [line.id] });
  expect(await openOf(finance, haute.id)).toBe(550_00);
  expect(await db.select().from(duePayment)).toMatchObject([{ amountCents: 360_776_35, currency: 'XOF', receivedCents: 548_20 }]);
});

test('a CSV file waits for its columns; one wrong line refuses them all, each said; the columns are remembered', async ({ act }) => {
  const { finance, haute, referenceOf } = await prepare(act());
  const head = 'Date;Libellé;Débit;Crédit;Devise\n';
  const bad = await bring(
    finance,
    `${head}20/11/2026;VIR;;550\n31/02/2026;X;;5\n20/11/2026;Y;;1.234\n20/11/2026;Z;;douze\n20/11/2026;W;;5;EURO`,
    'a.csv',
  );
  const columns = columnsInput.parse({ day: '0', words: '1', debit: '2', credit: '3', currency: '4' });
  await expect(nameColumns(finance, bad, columnsInput.parse({ words: '1' }))).rejects.toThrow('Choisissez une colonne');
  await expect(nameColumns(finance, bad, columns)).rejects.toThrow(
    'Ligne 3\u00a0: la date ne se lit pas. Ligne 4\u00a0: le montant peut se lire de deux façons (millier ou décimales). Ligne 5\u00a0: le montant ne se lit pas. Ligne 6\u00a0: la monnaie n’est pas un code de trois lettres. Rien n’a été enregistré.',
  );
  expect((await getBankFile(finance, bad)).waiting).not.toBeNull();
  const good = await bring(
    finance,
    `${head}20/11/2026;VIR ${referenceOf(haute.id, 2024)};;550,00;EUR\n20/11/2026;FRAIS;-12,50;;EUR\n`,
    'b.csv',
  );
  await nameColumns(finance, good, columns);
  expect((await listLines(finance, good)).map(({ line, match }) => [line.amountCents, match?.kind ?? null])).toEqual([
    [550_00, 'found'],
    [-12_50, null],
  ]);
  await expect(nameColumns(finance, good, columns)).rejects.toThrow('déjà nommées');
});

test('a file is brought, read and booked in the browser', async ({ act, openSite }) => {
  const { haute, referenceOf } = await prepare(act());
  const site = openSite();
  const browser = await site.browser('finance');
  const send = async (content: string, name: string) => {
    const form = new FormData();
    form.append('encoding', '');
    form.append('file', new File([content], name));
    const cookie = [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
    const headers = { cookie, origin: 'http://localhost:3000' };
    return site.app.request('http://localhost:3000/cotisations/banque/nouveau', { method: 'POST', body: form, headers });
  };
  const refused = await send('<html/>', 'x.xml');
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('n’est pas un relevé CAMT.053');
  const csv = await send(`Date;Libellé;Montant\n20/11/2026;COTIS ${referenceOf(haute.id, 2025)};550\n`, 'banque.csv');
  const file = csv.headers.get('location')!;
  const columns = (await browser.get(file)).headers.get('location')!;
  expect(await (await browser.get(columns)).text()).toContain('Ce qui se devine des en-têtes est déjà choisi');
  expect((await browser.post(columns, { day: '0', words: '1', amount: '2' })).headers.get('location')).toBe(file);
  const page = await (await browser.get(file)).text();
  expect(page).toContain('Certain');
  const [, line] = /name="lines"[^>]*value="([^"]+)"/.exec(page)!;
  const booked = await browser.post(`${file}/rapprochement`, { lines: line! });
  expect(booked.headers.get('location')).toBe(`${file}?fait=matched`);
  expect(await (await browser.get(`${file}?fait=matched`)).text()).toContain('Les paiements sont inscrits');
  expect(await openOf(act(), haute.id)).toBe(550_00);
});
