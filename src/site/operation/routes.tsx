import { Hono } from 'hono';
import { z } from 'zod';
import { hasRole } from '../../kernel/actor.ts';
import { listAudit } from '../../kernel/audit/audit.ts';
import { Forbidden, Missing } from '../../kernel/errors.ts';
import { type Env, pathParam } from '../../kernel/http/env.ts';
import { getMail, listMails } from '../../kernel/mail/outbox.ts';
import { mailStates } from '../../kernel/mail/schema.ts';
import { registerPaths } from '../../modules/register/paths.ts';
import { listBackupRuns } from '../../kernel/backup/nightly.ts';
import { respond } from '../../ui/index.ts';
import { AuditPage } from './audit-page.tsx';
import { examine } from './examination.ts';
import { StatePage } from './state-page.tsx';
import { MailPage, MailsPage } from './mails-pages.tsx';
import { operationPaths } from './paths.ts';

const size = 50;
const pageNumber = z.coerce.number().int().min(1).max(100_000).catch(1);
const mailsQuery = z.object({ page: pageNumber, etat: z.enum(mailStates).optional().catch(undefined) });
const auditQuery = z.object({ page: pageNumber, qui: z.string().trim().max(200).default(''), quoi: z.string().max(100).default('') });

/** Mails and the audit trail, for staff. */
export const operationRoutes = new Hono<Env>()
  .get(operationPaths.mails(), async (c) => {
    const { page, etat } = mailsQuery.parse(c.req.query());
    const { mails, total } = await listMails(c.var.act, etat, { page, size });
    return respond(
      c,
      <MailsPage
        mails={mails}
        total={total}
        page={page}
        pages={Math.ceil(total / size)}
        state={etat}
        sendsMail={c.var.act.site.sendsMail}
      />,
    );
  })
  .get(operationPaths.mail(':id'), async (c) => {
    const id = z.uuid().safeParse(pathParam(c, 'id'));
    return respond(c, <MailPage mail={await getMail(c.var.act, id.success ? id.data : missing())} />);
  })
  .get(operationPaths.state(), async (c) => {
    const { act, examined } = c.var;
    if (!hasRole(act.actor, 'admin')) throw new Forbidden();
    const findings = await examine(act, examined, { thorough: false });
    return respond(c, <StatePage findings={findings} backups={await listBackupRuns(act, 14)} />);
  })
  .get(operationPaths.audit(), async (c) => {
    const { page, qui, quoi } = auditQuery.parse(c.req.query());
    const filter = { actor: qui || undefined, command: quoi || undefined };
    const { entries, total, commands } = await listAudit(c.var.act, filter, { page, size });
    return respond(
      c,
      <AuditPage
        entries={entries}
        total={total}
        commands={commands}
        filter={filter}
        page={page}
        pages={Math.ceil(total / size)}
        journalHref={registerPaths.journal()}
      />,
    );
  });

/** What is no identifier names nothing. */
function missing(): never {
  throw new Missing();
}
