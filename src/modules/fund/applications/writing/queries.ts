import { eq } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { Missing } from '../../../../kernel/errors.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../../register/index.ts';
import type { FormDefinition } from '../../calls/forms/definition.ts';
import { findFormVersion } from '../../calls/forms/queries.ts';
import { type FundCall, fundCall } from '../../calls/schema.ts';
import { listThemes, type Theme } from '../../themes/queries.ts';
import type { DossierState } from '../../vocabulary.ts';
import { openAsAuthor } from '../authors.ts';
import type { BudgetLimits } from '../content/budget.ts';
import { findLimits } from '../content/known.ts';
import type { Pieces } from '../content/pieces.ts';
import { findWritten, listOpenConflicts, type OpenConflict } from '../edits/queries.ts';
import type { Written } from '../edits/rules.ts';
import {
  type Deposit,
  type DossierFile,
  type DossierParty,
  type DossierStep,
  listDeposits,
  listDossierFiles,
  listDossierParties,
  listSteps,
} from '../queries.ts';
import { isWritable } from '../rules.ts';
import type { FundDossier } from '../schema.ts';

/** A dossier as its authors work on it. */
export interface OwnDossier {
  dossier: FundDossier;
  /** Whoever asks is of the city that leads it: the others write, and do not deposit. */
  isLead: boolean;
  call: FundCall;
  definition: FormDefinition;
  limits: BudgetLimits;
  lead: PartyRef;
  state: DossierState;
  isOpen: boolean;
  steps: DossierStep[];
  written: Written;
  pieces: Pieces;
  conflicts: OpenConflict[];
  files: DossierFile[];
  bound: (DossierParty & { party: PartyRef | undefined })[];
  deposits: Deposit[];
  themes: Theme[];
}

/** A dossier for one of its authors. @throws Forbidden, Missing to anyone else */
export async function getOwnDossier(act: Act, id: string): Promise<OwnDossier> {
  const { isLead, partyId: _, ...dossier } = await openAsAuthor(act, id);
  const { db } = act;
  const [call] = await db.select().from(fundCall).where(eq(fundCall.id, dossier.callId));
  const { definition } = await findFormVersion(db, dossier.formId, dossier.formVersion);
  const steps = await listSteps(db, id);
  const written = await findWritten(db, id);
  const bound = await listDossierParties(db, id);
  const parties = await findPartiesById(db, [dossier.leadId, ...bound.map(({ partyId }) => partyId)], await asKnownNow(act));
  const { state } = steps.at(-1)!;
  return {
    dossier,
    isLead,
    call: call!,
    definition,
    limits: await findLimits(act, call!),
    lead: parties.get(dossier.leadId)!,
    state,
    isOpen: isWritable(state),
    steps,
    written,
    pieces: Object.fromEntries([...written.pieces].map(([path, { value }]) => [path, value])),
    conflicts: await listOpenConflicts(db, id),
    files: await listDossierFiles(db, id),
    bound: bound.map((one) => ({ ...one, party: parties.get(one.partyId) })),
    deposits: await listDeposits(db, id),
    themes: await listThemes(db),
  };
}

/** A section of a form. @throws Missing */
export function findSection({ sections }: FormDefinition, key: string): FormDefinition['sections'][number] {
  const found = sections.find((section) => section.key === key);
  if (!found) throw new Missing(`section ${key}`);
  return found;
}
