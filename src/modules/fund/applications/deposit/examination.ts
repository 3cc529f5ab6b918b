import { eq } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import { asKnownNow, findPartiesById } from '../../../register/index.ts';
import { checkEligibility, type EligibilityLine } from '../../calls/eligibility/check.ts';
import { findFormVersion } from '../../calls/forms/queries.ts';
import { type FundCall, fundCall } from '../../calls/schema.ts';
import { findKnown, findLimits } from '../content/known.ts';
import { isOf, singlesOf } from '../content/addresses.ts';
import type { Pieces, Problem } from '../content/pieces.ts';
import { type DossierContent, readDossier } from '../content/read.ts';
import { problemValues } from '../content/sentences.ts';
import { findWritten } from '../edits/queries.ts';
import { say } from '../messages.ts';
import { findLastDeposit, listDossierFiles, listDossierParties } from '../queries.ts';
import type { FundDossier } from '../schema.ts';
import type { FormDefinition } from '../../calls/forms/definition.ts';

/** A dossier as it would be deposited now, and everything that stands in the way. */
export interface Examined {
  call: FundCall;
  definition: FormDefinition;
  content: DossierContent;
  problems: Problem[];
  /** What the call asks of who applies; asked at the first deposit only. */
  eligibility: EligibilityLine[];
  /** Only the concept note is asked for now: the first section of the form, and the period. */
  isConceptNote: boolean;
}

/** Reads a dossier as it is written now. Whoever calls has checked who asks. */
export async function examineDossier(act: Act, dossier: FundDossier): Promise<Examined> {
  const { db } = act;
  const [call] = await db.select().from(fundCall).where(eq(fundCall.id, dossier.callId));
  const { definition } = await findFormVersion(db, dossier.formId, dossier.formVersion);
  const written = await findWritten(db, dossier.id);
  const pieces: Pieces = Object.fromEntries([...written.pieces].map(([path, { value }]) => [path, value]));
  const files = await listDossierFiles(db, dossier.id);
  const { read, problems } = readDossier(pieces, { definition, limits: await findLimits(act, call!), known: await findKnown(act), files });
  const isFirst = (await findLastDeposit(db, dossier.id)) === null;
  const isConceptNote = call!.conceptNote && isFirst;
  const conflicts = [...written.open.values()].map(({ path }): Problem => ({ path, code: 'conflict' }));
  return {
    call: call!,
    definition,
    content: {
      form: { id: dossier.formId, version: dossier.formVersion },
      lang: dossier.lang,
      title: dossier.title,
      pieces,
      files: files.map(({ id, path, name, sha256 }) => ({ id, path, name, sha256 })),
      partners: await findPartners(act, dossier.id),
      ...read,
    },
    problems: [...problems.filter(({ path }) => !isConceptNote || isOfConceptNote(definition, path)), ...conflicts],
    eligibility: isFirst ? await checkEligibility(act, call!, dossier.leadId) : [],
    isConceptNote,
  };
}

/** A problem in a sentence, in the reader's language. */
export function problemSentence(problem: Problem, lang: Lang): string {
  const t = say.in(lang);
  const values = problemValues(problem, lang);
  const level = `level.${values['level']}`;
  return t(`problem.${problem.code}`, say.has(level) ? { ...values, level: t(level) } : values);
}

function isOfConceptNote({ sections }: FormDefinition, path: string): boolean {
  const asked = sections.flatMap(({ questions }, index) => questions.filter(({ kind }) => index === 0 || kind === 'period'));
  return asked.some((question) => question.key === path || singlesOf(question).includes(path) || isOf(question, path));
}

async function findPartners(act: Act, dossierId: string): Promise<DossierContent['partners']> {
  const bound = await listDossierParties(act.db, dossierId);
  const parties = await findPartiesById(
    act.db,
    bound.map(({ partyId }) => partyId),
    await asKnownNow(act),
  );
  return bound.map(({ partyId, role, acceptedAt }) => ({
    partyId,
    role,
    name: parties.has(partyId) ? inLang(parties.get(partyId)!.name, 'fr') : partyId,
    accepted: acceptedAt !== null,
  }));
}
