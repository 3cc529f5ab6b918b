import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../../kernel/act.ts';
import { audit } from '../../../../../kernel/audit/audit.ts';
import { actsFor } from '../../../../../kernel/actor.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../../../kernel/errors.ts';
import { keepFile, type ReceivedFile } from '../../../../../kernel/files/index.ts';
import { day, optionalText, requiredText } from '../../../../../kernel/http/fields.ts';
import { dayOf } from '../../../../../kernel/i18n/format.ts';
import { asKnownNow, findHeads } from '../../../../register/index.ts';
import { lockMoney, writeEntries } from '../../../ledger/record.ts';
import { layReports } from '../../../monitoring/schedule.ts';
import { mayManageFund } from '../../../policy.ts';
import { signed, signedByPerson } from '../../../signed.ts';
import { endInstalments, writeInstalments } from '../../instalments/commands.ts';
import { say } from '../../messages.ts';
import { mayReadProject, maySignForNetwork } from '../../policy.ts';
import type { Project } from '../../schema.ts';
import { lockProject, recordStep } from '../../steps.ts';
import { type AgreementCase, listAgreements } from '../queries.ts';
import { isSame, type Terms } from '../rules.ts';
import { type Agreement, fundAgreementForce, fundScanCheck, fundSignature, fundSignedScan, type Side } from '../schema.ts';
import { awardOf, readEngaged, termsOn } from '../terms.ts';

export const signatureInput = z.object({
  /** Typed again by hand: the reference of the project. */
  typed: requiredText(40),
  signatory: requiredText(200),
  quality: requiredText(200),
});

/**
 * Signs on line, for the city then for the network: on which bytes, by whom, how they were known, when. Once both have, it binds.
 * @throws Forbidden, Missing; Refused out of turn, or where it is over; Invalid where the reference typed is another
 */
export async function signAgreement(
  act: Act,
  projectId: string,
  id: string,
  side: Side,
  input: z.output<typeof signatureInput>,
): Promise<void> {
  await inTransaction(act, async (act) => {
    const { project, found } = await openCase(act, projectId, id);
    if (side === 'city' ? !actsFor(act.actor, project.leadId) : !maySignForNetwork(act.actor)) throw new Forbidden();
    const isSigned = found.signatures.some((one) => one.side === 'city');
    if (side === 'city' ? isSigned : !isSigned) throw new Refused(say.later(side === 'city' ? 'sign.already' : 'sign.cityFirst'));
    if (input.typed.toUpperCase() !== project.reference)
      throw new Invalid({ typed: say.later('sign.typed', { reference: project.reference }) });
    const { actor } = act;
    if (actor.kind !== 'user') throw new Forbidden();
    const { signatory, quality } = input;
    const mandate = side === 'city' ? await mandateOf(act, project.leadId, signatory) : null;
    const identity = { account: actor.id, role: actor.role, partyId: actor.partyId ?? null, mandate, typed: input.typed };
    await act.db
      .insert(fundSignature)
      .values({ agreementId: id, side, hash: found.agreement.hash, signatory, quality, identity, ...signedByPerson(act) });
    await audit(act, { command: `fund.agreement.sign.${side}`, subject: project.reference, detail: { id, hash: found.agreement.hash } });
    if (side === 'network') await bringInForce(act, project, found.agreement, dayOf(act.now));
  });
}

export const scanInput = z.object({ signedOn: day, citySignatory: requiredText(200), networkSignatory: requiredText(200) });

/** Keeps the scan of what both signed on paper; two people look at it before it binds. @throws Forbidden, Missing, Refused, Invalid */
export async function bringScan(
  act: Act,
  projectId: string,
  id: string,
  input: z.output<typeof scanInput>,
  file: ReceivedFile,
): Promise<void> {
  await inTransaction(act, async (act) => {
    const { project } = await openCase(act, projectId, id);
    if (!mayManageFund(act.actor) && !actsFor(act.actor, project.leadId)) throw new Forbidden();
    if (Temporal.PlainDate.compare(input.signedOn, dayOf(act.now)) > 0) throw new Invalid({ signedOn: say.later('day.toCome') });
    await act.db.insert(fundSignedScan).values({
      id: randomUUID(),
      agreementId: id,
      fileId: await keepFile(act, file),
      ...input,
      ...signedByPerson(act),
    });
    await audit(act, { command: 'fund.agreement.scan', subject: project.reference, detail: { id, hash: file.sha256 } });
  });
}

