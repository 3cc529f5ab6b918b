import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { closeAnswerLink, createAnswerLink, findAnswerLink } from '../../../../kernel/answers/links.ts';
import { inTransaction, type Act } from '../../../../kernel/act.ts';
import { actorName, requireCity } from '../../../../kernel/actor.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { emailField } from '../../../../kernel/auth/users/commands.ts';
import { listCityAddresses } from '../../../../kernel/auth/users/queries.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { localPath } from '../../../../kernel/http/env.ts';
import { requiredText } from '../../../../kernel/http/fields.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import { sendMail } from '../../../../kernel/mail/outbox.ts';
import { asKnownNow, findPartiesById, indexParties, type PartyRef } from '../../../register/index.ts';
import { dossierRoles } from '../../vocabulary.ts';
import { openAsAuthor } from '../authors.ts';
import { lockDossier } from '../life.ts';
import { say } from '../messages.ts';
import { dossierPaths } from '../paths.ts';
import { isWritable } from '../rules.ts';
import { type FundDossier, fundDossier, fundDossierParty } from '../schema.ts';

export const partnerInput = z.object({
  /** The party of the register, by its name or its address. */
  party: requiredText(300),
  role: z.enum(dossierRoles),
  /** Where to write to a partner that has no account. */
  email: z.preprocess((text) => text || undefined, emailField.optional()),
});

/** What the link of a mail accepts: a partner's part in a dossier. */
export const acceptancePurpose = 'dossier_partner';
const linkDays = 30;

/**
 * Binds a party to a dossier: as a partner, who is asked to accept and then writes in it, or as a funder.
 * @throws Missing to anyone but the authors, Forbidden to partners; Refused, Invalid
 */
export async function bindParty(act: Act, id: string, input: z.output<typeof partnerInput>): Promise<void> {
  await inTransaction(act, async (act) => {
    const { isLead } = await openAsAuthor(act, id);
    if (!isLead) throw new Forbidden();
    const dossier = await lockDossier(act, id);
    if (!isWritable(dossier.state)) throw new Refused(say.later('dossier.closed'));
    const party = (await indexParties(act.db, await asKnownNow(act))).resolve(input.party, 'party');
    if (party.id === dossier.leadId) throw new Invalid({ party: say.later('partners.itself') });
    const addresses = (await listCityAddresses(act, [party.id])).get(party.id) ?? [];
    if (input.role === 'partner' && addresses.length === 0 && !input.email) throw new Invalid({ email: say.later('partners.noAccount') });
    const bound = await act.db
      .insert(fundDossierParty)
      .values({ dossierId: id, partyId: party.id, role: input.role, invitedAt: act.now, invitedBy: actorName(act.actor) })
      .onConflictDoUpdate({
        target: [fundDossierParty.dossierId, fundDossierParty.partyId, fundDossierParty.role],
        set: { invitedAt: act.now, invitedBy: actorName(act.actor), endedAt: null, acceptedAt: null, acceptedBy: null },
        setWhere: isNotNull(fundDossierParty.endedAt),
      })
      .returning({ partyId: fundDossierParty.partyId });
    if (bound.length === 0) throw new Invalid({ party: say.later('partners.already') });
    if (input.role === 'partner') {
      for (const { email, lang } of addresses) await mailInvitation(act, dossier, party, email, lang, dossierPaths.acceptance(id));
      if (addresses.length === 0) {
        const expiresAt = act.now.add({ hours: linkDays * 24 });
        const token = await createAnswerLink(act, { purpose: acceptancePurpose, subject: `${id} ${party.id}`, expiresAt });
        await mailInvitation(act, dossier, party, input.email!, dossier.lang, dossierPaths.acceptanceByLink(token));
      }
    }
    await audit(act, { command: 'fund.bindParty', subject: id, detail: { party: party.slug, role: input.role } });
  });
}

/** Ends a party's part in a dossier: it reads it no more. @throws Missing, Forbidden, Refused */
export async function unbindParty(act: Act, id: string, partyId: string): Promise<void> {
  await inTransaction(act, async (act) => {
    const { isLead } = await openAsAuthor(act, id);
    if (!isLead) throw new Forbidden();
    const dossier = await lockDossier(act, id);
    if (!isWritable(dossier.state)) throw new Refused(say.later('dossier.closed'));
    const ended = await act.db
      .update(fundDossierParty)
      .set({ endedAt: act.now })
      .where(and(eq(fundDossierParty.dossierId, id), eq(fundDossierParty.partyId, partyId), isNull(fundDossierParty.endedAt)))
      .returning({ role: fundDossierParty.role });
    if (ended.length === 0) throw new Missing(`party ${partyId}`);
    await audit(act, { command: 'fund.unbindParty', subject: id, detail: { party: partyId } });
  });
}

