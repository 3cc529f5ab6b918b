import { and, type SQL, sql } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { asKnownNow, findStatesOf } from '../../register/index.ts';
import type { Marker, MarkerScore, Purse } from '../vocabulary.ts';
import { fundProject } from './schema.ts';

/** A part of all projects: what the portfolio counts, and what the list that is behind a count shows. */
export interface ProjectCut {
  /** Of the decision that granted it. */
  fromYear?: number | undefined;
  toYear?: number | undefined;
  purse?: Purse | undefined;
  /** The party of a State. */
  countryId?: string | undefined;
  theme?: string | undefined;
  donorId?: string | undefined;
  marker?: Marker | undefined;
  /** Null: not screened. */
  score?: MarkerScore | null | undefined;
  /** Neither cancelled nor closed. */
  isLive?: boolean | undefined;
}

/** The year of the decision that granted a project. */
export const awardYear = sql<number>`extract(year from fund_award.at)::int`;

/** Where a project is of a cut, in a query that reads `fund_project` and `fund_award`. */
export async function whereCut(act: Act, cut: ProjectCut): Promise<SQL | undefined> {
  const { fromYear, toYear, purse, countryId, theme, donorId, marker, score, isLive } = cut;
  const version = sql`from fund_dossier_version version where version.dossier_id = fund_award.dossier_id and version.number = fund_award.version`;
  return and(
    fromYear ? sql`${awardYear} >= ${fromYear}` : undefined,
    toYear ? sql`${awardYear} <= ${toYear}` : undefined,
    purse ? sql`fund_project.purse = ${purse}` : undefined,
    countryId ? sql`fund_project.lead_id in ${await leadsOf(act, countryId)}` : undefined,
    theme
      ? sql`exists (select from fund_dossier_sector sector where sector.dossier_id = fund_award.dossier_id and sector.version = fund_award.version and sector.theme = ${theme})`
      : undefined,
    donorId
      ? sql`exists (select from fund_allocation allocation join fund_donor_agreement agreement on agreement.id = allocation.donor_agreement_id
          where allocation.project_id = fund_project.id and agreement.donor_id = ${donorId})`
      : undefined,
    marker && score !== undefined ? sql`exists (select ${version} and ${columnOf[marker]} is not distinct from ${score})` : undefined,
    isLive === undefined
      ? undefined
      : sql`((select state from fund_project_now where project_id = fund_project.id) not in ('closed', 'cancelled')) = ${isLive}`,
  );
}

const columnOf: Record<Marker, SQL> = {
  gender: sql`version.gender`,
  adaptation: sql`version.adaptation`,
  mitigation: sql`version.mitigation`,
  biodiversity: sql`version.biodiversity`,
  desertification: sql`version.desertification`,
};

/** The cities of a State, of those that were ever granted a project. */
async function leadsOf(act: Act, countryId: string): Promise<SQL> {
  const leads = await act.db.selectDistinct({ id: fundProject.leadId }).from(fundProject);
  const ids = leads.map(({ id }) => id);
  const states = await findStatesOf(act.db, await asKnownNow(act), ids);
  const own = ids.filter((id) => states.get(id) === countryId);
  return own.length > 0
    ? sql`(${sql.join(
        own.map((id) => sql`${id}::uuid`),
        sql`, `,
      )})`
    : sql`(null)`;
}