export const scanCheckInput = z
  .object({ accepted: z.enum(['yes', 'no']), remark: optionalText(1000) })
  .refine((given) => given.accepted === 'yes' || given.remark, { path: ['remark'], params: { reason: 'required' } });

/** Says that a scan is what was sent, signed by both, or why it is not; at the second person who says so it binds. @throws Forbidden, Missing, Refused */
export async function checkScan(
  act: Act,
  projectId: string,
  scanId: string,
  { accepted, remark }: z.output<typeof scanCheckInput>,
): Promise<void> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    await lockProject(act, projectId);
    const found = (await listAgreements(act.db, projectId)).find((one) => one.scans.some(({ scan }) => scan.id === scanId));
    if (!found) throw new Missing(`scan ${scanId}`);
    const { project } = await openCase(act, projectId, found.agreement.id);
    const { scan, checks } = found.scans.find((one) => one.scan.id === scanId)!;
    const signature = signedByPerson(act);
    if (checks.some((one) => one.byId === signature.byId)) throw new Refused(say.later('scan.checked'));
    await act.db.insert(fundScanCheck).values({ scanId, accepted: accepted === 'yes', remark, ...signature });
    await audit(act, { command: 'fund.agreement.checkScan', subject: project.reference, detail: { scanId, accepted, remark } });
    const isBinding = accepted === 'yes' && checks.length >= 1 && checks.every((one) => one.accepted);
    if (isBinding) await bringInForce(act, project, found.agreement, scan.signedOn);
  });
}

async function openCase(act: Act, projectId: string, id: string): Promise<{ project: Project; found: AgreementCase }> {
  await lockProject(act, projectId);
  const { project } = await awardOf(act.db, projectId);
  const found = (await listAgreements(act.db, projectId)).find((one) => one.agreement.id === id);
  if (!found || !mayReadProject(act.actor, project.leadId)) throw new Missing(`agreement ${id}`);
  if (found.withdrawal || found.force) throw new Refused(say.later('agreement.over'));
  return { project, found };
}

/** The mandate of the head of the city who bears this name; null where the register knows another. */
async function mandateOf(act: Act, partyId: string, signatory: string): Promise<string | null> {
  const heads = await findHeads(act.db, await asKnownNow(act), [partyId]);
  const fold = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
  const head = heads.get(partyId);
  return head && fold(head.person.name) === fold(signatory) ? head.factId : null;
}

async function bringInForce(act: Act, project: Project, agreement: Agreement, fromDay: Temporal.PlainDate): Promise<void> {
  await lockMoney(act);
  const before = await termsOn(act.db, project.id, dayOf(act.now));
  await refuseStale(act, agreement, before);
  await act.db.insert(fundAgreementForce).values({ agreementId: agreement.id, projectId: project.id, fromDay, ...signed(act) });
  const { terms } = agreement;
  const known = before.instalments.map((one) => one.number);
  const kept = terms.instalments.map((one) => one.number);
  await endInstalments(
    act,
    project.id,
    known.filter((number) => !kept.includes(number)),
    agreement.id,
  );
  await writeInstalments(
    act,
    project.id,
    terms.instalments.filter((one) => !known.includes(one.number)),
  );
  await layReports(act, project, terms);
  const promised = agreement.number === 0 ? terms.grantedCents : terms.grantedCents - before.grantedCents;
  await writeEntries(act, [
    {
      kind: promised > 0 ? 'commitment' : 'decommitment',
      bookedOn: dayOf(act.now),
      amountCents: Math.abs(promised),
      currency: project.currency,
      projectId: project.id,
      label: say.in('fr')(agreement.number === 0 ? 'label.agreement' : 'label.amendment', {
        reference: project.reference,
        number: agreement.number,
      }),
    },
  ]);
  if (agreement.number === 0) await recordStep(act, project.id, { to: 'active', on: fromDay });
}

/** What an amendment starts from must still hold when it binds: no payment was asked meanwhile for what it takes away. */
async function refuseStale(act: Act, agreement: Agreement, before: Terms): Promise<void> {
  const { numbers } = await readEngaged(act.db, agreement.projectId);
  const kept = agreement.terms.instalments.map((one) => one.number);
  const isChanged = (agreement.changes ?? []).some(({ field, from }) => !isSame(before[field], from));
  if (isChanged || numbers.some((number) => !kept.includes(number))) throw new Refused(say.later('amendment.stale'));
}
