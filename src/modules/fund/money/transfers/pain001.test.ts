import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { pain001Namespace, type TransferOrder, writePain001 } from './pain001.ts';

/** An element of the standard: how often it comes, what it holds. */
interface Rule {
  name: string;
  least: 0 | 1;
  most: number;
  content: readonly Rule[] | { choice: readonly Rule[] } | RegExp;
}

const one = (name: string, content: Rule['content']): Rule => ({ name, least: 1, most: 1, content });
const maybe = (name: string, content: Rule['content']): Rule => ({ name, least: 0, most: 1, content });
const text = (most: number) => new RegExp(`^[A-Za-z0-9/\\-?:().,'+ ]{1,${most}}$`);
const amount = /^\d{1,16}\.\d{2}$/;
const account = [one('Id', { choice: [one('IBAN', /^[A-Z]{2}\d{2}[a-zA-Z0-9]{1,30}$/), one('Othr', [one('Id', text(34))])] })];
const agent = [one('FinInstnId', [maybe('BICFI', /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/), maybe('Nm', text(140))])];
const party = [one('Nm', text(140)), maybe('PstlAdr', [one('Ctry', /^[A-Z]{2}$/)])];

/**
 * What of pain.001.001.09 our files use: elements in the order of the standard, their cardinality and types, taken from its
 * message definition. Written by hand, for the standard's own schema may not be shipped.
 */
const standard = one('Document', [
  one('CstmrCdtTrfInitn', [
    one('GrpHdr', [
      one('MsgId', text(35)),
      one('CreDtTm', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      one('NbOfTxs', /^\d{1,15}$/),
      maybe('CtrlSum', amount),
      one('InitgPty', [one('Nm', text(140))]),
    ]),
    one('PmtInf', [
      one('PmtInfId', text(35)),
      one('PmtMtd', /^(CHK|TRF|TRA)$/),
      maybe('BtchBookg', /^(true|false)$/),
      maybe('NbOfTxs', /^\d{1,15}$/),
      maybe('CtrlSum', amount),
      maybe('PmtTpInf', [maybe('SvcLvl', [one('Cd', /^[A-Z]{1,4}$/)])]),
      one('ReqdExctnDt', [one('Dt', /^\d{4}-\d\d-\d\d$/)]),
      one('Dbtr', party),
      one('DbtrAcct', [...account, maybe('Ccy', /^[A-Z]{3}$/)]),
      one('DbtrAgt', agent),
      maybe('ChrgBr', /^(DEBT|CRED|SHAR|SLEV)$/),
      {
        name: 'CdtTrfTxInf',
        least: 1,
        most: Infinity,
        content: [
          one('PmtId', [maybe('InstrId', text(35)), one('EndToEndId', text(35))]),
          one('Amt', [one('InstdAmt', amount)]),
          maybe('CdtrAgt', agent),
          maybe('Cdtr', party),
          maybe('CdtrAcct', account),
          maybe('RmtInf', [maybe('Ustrd', text(140))]),
        ],
      },
    ]),
  ]),
]);

interface Node {
  name: string;
  attributes: Record<string, string>;
  children: Node[];
  words: string;
}

function read(xml: string): Node {
  const stack: Node[] = [{ name: '', attributes: {}, children: [], words: '' }];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = { name, attributes: { ...attributes }, children: [], words: '' };
    stack.at(-1)!.children.push(node);
    stack.push(node);
  });
  parser.on('text', (words) => (stack.at(-1)!.words += words));
  parser.on('closetag', () => void stack.pop());
  parser.write(xml).close();
  return stack[0]!.children[0]!;
}

