import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { forgetFile, keepFile, type ReceivedFile } from '../../../kernel/files/index.ts';
import { optionalDay, optionalText, requiredText } from '../../../kernel/http/fields.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import type { Project } from '../projects/schema.ts';
import { lockProject } from '../projects/steps.ts';
import { signedByPerson } from '../signed.ts';
import { say } from './messages.ts';
import { mayChoosePhotos, mayForgetPapers, mayKeepPhotos } from './policy.ts';
import { findPhoto, listPhotos, type PhotoCase } from './queries.ts';
import { placeField } from './rules.ts';
import { type Consent, fundPhoto, fundPhotoChoice, fundPhotoConsent, fundPhotoPicture, fundPhotoRemoval } from './schema.ts';

type Of = Pick<Project, 'id' | 'leadId'>;

const consentFields = {
  children: z
    .literal('yes')
    .optional()
    .transform((yes) => yes === 'yes'),
  collectedBy: optionalText(200),
  collectedOn: optionalDay,
};

export const consentInput = z.object({ state: z.enum(['nobody', 'asked', 'given']), ...consentFields });
export type ConsentInput = z.output<typeof consentInput>;

/** What is said of a photo when it is added; that nothing is known yet of who is seen on it is an answer too. */
export const photoInput = z.object({
  caption: requiredText(300),
  takenOn: optionalDay,
  place: optionalText(200),
  credit: optionalText(200),
  state: z.enum(['', 'nobody', 'asked', 'given']),
  ...consentFields,
});

/** A picture that was received (`receivePicture`). */
export interface ReceivedPicture {
  file: ReceivedFile;
  width: number;
  height: number;
}

/** Adds a photo to a project, with what is known of the agreement of those who are seen. @throws Forbidden, Missing, Invalid */
export async function addPhoto(act: Act, project: Of, input: z.output<typeof photoInput>, picture: ReceivedPicture): Promise<string> {
  if (!mayKeepPhotos(act.actor, project.leadId)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    await lockProject(act, project.id);
    const { caption, takenOn, place, credit, state, ...consent } = input;
    if (isToCome(act, takenOn)) throw new Invalid({ takenOn: say.later('photo.toCome') });
    // Sent twice, by two clicks or after a line that fell, it is one photo.
    if ((await listPhotos(act, project)).some(({ picture: one }) => one.sha256 === picture.file.sha256))
      throw new Invalid({ file: say.later('photo.same') });
    const id = randomUUID();
    await act.db.insert(fundPhoto).values({ id, projectId: project.id, caption, takenOn, place, credit, ...signedByPerson(act) });
    const { file, width, height } = picture;
    await act.db.insert(fundPhotoPicture).values({ photoId: id, fileId: await keepFile(act, file), width, height });
    await audit(act, { command: 'fund.photo.add', subject: project.id, detail: { id, hash: file.sha256 } });
    if (state !== '') await writeConsent(act, project, id, [], { state, ...consent }, null);
    return id;
  });
}

/**
 * Records whether people are recognizable on a photo and whether they agreed, with the paper that shows it where there is one.
 * Where the public saw the photo, it does not any longer: whoever chooses chooses again, knowing this.
 * @throws Forbidden, Missing, Invalid
 */
export async function recordConsent(
  act: Act,
  project: Of,
  photoId: string,
  input: ConsentInput,
  evidence: ReceivedFile | null,
): Promise<void> {
  await withPhoto(act, project, photoId, (act, { consents }) => writeConsent(act, project, photoId, consents, input, evidence));
}

export const withdrawalInput = z.object({ reason: requiredText(1000) });

/** Takes the agreement back, or records that someone objects, at any time: from then on nobody outside sees the photo. @throws Forbidden, Missing; Refused where it is so already */
export async function withdrawConsent(act: Act, project: Of, photoId: string, { reason }: z.output<typeof withdrawalInput>): Promise<void> {
  await withPhoto(act, project, photoId, async (act, { consents }) => {
    const [last] = consents;
    if (last?.state === 'withdrawn') throw new Refused(say.later('withdrawal.already'));
    await act.db.insert(fundPhotoConsent).values({
      photoId,
      number: consents.length + 1,
      state: 'withdrawn',
      children: last?.children ?? false,
      reason,
      ...signedByPerson(act),
    });
    await audit(act, { command: 'fund.photo.withdraw', subject: project.id, detail: { id: photoId } });
  });
}

export const removalInput = z.object({ reason: requiredText(1000) });

/** Removes a photo for good: its picture and the papers that show an agreement are forgotten, why stays. @throws Forbidden, Missing */
export async function removePhoto(act: Act, project: Of, photoId: string, { reason }: z.output<typeof removalInput>): Promise<void> {
  await withPhoto(act, project, photoId, async (act, { picture, consents }) => {
    await act.db.insert(fundPhotoRemoval).values({ photoId, reason, ...signedByPerson(act) });
    await act.db.delete(fundPhotoPicture).where(eq(fundPhotoPicture.photoId, photoId));
    await forgetFile(act, picture.fileId);
    for (const consent of consents) await forgetPaper(act, consent);
    await audit(act, { command: 'fund.photo.remove', subject: project.id, detail: { id: photoId } });
  });
}

