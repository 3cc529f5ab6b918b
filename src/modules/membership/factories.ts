import type { Act } from '../../kernel/act.ts';
import { createParty, factKinds, inRevision, recordFact, type Revision, sourceFor } from '../register/index.ts';
import { addDocument } from './applications/documents/commands.ts';
import { authorityInput, beginForCity, cityApplicationInput, submitApplication } from './applications/drafts/commands.ts';
import { acceptFile } from './applications/life.ts';
import { goWithoutOpinion, recordPaperOpinion } from './applications/opinions/commands.ts';
import { recordExamination } from './applications/decisions/commands.ts';
import { recordStatus } from './standing/record.ts';
import type { ApplicantCategory } from './vocabulary.ts';

/** A PDF that holds nothing, as small as one may be. */
export const emptyPdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

/** A file as it would arrive. */
export function buildUpload(name = 'délibération.pdf', bytes: Uint8Array = emptyPdf) {
  return {
    name,
    bytes: (async function* () {
      yield bytes;
    })(),
  };
}

/** What the secretariat fills in for a city that the register does not have. */
export function buildCityApplication(given: Partial<Record<keyof typeof cityApplicationInput.shape, string>> = {}) {
  return cityApplicationInput.parse({
    name: 'Aného',
    state: 'togo',
    category: 'city',
    headName: 'Ama KPODAR',
    headFunction: 'Maire',
    contactName: 'Yao ADJEI',
    contactEmail: 'secretariat@aneho.example',
    lang: 'fr',
    ...given,
  });
}

/** What an applicant says of its authority. */
export function buildAuthority(given: Partial<Record<keyof typeof authorityInput.shape, string>> = {}) {
  return authorityInput.parse({ name: 'Aného', state: 'togo', category: 'city', hasCouncil: 'yes', ...given });
}

/** The network, Togo, its capital Lomé, which is a member since 2009, and Lagos, which is nothing to anyone. */
export async function createNetworkParties(act: Act): Promise<{ networkId: string; stateId: string; capitalId: string }> {
  return write(act, async (rev, sourceId) => {
    const network = await createParty(rev, { kind: 'network', name: 'Réseau des maires', slug: 'aimf', acronym: 'AIMF', sourceId });
    const state = await createParty(rev, { kind: 'state', name: 'Togo', sourceId });
    await createParty(rev, { kind: 'state', name: 'Bénin', sourceId });
    const capital = await createParty(rev, { kind: 'local_authority', name: 'Lomé', sourceId });
    await recordFact(rev, factKinds.partyLink, {
      from: null,
      to: null,
      certainty: 'confirmed',
      sourceId,
      values: { partyId: capital.id, link: 'capital_of', targetId: state.id },
    });
    await recordStatus(rev, {
      partyId: capital.id,
      networkId: network.id,
      status: 'member',
      category: 'city',
      from: Temporal.PlainDate.from('2009-05-01'),
      sourceId,
    });
    return { networkId: network.id, stateId: state.id, capitalId: capital.id };
  });
}

/** A stored member of the network, in a State. */
export async function createMember(
  act: Act,
  {
    name,
    networkId,
    stateId,
    category = 'city' as ApplicantCategory,
    from = '2010-01-01',
  }: {
    name: string;
    networkId: string;
    stateId: string;
    category?: ApplicantCategory;
    from?: string;
  },
): Promise<{ id: string; slug: string }> {
  return write(act, async (rev, sourceId) => {
    const kind = category.endsWith('association') ? 'association' : 'local_authority';
    const party = await createParty(rev, { kind, name, sourceId });
    await recordFact(rev, factKinds.partyLink, {
      from: null,
      to: null,
      certainty: 'confirmed',
      sourceId,
      values: { partyId: party.id, link: 'part_of', targetId: stateId },
    });
    await recordStatus(rev, { partyId: party.id, networkId, status: 'member', category, from: Temporal.PlainDate.from(from), sourceId });
    return party;
  });
}

/** How far an application has gone. */
type Reached = 'draft' | 'submitted' | 'complete' | 'opinion_received' | 'no_opinion' | 'examined';
const road: readonly Reached[] = ['draft', 'submitted', 'complete', 'opinion_received', 'examined'];

/** A stored application with its piece, gone as far as asked; `act` is someone who runs the procedure. */
export async function createApplication(
  act: Act,
  reached: Reached,
  given: Parameters<typeof buildCityApplication>[0] = {},
): Promise<string> {
  const id = await beginForCity(act, buildCityApplication(given));
  const kind = given.category?.endsWith('association') ? 'board_decision' : 'council_deliberation';
  await addDocument(act, { id }, kind, buildUpload());
  const direction: Act = act.actor.kind === 'user' ? { ...act, actor: { ...act.actor, role: 'direction' } } : act;
  const steps: Record<Exclude<Reached, 'draft'>, () => Promise<unknown>> = {
    submitted: () => submitApplication(act, { id }),
    complete: () => acceptFile(act, id, { party: null }),
    opinion_received: () =>
      recordPaperOpinion(act, id, {
        opinion: 'favourable',
        text: null,
        signatory: 'Koffi MENSAH',
        receivedOn: Temporal.PlainDate.from('2026-11-20'),
      }),
    no_opinion: () => goWithoutOpinion(direction, id, { reason: 'La capitale n’a pas de maire.' }),
    examined: () => recordExamination(act, id, { on: act.now.toZonedDateTimeISO('Europe/Paris').toPlainDate(), reason: null }),
  };
  const way = reached === 'no_opinion' ? [...road.slice(0, 3), 'no_opinion' as const] : road.slice(0, road.indexOf(reached) + 1);
  for (const step of way) if (step !== 'draft') await steps[step]();
  return id;
}

function write<T>(act: Act, run: (rev: Revision, sourceId: string) => Promise<T>): Promise<T> {
  return inRevision(act, { command: 'test', reason: 'test' }, async (rev) => run(rev, await sourceFor(rev, { title: 'Une source' })));
}
