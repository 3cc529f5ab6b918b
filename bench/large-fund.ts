import type { Database } from './databases.ts';

/** The day on which the fund of the benchmarks is read. */
export const fundToday = Temporal.PlainDate.from('2026-11-23');

/** Expenses of a project that is over; one under way has half as many, and its first instalment alone. */
const expenses = 14;

/**
 * Fills the fund of a register with so many dossiers, the last one in fifty under way and two in five of the others granted,
 * and with eleven entries of the ledger for each dossier. Written by the database, its triggers at rest: what they would have
 * refused or written is written here as they would have left it.
 */
export async function fillFund({ query }: Pick<Database, 'query'>, dossiers: number): Promise<void> {
  await query('create table numbered (n int primary key, dossier uuid, lead uuid, under_way boolean, day date)');
  await query(
    `insert into numbered
     select n, md5('dossier ' || n)::uuid, city.id, n > $1::int * 0.98, date '2016-01-01' + (n::bigint * 3900 / $1)::int
     from generate_series(1, $1::int) n
     join (select id, row_number() over (order by slug) as number, count(*) over () as many from party where slug like 'ville-%') city
       on city.number = n % city.many + 1`,
    [dossiers],
  );
  await query(
    `create table granted as select n, row_number() over (order by n) as p, dossier, lead, day, md5('project ' || n)::uuid as project,
       (40000 + n % 97 * 1000) * 100::bigint as cents, n > $1::int * 0.75 as is_live
     from numbered where n % 5 < 2 and not under_way`,
    [dossiers],
  );
  await query('create unique index on granted (project)');
  for (const statement of [...setting, ...written, ...awarded, ...given, ...paid, ...justified, ...entries, sums])
    await query(`set session_replication_role = replica; ${statement}; set session_replication_role = origin`);
  await query('drop table numbered, granted');
  await query('vacuum (analyze)');
}

const by = `'officer-1', 'Awa Diop'`;

const setting = [
  `insert into fund_theme (code, name_fr, name_en, purposes, source)
   select 'theme-' || n, 'Thème ' || n, 'Theme ' || n, '{}', 'bench' from generate_series(0, 22) n`,
  `insert into fund_form (id, slug, name_fr, name_en, at, by_id, by) values (md5('form')::uuid, 'formulaire', 'Formulaire', 'Form', now(), ${by})`,
  `insert into fund_form_version (form_id, number, definition, at, by_id, by) values (md5('form')::uuid, 1, '{"sections":[]}', now(), ${by})`,
  `insert into fund_call (id, slug, name_fr, name_en, purse, langs, opens_on, time_zone, currency, ceiling_rate, decision_path, form_id, form_version, eligibility, grid, at, by_id, by)
   select md5('call ' || n)::uuid, 'appel-' || n, 'Appel ' || n, 'Call ' || n, 'cooperation', '{fr}', '2016-01-01', 'Europe/Paris', 'EUR', 8000, 'sitting', md5('form')::uuid, 1, '[]', '[]', now(), ${by}
   from generate_series(0, 9) n`,
  `insert into fund_call_step (call_id, number, state, at, by_id, by)
   select md5('call ' || n)::uuid, number, state, '2016-01-01', ${by} from generate_series(0, 9) n, (values (1, 'draft'), (2, 'published')) steps (number, state)`,
];

const state = `case when under_way then case n % 3 when 0 then 'submitted' when 1 then 'admissible' else 'appraised' end
  when n % 5 < 2 then 'granted' when n % 5 = 4 then 'inadmissible' else 'refused' end`;
const year = `extract(year from day)::int`;