/**
 * Erases the paper that shows an agreement while its photo stays; that there was one, and its hash, stay with what was said.
 * @throws Forbidden; Missing where there is none, or no longer
 */
export async function erasePaper(act: Act, project: Of, photoId: string, number: string): Promise<void> {
  if (!mayForgetPapers(act.actor)) throw new Forbidden();
  await withPhoto(act, project, photoId, async (act, { consents }) => {
    const consent = consents.find((one) => String(one.number) === number);
    if (!consent?.fileId) throw new Missing('evidence');
    await forgetPaper(act, consent);
    await audit(act, { command: 'fund.photo.erasePaper', subject: project.id, detail: { id: photoId, number: consent.number } });
  });
}

async function forgetPaper(act: Act, { photoId, number, fileId }: Consent): Promise<void> {
  if (!fileId) return;
  await act.db
    .update(fundPhotoConsent)
    .set({ fileId: null, paperForgottenAt: act.now })
    .where(and(eq(fundPhotoConsent.photoId, photoId), eq(fundPhotoConsent.number, number)));
  await forgetFile(act, fileId);
}

/** Places of photos on the public page as they are typed, by the field of each photo (`placeField`); an empty one takes the photo off. */
export const choiceInput = z.record(z.string(), z.unknown());

/**
 * Chooses which photos the public sees, and in which order; those that are not named stay as they are.
 * @throws Forbidden; Invalid (`placeField`) where a place is no number, where those who are seen did not agree, or where more was
 * said of their agreement since the form was shown
 */
export async function choosePhotos(act: Act, project: Of, input: z.output<typeof choiceInput>): Promise<void> {
  if (!mayChoosePhotos(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    await lockProject(act, project.id);
    const faults: ConstructorParameters<typeof Invalid>[0] = {};
    for (const { photo, mayPublish, position, consents } of await listPhotos(act, project)) {
      const field = placeField(photo.id, consents);
      const sent = field in input ? field : Object.keys(input).find((name) => name.startsWith(`place-${photo.id}-`));
      const typed = sent && input[sent];
      if (typeof typed !== 'string') continue;
      const given = typed.trim() === '' ? null : Number(typed);
      if (given !== null && !(Number.isInteger(given) && given >= 1 && given <= 999)) faults[field] = say.later('choice.place');
      else if (given !== null && !mayPublish) faults[field] = say.later('choice.noConsent');
      else if (given !== position && sent !== field) faults[field] = say.later('choice.stale');
      else if (given !== position) await writeChoice(act, photo.id, given, consents.length);
    }
    if (Object.keys(faults).length > 0) throw new Invalid(faults);
    await audit(act, { command: 'fund.photo.choose', subject: project.id });
  });
}

async function writeChoice(act: Act, photoId: string, position: number | null, consent: number): Promise<void> {
  const number = (await act.db.$count(fundPhotoChoice, eq(fundPhotoChoice.photoId, photoId))) + 1;
  await act.db
    .insert(fundPhotoChoice)
    .values({ photoId, number, position, consent: position === null ? null : consent, ...signedByPerson(act) });
}

/** Does something to a photo that whoever asks may keep, its project held until it is done. */
async function withPhoto(act: Act, project: Of, photoId: string, run: (act: Act, found: PhotoCase) => Promise<void>): Promise<void> {
  if (!mayKeepPhotos(act.actor, project.leadId)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    await lockProject(act, project.id);
    await run(act, await findPhoto(act, project, photoId));
  });
}

async function writeConsent(
  act: Act,
  project: Of,
  photoId: string,
  before: readonly Consent[],
  { state, children, collectedBy, collectedOn }: ConsentInput,
  evidence: ReceivedFile | null,
): Promise<void> {
  if (state === 'nobody' && children) throw new Invalid({ children: say.later('consent.nobodyAndChildren') });
  if (isToCome(act, collectedOn)) throw new Invalid({ collectedOn: say.later('photo.toCome') });
  const isGiven = state === 'given';
  if (!isGiven && (evidence || collectedBy || collectedOn)) throw new Invalid({ state: say.later('consent.onlyGiven') });
  if (isGiven && !evidence && !collectedBy) throw new Invalid({ collectedBy: say.later('consent.evidence') });
  if (isGiven && !evidence && !collectedOn) throw new Invalid({ collectedOn: say.later('consent.evidence') });
  const number = before.length + 1;
  await act.db.insert(fundPhotoConsent).values({
    photoId,
    number,
    state,
    children,
    fileId: evidence && (await keepFile(act, evidence)),
    paperSha256: evidence && evidence.sha256,
    collectedBy,
    collectedOn,
    ...signedByPerson(act),
  });
  await audit(act, { command: 'fund.photo.consent', subject: project.id, detail: { id: photoId, number, state, children } });
}

function isToCome(act: Act, day: Temporal.PlainDate | null): boolean {
  return day !== null && Temporal.PlainDate.compare(day, dayOf(act.now)) > 0;
}
