import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { siteTest } from '../../../../../test/site.ts';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { mailAttachment, mailOutbox } from '../../../../kernel/mail/schema.ts';
import { Forbidden, Refused } from '../../../../kernel/errors.ts';
import { askReversal } from '../exceptions/commands.ts';
import { createMember, people } from '../factories.ts';
import { nameContact } from '../contacts/commands.ts';
import { getOwnAccount } from '../account/queries.ts';
import { proposeScale, putInForce, recordVote, scaleInput } from '../scale/commands.ts';
import { dueCallSending, ledgerEntry } from '../schema.ts';
import { callMembers, resendCall, sendCallsJob } from './commands.ts';
import { sendCampaign } from './jobs.ts';
import { previewCalls } from './preview.ts';
import { getCampaign } from './queries.ts';
import { findScaleInForce } from '../scale/queries.ts';
import { isCreditorReference } from './rules.ts';

const test = siteTest();
const day = (text: string) => Temporal.PlainDate.from(text);
const days = { year: 2026, calledOn: day('2026-11-23'), dueOn: day('2027-01-31') };

/** Three cities that can be called, one that cannot, and a scale in force for 2026. */
async function prepare(act: Act) {
  const haute = await createMember(act, 'Ville Haute', { gni: 700, population: 80_000 });
  const basse = await createMember(act, 'Ville Basse', { gni: 9_000, population: 5_000 });
  const neuve = await createMember(act, 'Ville Neuve', { gni: 700, population: 1_000, since: '2026-03-01' });
  const sans = await createMember(act, 'Ville Sans');
  const finance = { ...act, actor: people.finance };
  const id = await proposeScale(
    finance,
    scaleInput.parse({ year: '2026', floor: '550', entryFee: '200', bands: '0;1000;0;;300\n1000;;0;;2500', voluntary: '100' }),
  );
  await recordVote(finance, id, { decidedOn: day('2026-01-10'), source: 'AG' });
  await putInForce(finance, id);
  return { finance, haute, basse, neuve, sans };
}

const seen = { seenCount: 3, seenTotal: (550 + 2500 + 550 + 200) * 100 };

test('all members are called in one go, each with its reference, its figures and its PDF; who is not, with the reason', async ({
  act,
  db,
  sentJobs,
}) => {
  const { finance, haute, sans } = await prepare(act());
  await nameContact(finance, haute.id, { name: 'Régie', email: 'regie@haute.example', lang: 'en' });
  const preview = await previewCalls(finance, (await findScaleInForce(finance, 2026))!);
  expect(preview.leftOut.map((one) => [one.party.id, one.why])).toEqual([[sans.id, 'no_figures']]);
  const id = await callMembers(finance, { ...days, ...seen });
  expect((await getCampaign(finance, id)).calls.map(({ sentAt }) => sentAt)).toEqual([null, null, null, null]);
  expect((await sentJobs()).filter(({ name }) => name === sendCallsJob)).toEqual([{ name: sendCallsJob, data: { id } }]);
  await sendCampaign(act({ actor: { kind: 'system', name: 'x' } }), id);
  const { calls, campaign } = await getCampaign(finance, id);
  expect(calls.every(({ sentAt }) => sentAt?.equals(act().now))).toBe(true);
  expect(campaign).toMatchObject({ parties: 3, totalCents: seen.seenTotal, by: 'Fatou Sarr' });
  expect(calls.map(({ call, party }) => [party.name.fr, call.kind, call.amountCents, call.basis.rule])).toEqual([
    ['Ville Basse', 'due', 2500_00, 'table'],
    ['Ville Haute', 'due', 550_00, 'floor'],
    ['Ville Neuve', 'due', 550_00, 'floor'],
    ['Ville Neuve', 'entry_fee', 200_00, 'entry_fee'],
  ]);
  expect(calls.every(({ call }) => isCreditorReference(call.reference))).toBe(true);
  expect(new Set(calls.map(({ call }) => call.reference)).size).toBe(4);
  expect(calls.map(({ mailed }) => mailed)).toEqual([false, true, false, false]);
  const mails = await db.select().from(mailOutbox);
  expect(mails.map((mail) => [mail.recipient, mail.subject, mail.partyId])).toEqual([
    ['regie@haute.example', 'Dues for 2026 – Ville Haute', haute.id],
  ]);
  expect(await db.select({ name: mailAttachment.name }).from(mailAttachment)).toEqual([{ name: 'cotisation-2026.pdf' }]);
});