const written = [
  `insert into fund_dossier (id, reference, call_id, form_id, form_version, lead_id, title, lang, at, by_id, by)
   select dossier, ${year} || '-D' || lpad(n::text, 6, '0'), md5('call ' || n % 10)::uuid, md5('form')::uuid, 1, lead, 'Projet ' || md5(n::text), 'fr', day, ${by} from numbered`,
  `insert into fund_dossier_step (dossier_id, number, state, at, by_id, by)
   select dossier, 1, 'submitted', day, ${by} from numbered
   union all select dossier, 2, ${state}, day + 90, ${by} from numbered where not under_way or n % 3 > 0`,
  `insert into fund_dossier_version (dossier_id, number, lead_id, content, hash, receipt, title, summary, currency, requested_cents, total_cents, city_cents, in_kind_cents, other_cents, starts_on, ends_on, gender, adaptation, at, by_id, by)
   select dossier, 1, lead, '{}', md5(n::text) || md5(n::text), 'recu-' || n, 'Projet ' || md5(n::text), 'Résumé', 'EUR', cents, cents * 5 / 4, cents / 4, 0, 0, day + 180, day + 180 + 540,
     nullif(n % 4, 3), nullif(n % 4, 2) % 3, day, ${by}
   from numbered, lateral (select (40000 + n % 97 * 1000) * 100::bigint as cents) money`,
  `insert into fund_dossier_now (dossier_id, state, since, version, currency, requested_cents, deposited_at)
   select dossier, case when under_way and n % 3 = 0 then 'submitted' else ${state} end, day, 1, 'EUR', (40000 + n % 97 * 1000) * 100::bigint, day from numbered`,
  `insert into fund_dossier_sector (dossier_id, version, theme, share)
   select dossier, 1, 'theme-' || n % 23, 7000 from numbered union all select dossier, 1, 'theme-' || (n + 7) % 23, 3000 from numbered`,
  `insert into fund_officer (dossier_id, number, user_id, name, at, by_id, by) select dossier, 1, 'officer-' || n % 10, 'Awa Diop', day, ${by} from numbered`,
  `insert into fund_assignment (id, dossier_id, user_id, name, tasks, due_on, at, by_id, by)
   select md5('assignment ' || n || ' ' || turn)::uuid, dossier, 'expert-' || turn, 'Jean Kouassi', '{opinion}', day + 60, day, ${by} from numbered, generate_series(1, 2) turn where under_way and n % 3 > 0`,
];

const awarded = [
  `insert into body (id, slug, institution_id, kind, name_fr, revision)
   select md5('body')::uuid, 'bureau', id, 'bureau', 'Bureau', 1 from party where slug = 'reseau'`,
  `insert into sitting (id, slug, body_id, mode, title_fr, starts_at, at, by)
   select md5('sitting ' || n)::uuid, 'seance-' || n, md5('body')::uuid, 'on_site', 'Bureau ' || n, date '2016-06-01' + n * 180, now(), 'bench' from generate_series(0, 21) n`,
  `insert into agenda_item (id, sitting_id, position, kind, title_fr, proposal_fr)
   select md5('item ' || n)::uuid, md5('sitting ' || n)::uuid, 1, 'decision', 'Dossiers', 'Le Bureau accorde.' from generate_series(0, 21) n`,
  `insert into decision (id, sitting_id, item_id, number, code, text_fr, public, at, by)
   select md5('decision ' || n)::uuid, md5('sitting ' || p % 22)::uuid, md5('item ' || p % 22)::uuid, p, 'decision-' || n, 'Le Bureau accorde.', true, now(), 'bench' from granted`,
  `insert into fund_award (id, dossier_id, version, sitting_id, decision_id, outcome, currency, granted_cents, commitment_cents, rate, eligible_cents, at, by_id, by)
   select md5('award ' || n)::uuid, dossier, 1, md5('sitting ' || p % 22)::uuid, md5('decision ' || n)::uuid, 'granted', 'EUR', cents, cents, 8000, cents * 5 / 4, day + 90, ${by} from granted`,
  `insert into fund_project (id, reference, slug, dossier_id, award_id, lead_id, purse, title_fr, currency, starts_on, ends_on, at, by_id, by)
   select project, ${year} || '-P' || lpad(n::text, 6, '0'), 'projet-' || n, dossier, md5('award ' || n)::uuid, lead, 'cooperation', 'Projet ' || md5(n::text), 'EUR', day + 180, day + 720, day + 90, ${by} from granted`,
  `insert into fund_project_step (project_id, number, state, on_day, at, by_id, by)
   select project, number, state, day + 60 + 30 * number, day + 60 + 30 * number, ${by} from granted,
     (values (1, 'awarded'), (2, 'agreement_sent'), (3, 'active'), (4, 'completed'), (5, 'closed')) steps (number, state) where number <= case when is_live then 3 else 5 end`,
  `insert into fund_project_now (project_id, state, since) select distinct on (project_id) project_id, state, at from fund_project_step order by project_id, number desc`,
  `insert into fund_agreement (id, project_id, number, attempt, lang, terms, pdf_id, docx_id, hash, at, by_id, by)
   select md5('agreement ' || n)::uuid, project, 0, 1, 'fr', '{"grantedCents":0,"rate":8000,"endsOn":"2030-01-01","instalments":[]}', md5('pdf ' || n)::uuid, md5('docx ' || n)::uuid, md5(n::text) || md5(n::text), day + 100, ${by} from granted`,
  `insert into fund_agreement_force (agreement_id, project_id, from_day, at, by_id, by) select md5('agreement ' || n)::uuid, project, day + 150, day + 150, ${by} from granted`,
];

