import type { Act } from '../../../kernel/act.ts';
import { createMandate, createTestParty, createTestSource, revise } from '../../register/factories.ts';
import { createPerson } from '../../register/index.ts';

/** Parties to write to: one whose head has an address and a street, one whose head has none, one without a head. */
export interface Correspondents {
  cotonou: string;
  lome: string;
  nyon: string;
}

/** Three local authorities with invented heads. */
export async function createCorrespondents(act: Act): Promise<Correspondents> {
  return revise(act, async (rev) => {
    const sourceId = await createTestSource(rev);
    const city = async (name: string) => (await createTestParty(rev, { name, kind: 'local_authority' })).id;
    const [cotonou, lome, nyon] = [await city('Cotonou'), await city('Lomé'), await city('Nyon')];
    const ada = await createPerson(rev, {
      name: 'Ada Exemple',
      gender: 'f',
      sourceId,
      contacts: [
        { channel: 'email', value: 'maire@cotonou.example' },
        { channel: 'post', value: '1 place de l’Exemple\nBP 12' },
      ],
    });
    const koffi = await createPerson(rev, { name: 'Koffi Modèle', gender: 'm', sourceId, formOfAddress: 'Monsieur le Maire' });
    await createMandate(rev, { partyId: cotonou, slug: 'maire-de-cotonou', name: '', personId: ada, from: '2024-01-01' });
    await createMandate(rev, { partyId: lome, slug: 'maire-de-lome', name: '', personId: koffi, from: '2024-01-01' });
    return { cotonou, lome, nyon };
  });
}
