import { readFileSync } from 'node:fs';
import { count, eq } from 'drizzle-orm';
import type { Act } from '../../act.ts';
import { inTransaction } from '../../act.ts';
import { gatherCatalogue } from '../../catalogue.ts';
import { migrate } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import { createPassingSigner } from '../../signing/keys.ts';
import { resendMail, vouchMail } from '../doubts.ts';
import { departuresJob } from '../job-names.ts';
import { mailing } from '../jobs.ts';
import { sendMail } from '../outbox.ts';
import { mailOutbox } from '../schema.ts';
import { openTransport } from '../transport.ts';

// A process that sends mails until it is killed or has no more: `node poster.ts PLAN`. Where the outbox is empty it first
// writes the mails, all in one transaction. It says `ready`, then `done` with every mail and its state.
interface Plan {
  data: string;
  smtpUrl: string;
  mails: number;
  /** Seconds by which this process's clock is ahead: what those before it held has lapsed. */
  ahead: number;
  /** A file that lists the Message-IDs of the recipients' box: a person looks there for each mail in doubt, and decides. */
  box: string | null;
}

const plan = JSON.parse(process.argv[2]!) as Plan;
const open = await openDatabase({
  databaseUrl: undefined,
  databasePool: 1,
  data: plan.data,
  url: 'http://localhost:3000',
  checkpointSeconds: 300,
});
await migrate(open);
const transport = (await openTransport({ smtpUrl: plan.smtpUrl, mailFrom: 'Réseau <reseau@exemple.org>' }))!;
const { jobs } = mailing(transport, 1_000_000);
const clock = () => Temporal.Now.instant().add({ seconds: plan.ahead });
const act: Act = {
  db: open.db,
  actor: { kind: 'system', name: 'poster' },
  now: clock(),
  clock,
  // The loop below stands for the queue.
  jobs: { send: async () => '' },
  catalogue: gatherCatalogue([]),
  signer: createPassingSigner(),
  site: { url: 'http://localhost:3000', sendsMail: true },
  files: plan.data,
};

const [written] = await open.db.select({ mails: count() }).from(mailOutbox);
if (written!.mails === 0) await write();
if (plan.box) await decide(new Set(JSON.parse(readFileSync(plan.box, 'utf8')) as string[]));
await say({ ready: true });
for (;;) {
  await jobs[departuresJob]!({ ...act, now: clock() }, {});
  const rows = await open.db
    .select({ messageId: mailOutbox.messageId, state: mailOutbox.state, answer: mailOutbox.answer })
    .from(mailOutbox);
  if (rows.every(({ state }) => state !== 'waiting' && state !== 'sending')) {
    await say({ done: rows });
    break;
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
}
transport.close();
await open.close();

function write(): Promise<void> {
  return inTransaction(act, async (act) => {
    for (let number = 1; number <= plan.mails; number += 1)
      await sendMail(act, {
        key: `rappel:2026:${number}`,
        to: `ville-${number}@exemple.org`,
        subject: `Rappel de cotisation ${number}`,
        text: `Bonjour,\n\nVotre cotisation de 2026 reste due.\n\nRéf. ${number}\n`,
        lang: 'fr',
        paced: true,
      });
  });
}

async function decide(box: ReadonlySet<string>): Promise<void> {
  for (const { id, messageId } of await open.db.select().from(mailOutbox).where(eq(mailOutbox.state, 'uncertain')))
    await (box.has(messageId) ? vouchMail : resendMail)({ ...act, now: clock() }, id);
}

/** Waits until all of it is written: a pipe takes thousands of mails in several pieces. */
function say(line: object): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${JSON.stringify(line)}\n`, () => resolve()));
}
