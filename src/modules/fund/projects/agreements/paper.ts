import { formatDate } from '../../../../kernel/i18n/format.ts';
import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import type { Paper, PaperBlock } from '../../../../kernel/papers/index.ts';
import { formatRate } from '../../rates.ts';
import { say } from '../messages.ts';
import type { TemplateWords } from './default-template.ts';
import type { Change, Terms } from './rules.ts';
import { changeInWords, conditionInWords, type PartyNames } from './words.ts';

/** All that an agreement speaks of. */
export interface AgreementSubject {
  lang: Lang;
  /** 0 is the agreement itself. */
  number: number;
  reference: string;
  title: string;
  network: string;
  city: string;
  decision: { body: string; code: string; day: Temporal.PlainDate };
  currency: string;
  startsOn: Temporal.PlainDate;
  terms: Terms;
  changes: readonly Change[];
  reason: string | null;
  date: Temporal.PlainDate;
  names: PartyNames;
}

/** An agreement or an amendment as a paper to be signed: each field of its template replaced by what is agreed. */
export function agreementPaper(subject: AgreementSubject, { special, general, annexes }: TemplateWords): Paper {
  const t = say.in(subject.lang);
  const parts: [heading: string, words: string][] = [
    [t('paper.special'), special],
    [t('paper.general'), general],
    [t('paper.annexes'), annexes],
  ];
  return {
    lang: subject.lang,
    title: subject.number === 0 ? t('paper.agreement') : t('paper.amendment', { number: subject.number }),
    author: subject.network,
    date: subject.date,
    reference: subject.reference,
    blocks: [
      { kind: 'heading', level: 1, text: subject.number === 0 ? t('paper.agreement') : t('paper.amendment', { number: subject.number }) },
      { kind: 'paragraph', style: 'lead', text: `${subject.title} (${subject.reference})` },
      ...parts
        .filter(([, words]) => words.trim())
        .flatMap(([heading, words]): PaperBlock[] => [{ kind: 'heading', level: 2, text: heading }, ...readWords(words, subject)]),
      { kind: 'signature', lines: [t('paper.forCity', { city: subject.city }), t('paper.signatureLines')] },
      { kind: 'signature', lines: [t('paper.forNetwork', { network: subject.network }), t('paper.signatureLines')] },
    ],
  };
}

/** The names of the fields that templates know. */
export const templateFields = [
  'reseau',
  'ville',
  'titre',
  'reference',
  'instance',
  'decision',
  'date_decision',
  'debut',
  'fin',
  'montant',
  'taux',
  'motif',
  'tranches',
  'changements',
] as const;

/** The fields of a text that nothing fills. */
export function unknownFields(words: string): string[] {
  return [...words.matchAll(/\{\{\s*([^}]*?)\s*\}\}/g)]
    .map(([, name]) => name!)
    .filter((name) => !templateFields.some((one) => one === name));
}

function readWords(words: string, subject: AgreementSubject): PaperBlock[] {
  const blocks: PaperBlock[] = [];
  for (const line of words.split(/\r?\n/).map((one) => one.trim())) {
    const last = blocks.at(-1);
    const item = /^-\s+(.*)$/.exec(line);
    if (line === '{{tranches}}') blocks.push(scheduleTable(subject));
    else if (line === '{{changements}}') blocks.push(changeTable(subject));
    else if (line.startsWith('#')) blocks.push({ kind: 'heading', level: 3, text: fill(line.replace(/^#+\s*/, ''), subject) });
    else if (item && last?.kind === 'list') last.items.push(fill(item[1]!, subject));
    else if (item) blocks.push({ kind: 'list', items: [fill(item[1]!, subject)] });
    else if (line) blocks.push({ kind: 'paragraph', text: fill(line, subject) });
  }
  return blocks;
}

function fill(words: string, subject: AgreementSubject): string {
  const { lang, terms } = subject;
  const values: Partial<Record<string, string>> = {
    reseau: subject.network,
    ville: subject.city,
    titre: subject.title,
    reference: subject.reference,
    instance: subject.decision.body,
    decision: subject.decision.code,
    date_decision: formatDate(subject.decision.day, lang),
    debut: formatDate(subject.startsOn, lang),
    fin: formatDate(Temporal.PlainDate.from(terms.endsOn), lang),
    montant: formatMoney(terms.grantedCents, lang, subject.currency),
    taux: formatRate(terms.rate, lang),
    motif: subject.reason ?? '',
  };
  return words.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => values[name] ?? whole);
}

function scheduleTable({ lang, currency, terms, names }: AgreementSubject): PaperBlock {
  const t = say.in(lang);
  return {
    kind: 'table',
    columns: [
      { header: t('column.instalment') },
      { header: t('column.amount'), align: 'end' },
      { header: t('column.expected') },
      { header: t('column.conditions') },
    ],
    rows: terms.instalments.map((one) => [
      String(one.number),
      formatMoney(one.amountCents, lang, currency),
      formatDate(Temporal.PlainDate.from(one.expectedOn), lang),
      one.conditions.map((condition) => conditionInWords(condition, lang, names)).join('\n'),
    ]),
    total: [t('column.total'), formatMoney(terms.grantedCents, lang, currency), '', ''],
  };
}

function changeTable({ lang, currency, changes }: AgreementSubject): PaperBlock {
  const t = say.in(lang);
  return {
    kind: 'table',
    columns: [{ header: t('column.what') }, { header: t('column.before') }, { header: t('column.after') }],
    rows: changes.map((change) => changeInWords(change, currency, lang)),
  };
}
