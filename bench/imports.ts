import { applyImport, guessMapping, readTable } from '../src/modules/register/imports/index.ts';
import type { Bench, Benchmark } from './benchmark.ts';
import type { Database } from './databases.ts';
import { fillRegister } from './large-register.ts';
import { median, timed, type Measure, type Sized } from './measure.ts';

/** Every city of the file has this many yearly measures. */
const years = 20;

/** The tables that such an import writes to. */
const written = ['revision', 'source', 'measure', 'journal_entry'] as const;

/** A CSV file of populations recorded as dated facts, against `COPY` of the very rows that this writes. */
export const imports: Benchmark = {
  name: 'import',
  async run(bench: Bench): Promise<Measure[]> {
    const sizes: Sized[] = [];
    for (const rows of bench.sizes([1_000, 10_000, 100_000])) {
      const template = await bench.databases.create(`import_${rows}`);
      await fillRegister(template, rows / years);
      await template.close();
      const ours: number[] = [];
      const copies: number[] = [];
      // The longest takes a minute: five rounds of it, without the one that does not count, are enough.
      for (let round = rows < 100_000 ? -1 : 0; round < bench.runs; round += 1) {
        const imported = await bench.databases.create(`import_${rows}_${round + 1}`, template.name);
        const took = await timed(() => importFile(imported, buildFile(rows)));
        const copied = await bench.databases.create(`copy_${rows}_${round + 1}`, template.name);
        const copying = await copyRows(imported, copied, bench.databases.folder);
        if (round >= 0) {
          ours.push(took);
          copies.push(copying);
        }
        await bench.databases.drop(imported);
        await bench.databases.drop(copied);
      }
      sizes.push({ label: `${rows.toLocaleString('en')} lines`, ours: median(ours), yardstick: median(copies) });
    }
    return [
      {
        title: 'Import of a CSV file as dated facts',
        ours: 'the file read and checked line by line, compared with the register, and recorded in one revision with its journal, each entry with its salted digest',
        yardstick:
          '`COPY` of the rows that this wrote, journal included, into the same tables with the same indexes and constraints, in one transaction',
        unit: 'ms',
        sizes,
        target: { atMost: 8, sizes: ['100,000 lines'] },
        notes: [`In a register that already holds the cities and ten facts of each. ${years} populations a city, one a year.`],
      },
    ];
  },
};

function buildFile(rows: number): Buffer {
  const lines = Array.from({ length: rows }, (_, index) => {
    const year = 2000 + (index % years);
    return `ville-${1 + Math.floor(index / years)},population,${30_000 + index},habitants,${year},${year + 1},confirmed,"Annuaire statistique ${year}, tableau des communes",https://stat.exemple.org/${year}`;
  });
  return Buffer.from(['party,measure,value,unit,from,to,certainty,source,source_url', ...lines].join('\n'));
}

async function importFile(database: Database, file: Uint8Array): Promise<void> {
  const table = await readTable(file);
  const { plan } = await applyImport(database.act(), 'measures', table, guessMapping('measures', table.header), { reason: 'Annuaires' });
  if (plan.counts.new !== table.rows.length) throw new Error(`Imported ${JSON.stringify(plan.counts)}`);
}

/** Milliseconds that the database takes to copy in what the import has added to another. */
async function copyRows(from: Database, to: Database, folder: string): Promise<number> {
  const [last] = await from.query('select max(number)::int as number from revision');
  const number = Number(last!['number']);
  const added: Record<(typeof written)[number], string> = {
    revision: `number = ${number}`,
    source: `revision = ${number}`,
    measure: `lower(recorded) = ${number}`,
    journal_entry: `revision = ${number}`,
  };
  for (const table of written) await from.query(`copy (select * from ${table} where ${added[table]}) to '${folder}/${table}'`);
  // One statement, hence one transaction, as an import is.
  const copy = `begin; ${written.map((table) => `copy ${table} from '${folder}/${table}'`).join('; ')}; commit`;
  return timed(() => to.query(copy));
}
