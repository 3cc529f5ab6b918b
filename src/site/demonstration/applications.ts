import type { Act } from '../../kernel/act.ts';
import { writePaperPdf } from '../../kernel/papers/index.ts';
import { addDocument } from '../../modules/membership/applications/documents/commands.ts';
import { beginForCity, cityApplicationInput, submitApplication } from '../../modules/membership/applications/drafts/commands.ts';
import { acceptFile } from '../../modules/membership/applications/life.ts';
import { inventPerson } from './names.ts';
import { actOn, inventedSource } from './network.ts';

/** Two cities that do not exist ask to join: one waits for its papers to be looked at, the other for its capital's opinion. */
export async function demonstrateApplications(act: Act): Promise<void> {
  const complete = await apply(act, { name: 'Hautefontaine', state: 'benin', day: '2026-10-12', person: 902 });
  await apply(act, { name: 'Port-Levant', state: 'senegal', day: '2026-11-18', person: 901 });
  await acceptFile(actOn(act, 'officer', '2026-11-20'), complete, { party: null });
}

async function apply(
  act: Act,
  { name, state, day, person }: { name: string; state: string; day: string; person: number },
): Promise<string> {
  const officer = actOn(act, 'officer', day);
  const { name: head, email } = inventPerson(person);
  const id = await beginForCity(
    officer,
    cityApplicationInput.parse({
      name,
      state,
      category: 'city',
      headName: head,
      headFunction: 'Maire',
      contactName: `Secrétariat général de ${name}`,
      contactEmail: email,
      lang: 'fr',
      motives: `${name} veut partager avec les villes du réseau ce qu’elle apprend de ses marchés et de son littoral.`,
    }),
  );
  const bytes = writePaperPdf({
    lang: 'fr',
    title: `Délibération du conseil de ${name}`,
    author: name,
    date: Temporal.PlainDate.from(day),
    blocks: [{ kind: 'paragraph', text: `${inventedSource} : le conseil demande l’adhésion de ${name}.` }],
  });
  await addDocument(officer, { id }, 'council_deliberation', { name: 'deliberation.pdf', bytes: once(bytes) });
  await submitApplication(officer, { id });
  return id;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