const given = [
  `insert into party (id, kind, slug, revision) select md5('donor ' || n)::uuid, 'institution', 'bailleur-' || n, 1 from generate_series(0, 9) n`,
  `insert into fund_donor_agreement (id, reference, donor_id, kind, title, amount_cents, currency, fee_rate, signed_on, starts_on, ends_on, purses, themes, places, at, by_id, by)
   select md5('gift ' || n)::uuid, '2016-B' || lpad(n::text, 4, '0'), md5('donor ' || n % 10)::uuid, 'donor', 'Villes durables ' || n, sum(cents), 'EUR', 0, '2016-01-01', '2016-01-01', '2030-12-31', '{}', '{}', '{}', '2016-01-01', ${by}
   from (select p / 100 as n, cents from granted) part group by n`,
  `insert into fund_receipt (id, donor_agreement_id, received_on, amount_cents, fee_cents, bank_reference, at, by_id, by)
   select md5('receipt ' || id)::uuid, id, '2016-02-01', amount_cents, 0, 'VIR 1', '2016-02-01', ${by} from fund_donor_agreement`,
  `insert into fund_allocation (id, donor_agreement_id, project_id, amount_cents, currency, origin_cents, origin_currency, at, by_id, by)
   select md5('allocation ' || n)::uuid, md5('gift ' || p / 100)::uuid, project, cents, 'EUR', cents, 'EUR', day + 160, ${by} from granted`,
];

const paid = [
  `insert into fund_bank_account (id, party_id, holder, iban, bank_name, country, currency, confirmable_from, at, by_id, by)
   select md5('account ' || lead)::uuid, lead, 'Commune', 'FR7630006000011234567890189', 'Banque', 'FR', 'EUR', now(), now(), ${by} from (select distinct lead from granted) cities`,
  `insert into fund_instalment (id, project_id, number, amount_cents, expected_on, at, by_id, by)
   select md5('instalment ' || n || ' ' || turn)::uuid, project, turn, cents / 2, day + 150 + 300 * (turn - 1), day + 150, ${by} from granted, generate_series(1, 2) turn`,
  `insert into fund_condition (id, instalment_id, number, kind, ordinal)
   select md5('condition ' || n || ' ' || turn)::uuid, md5('instalment ' || n || ' ' || turn)::uuid, 1, case turn when 1 then 'agreement_signed' else 'report_accepted' end, case turn when 2 then 1 end from granted, generate_series(1, 2) turn`,
  `insert into fund_payment (id, reference, project_id, lead_id, instalment_id, amount_cents, currency, bank_account_id, at, by_id, by)
   select md5('payment ' || n || ' ' || turn)::uuid, ${year} || '-V' || lpad((2 * n + turn)::text, 7, '0'), project, lead, md5('instalment ' || n || ' ' || turn)::uuid, cents / 2, 'EUR', md5('account ' || lead)::uuid, day + 170 + 300 * (turn - 1), ${by}
   from granted, generate_series(1, 2) turn where turn = 1 or not is_live`,
  `insert into fund_payment_step (payment_id, number, state, on_day, at, by_id, by)
   select payment.id, number, state, payment.at::date + number, payment.at + number * interval '1 day', 'user-' || number, 'Awa Diop'
   from fund_payment payment, (values (1, 'requested'), (2, 'verified'), (3, 'approved'), (4, 'ordered'), (5, 'executed')) steps (number, state)`,
  `insert into fund_payment_source (payment_id, allocation_id, project_id, amount_cents)
   select payment.id, allocation.id, payment.project_id, payment.amount_cents from fund_payment payment join fund_allocation allocation using (project_id)`,
];

