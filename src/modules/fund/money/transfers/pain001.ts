import anyAscii from 'any-ascii';

/** Where money comes from or goes: an IBAN, or the number of an account at a bank that its BIC names. */
export interface TransferAccount {
  holder: string;
  country: string;
  iban: string | null;
  accountNumber: string | null;
  bic: string | null;
  bankName: string;
}

export interface Transfer {
  /** The reference of the payment: it comes back in the statement. */
  reference: string;
  amountCents: number;
  to: TransferAccount;
  /** What the beneficiary reads. */
  words: string;
}

/** An order to a bank: all its transfers leave one account, in one currency, on one day. */
export interface TransferOrder {
  messageId: string;
  createdAt: Temporal.Instant;
  executeOn: Temporal.PlainDate;
  currency: string;
  from: TransferAccount;
  transfers: readonly Transfer[];
}

export const pain001Namespace = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';

/** A customer credit transfer initiation (ISO 20022, pain.001.001.09), its elements in the order that the standard asks. */
export function writePain001(order: TransferOrder): string {
  const { messageId, createdAt, executeOn, currency, from, transfers } = order;
  const sum = amountOf(transfers.reduce((total, one) => total + one.amountCents, 0));
  // SEPA knows euros and IBANs, at shared cost; anything else goes by the correspondents of the banks.
  const isSepa = currency === 'EUR' && from.iban !== null && transfers.every((one) => one.to.iban !== null);
  const document = element('Document', [
    element('CstmrCdtTrfInitn', [
      element('GrpHdr', [
        element('MsgId', messageId),
        element('CreDtTm', createdAt.toString({ smallestUnit: 'second' })),
        element('NbOfTxs', String(transfers.length)),
        element('CtrlSum', sum),
        element('InitgPty', [element('Nm', latin(from.holder, 70))]),
      ]),
      element('PmtInf', [
        element('PmtInfId', messageId),
        element('PmtMtd', 'TRF'),
        element('BtchBookg', 'false'),
        element('NbOfTxs', String(transfers.length)),
        element('CtrlSum', sum),
        isSepa && element('PmtTpInf', [element('SvcLvl', [element('Cd', 'SEPA')])]),
        element('ReqdExctnDt', [element('Dt', executeOn.toString())]),
        element('Dbtr', partyOf(from)),
        element('DbtrAcct', [...accountOf(from), element('Ccy', currency)]),
        element('DbtrAgt', agentOf(from)),
        element('ChrgBr', isSepa ? 'SLEV' : 'SHAR'),
        ...transfers.map((one) =>
          element('CdtTrfTxInf', [
            element('PmtId', [element('InstrId', one.reference), element('EndToEndId', one.reference)]),
            element('Amt', [`<InstdAmt Ccy="${escape(currency)}">${amountOf(one.amountCents)}</InstdAmt>`]),
            element('CdtrAgt', agentOf(one.to)),
            element('Cdtr', partyOf(one.to)),
            element('CdtrAcct', accountOf(one.to)),
            element('RmtInf', [element('Ustrd', latin(one.words, 140))]),
          ]),
        ),
      ]),
    ]),
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${document.replace('<Document>', `<Document xmlns="${pain001Namespace}">`)}\n`;
}

type Part = string | false;

function element(name: string, content: string | readonly Part[]): string {
  const inner = typeof content === 'string' ? escape(content) : content.filter((one) => one !== false).join('');
  return `<${name}>${inner}</${name}>`;
}

function partyOf({ holder, country }: TransferAccount): string[] {
  return [element('Nm', latin(holder, 70)), element('PstlAdr', [element('Ctry', country)])];
}

function accountOf({ iban, accountNumber }: TransferAccount): string[] {
  return [element('Id', [iban ? element('IBAN', iban) : element('Othr', [element('Id', accountNumber ?? '')])])];
}

function agentOf({ bic, bankName }: TransferAccount): string[] {
  return [element('FinInstnId', bic ? [element('BICFI', bic)] : [element('Nm', latin(bankName, 140))])];
}

function amountOf(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

/** Banks carry the letters of the Latin alphabet without accents, and few marks. */
function latin(words: string, most: number): string {
  return anyAscii(words)
    .replace(/[^A-Za-z0-9/\-?:().,'+ ]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, most);
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
