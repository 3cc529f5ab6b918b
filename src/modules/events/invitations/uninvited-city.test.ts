import { expect } from 'vitest';
import { type Browser, siteTest } from '../../../../test/site.ts';
import { createUninvitedCity } from '../factories.ts';
import { eventsPaths } from '../paths.ts';

const test = siteTest();

/** The words of a page, as they are read. */
async function read(browser: Browser, path: string): Promise<string> {
  const response = await browser.get(path);
  expect(response.status, path).toBe(200);
  return (await response.text()).replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0\u202f]+/g, ' ');
}

/** Sends a form of a page and follows where it leads. */
async function send(browser: Browser, path: string, fields: Record<string, string> = {}): Promise<string> {
  const response = await browser.post(path, { requestKey: crypto.randomUUID(), ...fields });
  expect(response.status, path).toBe(303);
  return response.headers.get('location')!.split('?')[0]!;
}

const reason = 'doit 5 500,00 € pour 10 années (2014–2023), depuis le 31 mars 2014 ; 10 relances, la dernière le 15 juin 2023';

test('the uninvited city: it reads that it is not invited, why and who signed it, before the press does', async ({ act, openSite }) => {
  const site = openSite();
  // Ten years of dues unpaid despite reminders, a mayor who changed in 2022, and the congress of 2024 announced.
  const { slug, cityId, otherId } = await createUninvitedCity(act);
  site.clock.now = Temporal.Instant.from('2024-05-02T08:00:00Z');
  const officer = await site.browser('officer');
  const direction = await site.browser('direction');
  const city = await site.browser('city', cityId);
  const other = await site.browser('city', otherId);

  // An officer writes the rule: members whose head is in office, and who owe nothing older than two years.
  const rule = eventsPaths.rule(slug);
  await send(officer, rule, { change: 'add', kind: 'standing', standings: 'member', block: '0' });
  await send(officer, rule, { change: 'add', kind: 'head', block: '1' });
  await send(officer, rule, { change: 'add', kind: 'arrears', years: '2', block: '2' });

  // The exclusion is there, with its reason, before anything is sent.
  const shown = await read(officer, eventsPaths.invitations(slug));
  expect(shown).toContain('Belleville-sur-Rive non invitée Non invitée : ' + reason);
  expect(shown).toContain('Clairval invitée Invitée : membre (ville) depuis 1998');

  // It is proposed whole; nobody but the direction signs, and nothing leaves before.
  const list = await send(officer, eventsPaths.lists(slug));
  expect((await officer.post(eventsPaths.sending(slug, 1))).status).toBe(422);
  expect((await officer.get(eventsPaths.approval(slug, 1))).status).toBe(403);
  // Until it is signed, the city is told nothing.
  expect(await read(city, eventsPaths.ownMeetings())).toContain('Aucun événement ne vous concerne');

  const toSign = await (await direction.get(eventsPaths.approval(slug, 1))).text();
  expect(toSign).toContain('Belleville-sur-Rive');
  const digest = /name="digest" value="([0-9a-f]{64})"/.exec(toSign)![1]!;
  await send(direction, eventsPaths.approval(slug, 1), { digest });
  expect(await read(officer, list)).toContain('Signée 2 mai 2024');

  // The city's own space says that it was left out, why, and who answers for it; another city reads nothing of it.
  expect(await read(city, eventsPaths.ownMeetings())).toContain('non invitée');
  const own = await read(city, eventsPaths.ownMeeting(slug));
  expect(own).toContain('Non invitée : ' + reason);
  expect(own).toContain('Compte direction, 2 mai 2024');
  expect(await read(other, eventsPaths.ownMeeting(slug))).not.toContain('5 500');
  expect((await city.post(eventsPaths.ownAnswer(slug), { answer: 'accepted' })).status).toBe(404);

  // The invitations leave: to the other, and never to it.
  await send(officer, eventsPaths.sending(slug, 1));
  const answers = await read(officer, eventsPaths.answers(slug));
  expect(answers).toContain('Clairval');
  expect(answers).not.toContain('Belleville-sur-Rive');

  // The mayor pays his word: the direction decides otherwise, in its name; a second list says so, and is signed in turn.
  await send(direction, eventsPaths.exception(slug, 'belleville-sur-rive'), { verdict: 'in', reason: 'Un échéancier est signé.' });
  await send(officer, eventsPaths.lists(slug));
  const second = /name="digest" value="([0-9a-f]{64})"/.exec(await (await direction.get(eventsPaths.approval(slug, 2))).text())![1]!;
  await send(direction, eventsPaths.approval(slug, 2), { digest: second });
  await send(officer, eventsPaths.sending(slug, 2));
  expect(await read(city, eventsPaths.ownMeeting(slug))).toContain('Invitée par décision de Compte direction : Un échéancier est signé');
  // What was signed on 2 May stays as it was.
  expect(await read(officer, list)).toContain('Non invitée : ' + reason);
});

test('a city of the network reads its own invitations and delegation; another one, and a visitor, do not', async ({ act, openSite }) => {
  const site = openSite();
  const { slug, cityId, otherId } = await createUninvitedCity(act);
  site.clock.now = Temporal.Instant.from('2024-05-02T08:00:00Z');
  const [officer, direction] = [await site.browser('officer'), await site.browser('direction')];
  const [city, other] = [await site.browser('city', cityId), await site.browser('city', otherId)];
  await send(officer, eventsPaths.rule(slug), { change: 'add', kind: 'named', parties: 'Clairval', block: '0' });
  await send(officer, eventsPaths.lists(slug));
  const digest = /name="digest" value="([0-9a-f]{64})"/.exec(await (await direction.get(eventsPaths.approval(slug, 1))).text())![1]!;
  await send(direction, eventsPaths.approval(slug, 1), { digest });
  await send(officer, eventsPaths.sending(slug, 1));

  await send(other, eventsPaths.ownAnswer(slug), { answer: 'accepted', message: 'Avec plaisir.' });
  await send(other, eventsPaths.ownDelegates(slug), { name: 'Odette VAL', role: 'maire', isHead: 'yes', lang: 'fr' });
  const delegation = await read(other, eventsPaths.ownMeeting(slug));
  expect(delegation).toContain('1 place prise sur 2');
  expect(delegation).toContain('Odette VAL');
  expect(await read(city, eventsPaths.ownMeeting(slug))).not.toContain('Odette VAL');

  // Someone of another city takes nobody out of a delegation that is not theirs, whatever address they write.
  const page = await (await other.get(eventsPaths.ownMeeting(slug))).text();
  const delegate = /delegues\/([0-9a-f-]{36})\/retrait/.exec(page)![1]!;
  expect((await city.post(eventsPaths.ownWithdrawal(slug, delegate), { reason: 'Intrusion' })).status).toBe(404);
  expect((await city.post(eventsPaths.ownDelegates(slug), { name: 'Un intrus', lang: 'fr' })).status).toBe(404);
  // Beyond its places, a city is told so, and what it typed is kept.
  await send(other, eventsPaths.ownDelegates(slug), { name: 'Paul RIVE', lang: 'fr' });
  const full = await other.post(eventsPaths.ownDelegates(slug), { name: 'Une personne de trop', lang: 'fr' });
  expect(full.status).toBe(422);
  expect(await full.text()).toContain('La délégation est complète');
  expect((await (await site.browser()).get(eventsPaths.ownMeeting(slug))).status).toBe(303);
});
