import { Hono } from 'hono';
import { z } from 'zod';
import { hasRole } from '../../kernel/actor.ts';
import { listAudit } from '../../kernel/audit/audit.ts';
import { Forbidden } from '../../kernel/errors.ts';
import type { Env } from '../../kernel/http/env.ts';
import { registerPaths } from '../../modules/register/paths.ts';
import { listBackupRuns } from '../../kernel/backup/nightly.ts';
import { respond } from '../../ui/index.ts';
import { AuditPage } from './audit-page.tsx';
import { examine } from './examination.ts';
import { StatePage } from './state-page.tsx';
import { operationPaths } from './paths.ts';

const size = 50;
const pageNumber = z.coerce.number().int().min(1).max(100_000).catch(1);
const auditQuery = z.object({ page: pageNumber, qui: z.string().trim().max(200).default(''), quoi: z.string().max(100).default('') });

/** The state of the installation and the audit trail, for administrators. */
export const operationRoutes = new Hono<Env>()
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
