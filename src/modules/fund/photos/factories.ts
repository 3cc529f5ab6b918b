import type { Act } from '../../../kernel/act.ts';
import { receivePicture } from '../../../kernel/files/index.ts';
import { buildPhoto } from '../../../kernel/files/pictures/factories.ts';
import type { Project } from '../projects/schema.ts';
import { addPhoto, type ConsentInput, recordConsent } from './commands.ts';

/** A photo of a project, as whoever acts adds it; nothing is known of who is seen unless told. @returns its identifier */
export async function createPhoto(
  act: Act,
  project: Project,
  {
    caption = 'La halle couverte',
    place = null,
    credit = null,
    bytes = buildPhoto(),
    consent,
  }: { caption?: string; place?: string | null; credit?: string | null; bytes?: Buffer; consent?: ConsentInput } = {},
): Promise<string> {
  const whole = (async function* () {
    yield bytes;
  })();
  const picture = await receivePicture(act, { name: 'photo', bytes: whole }, { name: 'photo', most: 20_000_000 });
  const nothing = { takenOn: null, children: false, collectedBy: null, collectedOn: null };
  const id = await addPhoto(act, project, { caption, place, credit, state: '', ...nothing }, picture);
  if (consent) await recordConsent(act, project, id, consent, null);
  return id;
}
