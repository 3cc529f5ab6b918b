import type { Act } from '../../../kernel/act.ts';
import { createReportingProject, createReviewedReport } from '../monitoring/factories.ts';
import { createProject, createSignedProject } from '../projects/factories.ts';

/** Seven projects: two principal, one significant, two not targeted, two not screened; one in dollars, one cancelled, one paid. */
export async function createMarkedProjects(act: Act): Promise<void> {
  const paid = await createReportingProject(act, { gender: 2, grantedCents: 80_000_00 });
  await createReviewedReport(act, paid.id, 1, { expenses: [20_000_00] });
  await createSignedProject(act, { gender: 2, grantedCents: 10_000_00, title: 'Deux' });
  await createProject(act, { gender: 1, grantedCents: 30_000_00, title: 'Trois' });
  await createProject(act, { gender: 0, grantedCents: 40_000_00, title: 'Quatre' });
  await createProject(act, { gender: 0, grantedCents: 40_000_00, title: 'Cinq', state: 'cancelled' });
  await createProject(act, { gender: null, grantedCents: 50_000_00, title: 'Six' });
  await createProject(act, { gender: null, grantedCents: 60_000_00, title: 'Sept', currency: 'USD' });
}
