import { desc, eq } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { accountUser } from '../../../kernel/auth/schema.ts';
import { formatDate } from '../../../kernel/i18n/format.ts';
import { sendMail } from '../../../kernel/mail/outbox.ts';
import { fundOfficer } from '../appraisal/officers/schema.ts';
import { writeToAuthors } from '../letters.ts';
import { say } from './messages.ts';
import { reportPaths } from './paths.ts';
import type { ReportCase } from './queries.ts';

type About = Pick<ReportCase, 'due' | 'found'>;

/** Tells the officer who followed the dossier that a report was handed in. */
export async function mailOfficers(act: Act, { due, found }: About, version: number): Promise<void> {
  const { project } = found;
  const [officer] = await act.db
    .select({ email: accountUser.email })
    .from(fundOfficer)
    .innerJoin(accountUser, eq(accountUser.id, fundOfficer.userId))
    .where(eq(fundOfficer.dossierId, project.dossierId))
    .orderBy(desc(fundOfficer.number))
    .limit(1);
  if (!officer) return;
  const t = say.in('fr');
  const values = { number: due.number, reference: project.reference, title: project.titleFr };
  const link = act.site.url + reportPaths.report(project.reference, String(due.number));
  await sendMail(act, {
    key: `fund.report:${due.id}:submitted:${version}:${officer.email}`,
    to: officer.email,
    lang: 'fr',
    partyId: project.leadId,
    subject: t('letter.submitted.subject', values),
    text: t('letter.submitted.text', { ...values, link }),
  });
}

/** Tells the city that a report is coming or late, or what became of it. The same key twice writes once. */
export async function mailCity(
  act: Act,
  { due, found: { project } }: About,
  key: string,
  what: 'accepted' | 'returned' | 'coming' | 'late',
  remarks = '',
): Promise<void> {
  const path = reportPaths.ownReport(project.reference, String(due.number));
  await writeToAuthors(act, { leadId: project.leadId, path }, key, (lang, link) => {
    const day = formatDate(due.dueOn, lang);
    const values = { number: due.number, reference: project.reference, title: project.titleFr, day, link, remarks };
    return { subject: say.in(lang)(`letter.${what}.subject`, values), text: say.in(lang)(`letter.${what}.text`, values) };
  });
}