/** What a partner is asked to take part in: no more than who asks, and for what. */
export interface Invitation {
  dossier: Pick<FundDossier, 'id' | 'title'>;
  lead: PartyRef;
  partyId: string;
  isAccepted: boolean;
}

/** What the party of whoever asks is invited to. @throws Forbidden, Missing */
export async function getInvitation(act: Act, id: string): Promise<Invitation> {
  return findInvitation(act, id, requireCity(act.actor));
}

/** The same by the link of a mail. @throws Missing; Refused where the link is used or too old */
export async function getInvitationByLink(act: Act, token: string): Promise<Invitation & { linkId: string }> {
  const link = await findAnswerLink(act, acceptancePurpose, token);
  if (!link) throw new Missing('link');
  if (link.state !== 'open') throw new Refused(say.later('partners.linkOver'));
  const [dossierId = '', partyId = ''] = link.subject.split(' ');
  return { ...(await findInvitation(act, dossierId, partyId)), linkId: link.id };
}

/** Accepts, for the party of whoever asks; from then on its accounts write in the dossier. @throws Forbidden, Missing */
export async function acceptInvitation(act: Act, id: string): Promise<void> {
  await inTransaction(act, async (act) => {
    await accept(act, await getInvitation(act, id), actorName(act.actor));
  });
}

export const linkAcceptanceInput = z.object({ name: requiredText(200) });

/** Accepts by the link of a mail, under the name that is typed; reading the dossier takes an account of the party. @throws Missing, Refused */
export async function acceptByLink(act: Act, token: string, { name }: z.output<typeof linkAcceptanceInput>): Promise<void> {
  await inTransaction(act, async (act) => {
    const invitation = await getInvitationByLink(act, token);
    if (!(await closeAnswerLink(act, invitation.linkId))) throw new Refused(say.later('partners.linkOver'));
    await accept(act, invitation, name);
  });
}

async function accept(act: Act, { dossier, partyId }: Invitation, by: string): Promise<void> {
  const accepted = await act.db
    .update(fundDossierParty)
    .set({ acceptedAt: act.now, acceptedBy: by })
    .where(and(boundAs(dossier.id, partyId), isNull(fundDossierParty.acceptedAt)))
    .returning({ partyId: fundDossierParty.partyId });
  if (accepted.length > 0) await audit(act, { command: 'fund.acceptPartnership', subject: dossier.id, detail: { party: partyId, by } });
}

async function findInvitation(act: Act, dossierId: string, partyId: string): Promise<Invitation> {
  if (!/^[0-9a-f-]{36}$/.test(dossierId)) throw new Missing(`dossier ${dossierId}`);
  const [row] = await act.db
    .select({ dossier: fundDossier, acceptedAt: fundDossierParty.acceptedAt })
    .from(fundDossierParty)
    .innerJoin(fundDossier, eq(fundDossier.id, fundDossierParty.dossierId))
    .where(boundAs(dossierId, partyId));
  if (!row) throw new Missing(`dossier ${dossierId}`);
  const { id, title, leadId } = row.dossier;
  const lead = (await findPartiesById(act.db, [leadId], await asKnownNow(act))).get(leadId)!;
  return { dossier: { id, title }, lead, partyId, isAccepted: row.acceptedAt !== null };
}

function boundAs(dossierId: string, partyId: string) {
  return and(
    eq(fundDossierParty.dossierId, dossierId),
    eq(fundDossierParty.partyId, partyId),
    eq(fundDossierParty.role, 'partner'),
    isNull(fundDossierParty.endedAt),
  );
}

async function mailInvitation(act: Act, dossier: FundDossier, party: PartyRef, to: string, lang: Lang, path: string): Promise<void> {
  const t = say.in(lang);
  const lead = (await findPartiesById(act.db, [dossier.leadId], await asKnownNow(act))).get(dossier.leadId)!;
  const values = {
    title: dossier.title,
    lead: inLang(lead.name, lang),
    party: inLang(party.name, lang),
    link: act.site.url + localPath(lang, path),
    days: linkDays,
  };
  await sendMail(act, {
    key: `fund.partner:${dossier.id}:${party.id}:${to}:${act.now.toString()}`,
    to,
    lang,
    partyId: party.id,
    subject: t('partners.mailSubject', values),
    text: t('partners.mailText', values),
  });
}