/** Everything in which a document is not what the standard asks. */
function faultsOf(node: Node, rule: Rule, path = rule.name): string[] {
  if (node.name !== rule.name) return [`${path}: ${node.name}`];
  const { content } = rule;
  if (content instanceof RegExp) return content.test(node.words) && node.children.length === 0 ? [] : [`${path}: « ${node.words} »`];
  if ('choice' in content) {
    const [child] = node.children;
    const chosen = content.choice.find((one) => one.name === child?.name);
    return chosen && node.children.length === 1 ? faultsOf(child!, chosen, `${path}/${chosen.name}`) : [`${path}: no choice`];
  }
  const faults: string[] = [];
  let at = 0;
  for (const expected of content as readonly Rule[]) {
    let found = 0;
    while (node.children[at]?.name === expected.name && found < expected.most) {
      faults.push(...faultsOf(node.children[at]!, expected, `${path}/${expected.name}`));
      at += 1;
      found += 1;
    }
    if (found < expected.least) faults.push(`${path}/${expected.name}: missing`);
  }
  if (at < node.children.length) faults.push(`${path}/${node.children[at]!.name}: not here`);
  return faults;
}

const france = {
  holder: 'Réseau <des> villes & maires',
  country: 'FR',
  iban: 'FR7630006000011234567890189',
  accountNumber: null,
  bic: 'BNPAFRPP',
  bankName: 'Banque',
};
const order: TransferOrder = {
  messageId: 'BF-0123456789ABCDEF01234567',
  createdAt: Temporal.Instant.from('2026-11-23T09:00:00.123Z'),
  executeOn: Temporal.PlainDate.from('2026-11-25'),
  currency: 'EUR',
  from: france,
  transfers: [
    {
      reference: '2026-V001',
      amountCents: 40_000_05,
      to: { ...france, holder: 'Commune d’Aného', bic: null },
      words: '2026-V001 — Bornes-fontaines à 5 m³ « haut »',
    },
    { reference: '2026-V002', amountCents: 7, to: france, words: 'x'.repeat(300) },
  ],
};
const abroad = {
  holder: 'Ville de Hué',
  country: 'VN',
  iban: null,
  accountNumber: '0071000123456',
  bic: 'BFTVVNVX',
  bankName: 'Vietcombank',
};

test.for<[string, TransferOrder]>([
  ['in euros, between IBANs', order],
  ['to an account without IBAN', { ...order, transfers: [{ ...order.transfers[0]!, to: abroad }] }],
  ['in another currency', { ...order, currency: 'USD' }],
])('an order %s is what pain.001.001.09 asks', ([, given]) => {
  const document = read(writePain001(given));
  expect(document.attributes['xmlns']).toBe(pain001Namespace);
  expect(faultsOf(document, standard)).toEqual([]);
});

test('the sums of an order are those of its transfers, to the cent, and each reference comes back from the bank', () => {
  const xml = writePain001(order);
  expect(xml.match(/<CtrlSum>([^<]+)/g)).toEqual(['<CtrlSum>40000.12', '<CtrlSum>40000.12']);
  expect(xml.match(/<NbOfTxs>2</g)).toHaveLength(2);
  expect(xml.match(/<EndToEndId>[^<]+/g)).toEqual(['<EndToEndId>2026-V001', '<EndToEndId>2026-V002']);
  expect(xml).toContain('<Cd>SEPA</Cd>');
  expect(xml).toContain('<Nm>Reseau des villes maires</Nm>');
  expect(writePain001({ ...order, currency: 'USD' })).not.toContain('SEPA');
});

test('a file that is not what the standard asks is seen', () => {
  const xml = writePain001(order);
  for (const [from, to] of [
    ['<PmtMtd>TRF</PmtMtd>', ''],
    ['<NbOfTxs>2</NbOfTxs><CtrlSum>40000.12</CtrlSum>', '<CtrlSum>40000.12</CtrlSum><NbOfTxs>2</NbOfTxs>'],
    ['40000.05', '40000,05'],
    ['<IBAN>FR7630006000011234567890189</IBAN>', '<IBAN>FR</IBAN>'],
    ['<Dt>2026-11-25</Dt>', '<Dt>25/11/2026</Dt>'],
  ] as const)
    expect(faultsOf(read(xml.replace(from, to)), standard), from).not.toEqual([]);
});
