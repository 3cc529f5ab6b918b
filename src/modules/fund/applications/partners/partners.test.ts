import { like } from 'drizzle-orm';
import { expect } from 'vitest';
import { visitor } from '../../../../kernel/actor.ts';
import { databaseTest } from '../../../../kernel/db/testing.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { mailOutbox } from '../../../../kernel/mail/schema.ts';
import { openAsAuthor } from '../authors.ts';
import { depositDossier } from '../deposit/commands.ts';
import { createApplicant, createCityUser, createDossier, writePieces } from '../factories.ts';
import { acceptByLink, acceptInvitation, bindParty, getInvitation, unbindParty } from './commands.ts';

const test = databaseTest();

test('a partner reads and writes a draft once it has accepted, does not deposit it, and reads it no more once its part has ended', async ({
  act,
}) => {
  const { dossier, lead } = await createDossier(act(), { state: 'draft' });
  const partner = await createApplicant(act(), { name: 'Kpalimé' });
  const [city, other] = [act({ actor: lead.user }), act({ actor: partner.user })];
  await expect(bindParty(city, dossier.id, { party: 'Atlantis', role: 'partner', email: undefined })).rejects.toThrow(Invalid);
  await expect(bindParty(city, dossier.id, { party: lead.slug, role: 'partner', email: undefined })).rejects.toThrow('porte ce dossier');
  await expect(bindParty(other, dossier.id, { party: 'Kpalimé', role: 'partner', email: undefined })).rejects.toThrow(Missing);
  await bindParty(city, dossier.id, { party: 'Kpalimé', role: 'partner', email: 'maire@kpalime.example' });
  await expect(bindParty(city, dossier.id, { party: 'Kpalimé', role: 'partner', email: 'maire@kpalime.example' })).rejects.toThrow(
    'déjà associée',
  );
  await expect(openAsAuthor(other, dossier.id), 'invited is not accepted').rejects.toThrow(Missing);
  expect(await getInvitation(other, dossier.id)).toMatchObject({ isAccepted: false, dossier: { title: dossier.title } });
  await acceptInvitation(other, dossier.id);
  await writePieces(other, dossier.id, { need: 'Écrit par le partenaire.' });
  await expect(depositDossier(other, dossier.id)).rejects.toThrow(Forbidden);
  await expect(bindParty(other, dossier.id, { party: 'Kpalimé', role: 'funder', email: undefined })).rejects.toThrow(Forbidden);
  await unbindParty(city, dossier.id, partner.partyId);
  await expect(openAsAuthor(other, dossier.id)).rejects.toThrow(Missing);
  await expect(writePieces(other, dossier.id, { need: 'Encore.' })).rejects.toThrow(Missing);
});

test('a partner without an account accepts by the link of a mail, once; an account of it then reads the draft', async ({ act, db }) => {
  const { dossier, lead } = await createDossier(act(), { state: 'draft' });
  const partner = await createApplicant(act(), { name: 'Kpalimé' });
  const city = act({ actor: lead.user });
  await bindParty(city, dossier.id, { party: 'Kpalimé', role: 'partner', email: 'maire@kpalime.example' });
  const [mail] = await db.select().from(mailOutbox).where(like(mailOutbox.key, 'fund.partner:%'));
  expect(mail).toMatchObject({ recipient: 'maire@kpalime.example' });
  const token = /\/lien\/(\S+)/.exec(mail!.body)![1]!;
  await acceptByLink(act({ actor: visitor }), token, { name: 'Ama Kpodar, maire' });
  await expect(acceptByLink(act({ actor: visitor }), token, { name: 'Quelqu’un d’autre' })).rejects.toThrow(Refused);
  const user = await createCityUser(act(), partner.partyId, 'Ama Kpodar');
  expect(await openAsAuthor(act({ actor: user }), dossier.id)).toMatchObject({ isLead: false });
});

test('a funder is named and reads nothing; it goes with the deposit', async ({ act }) => {
  const { dossier, lead } = await createDossier(act(), { state: 'draft' });
  const funder = await createApplicant(act(), { name: 'Lyon', state: 'France' });
  const city = act({ actor: lead.user });
  await bindParty(city, dossier.id, { party: 'Lyon', role: 'funder', email: undefined });
  await expect(openAsAuthor(act({ actor: funder.user }), dossier.id)).rejects.toThrow(Missing);
  await expect(getInvitation(act({ actor: funder.user }), dossier.id)).rejects.toThrow(Missing);
  const { content } = await depositDossier(city, dossier.id);
  expect(content.partners).toEqual([{ partyId: funder.partyId, role: 'funder', name: 'Lyon', accepted: false }]);
});