const justified = [
  `insert into fund_report_due (id, project_id, number, kind, period_from, period_to, due_on)
   select md5('report ' || n || ' ' || turn)::uuid, project, turn, case turn when 1 then 'interim' else 'final' end, day + 180 + 270 * (turn - 1), day + 449 + 270 * (turn - 1), day + 480 + 270 * (turn - 1)
   from granted, generate_series(1, 2) turn`,
  `insert into fund_report_step (report_id, number, state, at, by_id, by)
   select md5('report ' || n || ' ' || turn)::uuid, number, state, day + 470 + 270 * (turn - 1), ${by}
   from granted, generate_series(1, 2) turn, (values (1, 'draft'), (2, 'submitted'), (3, 'accepted')) steps (number, state) where turn = 1 or not is_live`,
  `insert into fund_report_now (report_id, state, since)
   select due.id, last.state, last.at from fund_report_due due
   left join (select distinct on (report_id) report_id, state, at from fund_report_step order by report_id, number desc) last on last.report_id = due.id`,
  `insert into fund_expense (id, project_id, report_id, spent_on, label, payee, amount_cents, currency, paid_cents, paid_currency, at, by_id, by)
   select md5('expense ' || n || ' ' || e)::uuid, project, md5('report ' || n || ' ' || turn)::uuid, day + 200 + 15 * e, 'Facture ' || e, 'Entreprise', cents * 5 / 4 / ${expenses}, 'EUR', cents * 5 / 4 / ${expenses}, 'EUR', day + 470, ${by}
   from granted, generate_series(1, ${expenses}) e, lateral (select case when e <= ${expenses / 2} then 1 else 2 end as turn) half where turn = 1 or not is_live`,
  `insert into fund_charge (id, project_id, expense_id, payment_id, allocation_id, amount_cents, at, by_id, by)
   select md5('charge ' || n || ' ' || e)::uuid, project, md5('expense ' || n || ' ' || e)::uuid, md5('payment ' || n || ' ' || turn)::uuid, md5('allocation ' || n)::uuid, cents / ${expenses}, day + 480 + 300 * (turn - 1), ${by}
   from granted, generate_series(1, ${expenses}) e, lateral (select case when e <= ${expenses / 2} then 1 else 2 end as turn) half where turn = 1 or not is_live`,
];

/** What each thing wrote in the ledger: its kind, the accounts, and where it is found. */
const entries = (
  [
    [
      'promise',
      'donor_receivable',
      'donor_funds',
      `select id as gift, null::uuid as allocation, null::uuid as project, null::uuid as payment, null::uuid as expense, null::uuid as charge, amount_cents as cents, signed_on as day from fund_donor_agreement`,
    ],
    [
      'receipt',
      'bank',
      'donor_receivable',
      `select donor_agreement_id as gift, null::uuid as allocation, null::uuid as project, null::uuid as payment, null::uuid as expense, null::uuid as charge, amount_cents as cents, received_on as day from fund_receipt`,
    ],
    [
      'commitment',
      'commitments_given',
      'commitments_due',
      `select null::uuid as gift, null::uuid as allocation, project, null::uuid as payment, null::uuid as expense, null::uuid as charge, cents, day + 150 as day from granted`,
    ],
    [
      'allocation',
      'donor_funds',
      'allocated_funds',
      `select donor_agreement_id as gift, id as allocation, project_id as project, null::uuid as payment, null::uuid as expense, null::uuid as charge, amount_cents as cents, at::date as day from fund_allocation`,
    ],
    ...(['payment', 'settled_commitment'] as const).map((kind) => [
      kind,
      ...(kind === 'payment' ? ['advances', 'bank'] : ['commitments_due', 'commitments_given']),
      `select donor_agreement_id as gift, allocation_id as allocation, source.project_id as project, payment_id as payment, null::uuid as expense, null::uuid as charge, source.amount_cents as cents, payment.at::date + 5 as day
       from fund_payment_source source join fund_payment payment on payment.id = payment_id join fund_allocation allocation on allocation.id = allocation_id`,
    ]),
    ...(['justification', 'use'] as const).map((kind) => [
      kind,
      ...(kind === 'justification' ? ['grants', 'advances'] : ['allocated_funds', 'used_funds']),
      `select donor_agreement_id as gift, allocation_id as allocation, charge.project_id as project, payment_id as payment, expense_id as expense, charge.id as charge, charge.amount_cents as cents, charge.at::date as day
       from fund_charge charge join fund_allocation allocation on allocation.id = allocation_id`,
    ]),
  ] as [string, string, string, string][]
).map(
  ([kind, debit, credit, rows]) => `
    insert into fund_entry (id, number, kind, booked_on, debit, credit, amount_cents, currency, label, donor_agreement_id, allocation_id, project_id, payment_id, expense_id, charge_id, at, by_id, by)
    select gen_random_uuid(), (select coalesce(max(number), 0) from fund_entry) + row_number() over (), '${kind}', day, '${debit}', '${credit}', cents, 'EUR', '${kind}', gift, allocation, project, payment, expense, charge, day, ${by}
    from (${rows}) entry`,
);

const sums = `insert into fund_allocation_now (allocation_id, project_id, paid_cents, justified_cents)
  select allocation_id, project_id, sum(fund_entry_paid(entry)), sum(fund_entry_justified(entry))
  from fund_entry entry where allocation_id is not null and 'advances' in (debit, credit) group by allocation_id, project_id`;
