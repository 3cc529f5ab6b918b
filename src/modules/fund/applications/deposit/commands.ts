import { createHash } from 'node:crypto';
import { eq, like, sql } from 'drizzle-orm';
import { inTransaction, type Act } from '../../../../kernel/act.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Refused } from '../../../../kernel/errors.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import type { Message } from '../../../../kernel/i18n/lang.ts';
import { canonicalText } from '../../../../kernel/signing/canonical.ts';
import { codeOfHash } from '../../../../kernel/signing/code.ts';
import { findStanding } from '../beginning/commands.ts';
import { openAsAuthor } from '../authors.ts';
import type { DossierContent } from '../content/read.ts';
import { lockDossier, takeDossierStep } from '../life.ts';
import { signed } from '../../signed.ts';
import { say } from '../messages.ts';
import { type Deposit, findLastDeposit } from '../queries.ts';
import { isWritable } from '../rules.ts';
import { fundDossier, fundDossierPlace, fundDossierSector, fundDossierVersion } from '../schema.ts';
import { mailReceipt } from './mail.ts';
import { type Examined, examineDossier, problemSentence } from './examination.ts';

/**
 * Deposits a dossier: checks all of it, freezes it as a version, gives it its reference and a receipt, and tells its authors. Asked for twice,
 * it is deposited once and gives the same receipt.
 * @throws Missing to anyone but its authors, Forbidden to partners; Refused where the call takes no more (R7); Invalid with
 * everything that is not as it should be, by the address of the piece
 */
export async function depositDossier(act: Act, id: string): Promise<Deposit> {
  return inTransaction(act, async (act) => {
    const { isLead } = await openAsAuthor(act, id);
    if (!isLead) throw new Forbidden();
    const dossier = await lockDossier(act, id);
    const before = await findLastDeposit(act.db, id);
    if (!isWritable(dossier.state)) {
      if (before && dossier.state === 'submitted') return before;
      throw new Refused(say.later('dossier.closed'));
    }
    const examined = await examineDossier(act, dossier);
    await refuse(act, dossier.state === 'draft', examined);
    const reference = dossier.reference ?? (await nextReference(act));
    const number = (before?.number ?? 0) + 1;
    const { content } = examined;
    const digest = createHash('sha256')
      .update(canonicalText({ dossier: id, reference, version: number, content }))
      .digest();
    const { budget, period, markers } = content;
    await act.db.update(fundDossier).set({ reference }).where(eq(fundDossier.id, id));
    await act.db.insert(fundDossierVersion).values({
      dossierId: id,
      number,
      leadId: dossier.leadId,
      content,
      hash: digest.toString('hex'),
      receipt: codeOfHash(digest),
      title: content.title,
      summary: content.summary,
      currency: examined.call.currency,
      requestedCents: budget.fundCents,
      totalCents: budget.totalCents,
      cityCents: budget.cityCents,
      inKindCents: budget.inKindCents,
      otherCents: budget.otherCents,
      startsOn: Temporal.PlainDate.from(period!.from),
      endsOn: Temporal.PlainDate.from(period!.to),
      gender: markers.gender?.score ?? null,
      adaptation: markers.adaptation?.score ?? null,
      mitigation: markers.mitigation?.score ?? null,
      biodiversity: markers.biodiversity?.score ?? null,
      desertification: markers.desertification?.score ?? null,
      ...signed(act),
    });
    await keepParts(act, id, number, content);
    await takeDossierStep(act, dossier, 'submitted');
    const deposit = (await findLastDeposit(act.db, id))!;
    await mailReceipt(act, { ...dossier, reference }, deposit);
    await audit(act, { command: 'fund.deposit', subject: reference, detail: { dossier: id, version: number, receipt: deposit.receipt } });
    return deposit;
  });
}

async function refuse(act: Act, isFirst: boolean, { call, problems, eligibility }: Examined): Promise<void> {
  // What was asked to be completed is completed after the call has closed.
  const standing = await findStanding(act, call);
  if (isFirst && standing !== 'open') throw new Refused(say.later(`call.${standing}`));
  const fields = Object.entries(Object.groupBy(problems, ({ path }) => path)).map(([path, found]): [string, Message] => [
    path,
    (lang) => found!.map((problem) => problemSentence(problem, lang)).join(' '),
  ]);
  const no = eligibility.filter(({ answer }) => answer === 'no');
  if (no.length > 0)
    fields.push(['', (lang) => say.in(lang)('deposit.notEligible', { reasons: no.map(({ why }) => why(lang)).join(' ') })]);
  if (fields.length > 0) throw new Invalid(Object.fromEntries(fields));
}

async function keepParts(act: Act, dossierId: string, version: number, { sectors, places }: DossierContent): Promise<void> {
  if (sectors.length > 0)
    await act.db
      .insert(fundDossierSector)
      .values(sectors.map(({ theme, purpose, share }) => ({ dossierId, version, theme, purpose, share })));
  if (places.length > 0)
    await act.db.insert(fundDossierPlace).values(
      places.map(({ name, partyId, position }) => ({
        dossierId,
        version,
        name,
        partyId,
        latitude: position?.latitude ?? null,
        longitude: position?.longitude ?? null,
      })),
    );
}

/** « 2026-D014 »: numbered within the year, under a lock, so that no number is given twice nor passed over. */
async function nextReference(act: Act): Promise<string> {
  await act.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('fund dossier reference', 0))`);
  const { year } = dayOf(act.now);
  const [last] = await act.db
    .select({ number: sql<number | null>`max(substring(${fundDossier.reference} from 7)::integer)` })
    .from(fundDossier)
    .where(like(fundDossier.reference, `${year}-D%`));
  return `${year}-D${String((last?.number ?? 0) + 1).padStart(3, '0')}`;
}
