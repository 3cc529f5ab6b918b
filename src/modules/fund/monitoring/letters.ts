import { desc, eq } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { accountUser } from '../../../kernel/auth/schema.ts';
import { listCityAddresses } from '../../../kernel/auth/users/queries.ts';
import { localPath } from '../../../kernel/http/env.ts';
import { formatDate } from '../../../kernel/i18n/format.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import { sendMail } from '../../../kernel/mail/outbox.ts';
import { findRecipients, sendLetter } from '../../publishing/index.ts';
import { fundOfficer } from '../appraisal/officers/schema.ts';
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

/** Tells the city that its report is accepted, or what is to be mended in it. */
export async function mailCity(act: Act, report: ReportCase, outcome: 'accepted' | 'returned', remarks: string | null): Promise<void> {
  const { due, versions } = report;
  await writeToCity(act, report, `fund.report:${due.id}:${outcome}:${versions.length}`, outcome, { remarks: remarks ?? '' });
}

/** Writes to those of the city who have an account; to the city itself where none has. The same key twice writes once. */
export async function writeToCity(
  act: Act,
  { due, found }: About,
  key: string,
  what: 'accepted' | 'returned' | 'coming' | 'late',
  more: Record<string, string> = {},
): Promise<void> {
  const { project } = found;
  const words = (lang: Lang) => {
    const values = {
      number: due.number,
      reference: project.reference,
      title: project.titleFr,
      day: formatDate(due.dueOn, lang),
      link: act.site.url + localPath(lang, reportPaths.ownReport(project.reference, String(due.number))),
      remarks: '',
      ...more,
    };
    return { subject: say.in(lang)(`letter.${what}.subject`, values), text: say.in(lang)(`letter.${what}.text`, values) };
  };
  const addresses = (await listCityAddresses(act, [project.leadId])).get(project.leadId) ?? [];
  for (const { email, lang } of addresses)
    await sendMail(act, { key: `${key}:${email}`, to: email, lang, partyId: project.leadId, ...words(lang) });
  if (addresses.length > 0) return;
  const lang = (await findRecipients(act, [project.leadId])).get(project.leadId)?.lang ?? 'fr';
  await sendLetter(act, { purpose: 'notice', key, partyId: project.leadId, ...words(lang) });
}