test('nobody is called twice; what changed since it was read is not called; a cancelled call may be made again', async ({ act, db }) => {
  const { finance, haute } = await prepare(act());
  await expect(callMembers(finance, { ...days, ...seen, seenCount: 4 })).rejects.toThrow('Ce qui serait appelé a changé');
  await expect(callMembers(act({ actor: people.direction }), { ...days, ...seen })).rejects.toThrow(Forbidden);
  await expect(callMembers(finance, { ...days, ...seen, dueOn: day('2026-01-01') })).rejects.toThrow('L’échéance ne peut pas venir avant');
  await expect(callMembers(finance, { ...days, ...seen, year: 2027 })).rejects.toThrow('Aucun barème n’est en vigueur pour 2027');
  const id = await callMembers(finance, { ...days, ...seen });
  const scale = (await findScaleInForce(finance, 2026))!;
  expect((await previewCalls(finance, scale)).called).toEqual([]);
  await expect(callMembers(finance, { ...days, ...seen })).rejects.toThrow(Refused);

  const call = (await getCampaign(finance, id)).calls.find((one) => one.party.id === haute.id)!.call;
  const [entry] = await db.select().from(ledgerEntry).where(eq(ledgerEntry.callId, call.id));
  expect(await askReversal(finance, haute.id, entry!.id, { reason: 'Double emploi' })).toEqual({ done: true });
  await expect(resendCall(finance, haute.id, call.id)).rejects.toThrow('Cet appel est annulé');
  const again = await previewCalls(finance, scale);
  expect(again.called.map((one) => one.party.id)).toEqual([haute.id]);
  await callMembers(finance, { ...days, seenCount: 1, seenTotal: 550_00 });
  const city = { kind: 'user', id: 'c', name: 'Mairie', role: 'city', partyId: haute.id } as const;
  const account = await getOwnAccount(act({ actor: city }));
  expect(account.calls.map((one) => [one.number, one.cancelled])).toEqual([
    [1, true],
    [2, false],
  ]);
  expect(account.toComeCents).toBe(550_00);
});

test('the sending takes up where it stopped: each call once, and none of those cancelled before', async ({ act, db, openSite }) => {
  const { finance, haute, basse } = await prepare(act());
  for (const { id, slug } of [haute, basse]) await nameContact(finance, id, { name: 'Régie', email: `regie@${slug}.example`, lang: 'fr' });
  const id = await callMembers(finance, { ...days, ...seen });
  const { calls } = await getCampaign(finance, id);
  const callOf = (party: { id: string }) => calls.find((one) => one.party.id === party.id)!.call;
  // As a process killed after its first batch leaves it.
  await db.insert(dueCallSending).values({ callId: callOf(haute).id, at: act().now });
  const [entry] = await db
    .select()
    .from(ledgerEntry)
    .where(eq(ledgerEntry.callId, calls.find(({ call }) => call.kind === 'entry_fee')!.call.id));
  await askReversal(finance, entry!.partyId, entry!.id, { reason: 'Déjà payé' });
  const page = await (await openSite().browser('finance')).get(`/cotisations/appels/${id}`).then((answer) => answer.text());
  expect(page).toContain('1 sur 3');
  expect(page).toContain('http-equiv="refresh"');
  for (let run = 0; run < 2; run += 1) await sendCampaign(act({ actor: { kind: 'system', name: 'x' } }), id);
  expect((await db.select().from(mailOutbox)).map((mail) => mail.recipient)).toEqual([`regie@${basse.slug}.example`]);
  expect(await db.$count(dueCallSending)).toBe(3);
  await expect(
    inTransaction(act(), (act) => act.db.insert(dueCallSending).values({ callId: callOf(haute).id, at: act.now })),
  ).rejects.toThrow();
});

test('a city reads its own account, calls and statement, and nothing of another', async ({ act, openSite }) => {
  const { finance, haute, basse } = await prepare(act());
  const { calls } = await getCampaign(finance, await callMembers(finance, { ...days, ...seen }));
  const callOf = (id: string) => calls.find((one) => one.party.id === id)!.call.id;
  const city = await openSite().browser('city', haute.id);
  const page = await city.get('/espace/cotisations');
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('Ville Haute');
  const pdf = await city.get(`/espace/cotisations/appels/${callOf(haute.id)}.pdf`);
  expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  expect((await city.get('/espace/cotisations/releve.pdf')).status).toBe(200);
  expect((await city.get(`/espace/cotisations/appels/${callOf(basse.id)}.pdf`)).status).toBe(404);
  for (const path of [
    `/cotisations/comptes/${basse.slug}`,
    `/cotisations/comptes/${haute.slug}`,
    `/cotisations/comptes/${basse.slug}/releve.pdf`,
    `/cotisations/comptes/${basse.slug}/appels/${callOf(basse.id)}.pdf`,
    '/cotisations?format=csv',
    '/cotisations/journal?format=csv',
  ])
    expect((await city.get(path)).status, path).toBe(403);
  const finances = await openSite().browser('finance');
  expect((await finances.get(`/cotisations/comptes/${haute.slug}/appels/${callOf(basse.id)}.pdf`)).status).toBe(404);
});

test('the whole year is done in the browser: scale, simulation, vote, call, payment', async ({ act, openSite }) => {
  await createMember(act(), 'Ville Haute', { gni: 700, population: 80_000 });
  const finance = await openSite().browser('finance');
  const wrong = await finance.post('/cotisations/baremes/nouveau', { year: '2026', floor: '1.234', bands: '0;1;2' });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain('peut se lire de deux façons');
  const more = await finance.post('/cotisations/baremes/nouveau', { year: '2026', floor: '550', bands: '', 'gniFrom[]': '7', more: '1' });
  expect(more.status).toBe(200);
  expect((await more.text()).match(/name="gniFrom\[\]"/g)).toHaveLength(7);
  const made = await finance.post('/cotisations/baremes/nouveau', { year: '2026', floor: '550', bands: '0;1000;0;;600' });
  const scale = made.headers.get('location')!.replace('?fait=proposed', '');
  expect(await (await finance.get(`${scale}?fait=proposed`)).text()).toContain('Simulez-le');
  expect(await (await finance.get(`${scale}/simulation`)).text()).toContain('600,00\u00a0€');
  expect(await (await finance.get(`${scale}/simulation?format=csv`)).text()).toContain(
    'ville-haute,Ville Haute,ville,700,2024,Une source,80000',
  );
  await finance.post(`${scale}/vote`, { decidedOn: '10/01/2026', source: 'AG' });
  await finance.post(`${scale}/entree-en-vigueur`);
  const preview = await (await finance.get('/cotisations/appels/nouveau?year=2026')).text();
  expect(preview).toContain('Appeler 1 membre');
  const called = await finance.post('/cotisations/appels/nouveau', {
    year: '2026',
    calledOn: '23/11/2026',
    dueOn: '31/01/2027',
    seenCount: '1',
    seenTotal: '60000',
  });
  expect(called.status).toBe(303);
  const campaign = called.headers.get('location')!;
  expect(await (await finance.get(campaign)).text()).toContain('En cours d’envoi');
  await sendCampaign(act({ actor: { kind: 'system', name: 'x' } }), campaign.split('/').at(-1)!.replace('?fait', ''));
  expect(await (await finance.get(campaign)).text()).toContain('À imprimer');
  const paid = await finance.post('/cotisations/comptes/ville-haute/paiement', {
    receivedOn: '23/11/2026',
    amount: '650',
    currency: 'EUR',
    year: '2026',
  });
  expect(paid.headers.get('location')).toBe('/cotisations/comptes/ville-haute?fait=payment');
  const account = await (await finance.get('/cotisations/comptes/ville-haute?fait=payment')).text();
  expect(account).toContain('Le paiement est enregistré');
  expect(account).toMatch(/Avoir.*50,00\u00a0€/s);
  const csv = (await (await finance.get('/cotisations/journal?format=csv')).text()).trim().split(/\r?\n/);
  expect(csv[0]).toBe(
    'JournalCode,JournalLib,EcritureNum,EcritureDate,CompteNum,CompteLib,CompAuxNum,CompAuxLib,PieceRef,PieceDate,EcritureLib,Debit,Credit,EcritureLet,DateLet,ValidDate,Montantdevise,Idevise',
  );
  const sums = csv.slice(1).map((line) => line.split(',').slice(-7, -5).map(Number));
  expect(sums.reduce((sum, [debit, credit]) => sum + debit! - credit!, 0)).toBe(0);
  expect(csv).toHaveLength(5);
});
