import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbedded } from '../src/kernel/db/embedded.ts';
import { registerPaths } from '../src/modules/register/paths.ts';
import type { Bench, Benchmark } from './benchmark.ts';
import { fillRegister } from './large-register.ts';
import type { Measure, Sized } from './measure.ts';
import { against, computed, inTurnWithBare, networks } from './pages.ts';
import { inFolder, startBeffroi } from './running-server.ts';

/** The same pages computed on the embedded database. */
export const embedded: Benchmark = {
  name: 'embedded',
  async run(bench: Bench): Promise<Measure[]> {
    const lists: Sized[] = [];
    const items: Sized[] = [];
    await inFolder(async (folder) => {
      const shipped = join(folder, 'shipped');
      await (await startBeffroi({ data: shipped })).stop();
      for (const members of bench.sizes(networks)) {
        const data = join(folder, `members-${members}`);
        cpSync(shipped, data, { recursive: true });
        await fillEmbedded(data, members);
        const server = await startBeffroi({ data });
        const label = `${members.toLocaleString('en')} members`;
        const list = { url: server.url + registerPaths.parties(), headers: computed };
        const item = { url: server.url + registerPaths.party('ville-17'), headers: computed };
        const seenList = await inTurnWithBare(bench, folder, list, { list });
        const seenItem = await inTurnWithBare(bench, folder, item, { item });
        lists.push(against(label, seenList.list, seenList.bare));
        items.push(against(label, seenItem.item, seenItem.bare));
        await server.stop();
      }
    });
    const yardstick = 'a bare `node:http` server sending the same bytes with the same headers, asked in the same way in turn';
    return [
      {
        title: 'The embedded database: a list',
        ours: 'the list of the register, 50 to a page, computed',
        yardstick,
        unit: 'requests/s',
        sizes: lists,
        target: { atLeast: 0.012 },
      },
      {
        title: 'The embedded database: an item',
        ours: 'the page of a city with every fact about it, computed',
        yardstick,
        unit: 'requests/s',
        sizes: items,
        target: { atLeast: 0.04 },
      },
    ];
  },
};

async function fillEmbedded(data: string, members: number): Promise<void> {
  const open = await openEmbedded({ data, url: 'http://localhost', checkpointSeconds: 3_600 });
  await fillRegister({ query: async (text, values) => (await open.lite!.query<Record<string, unknown>>(text, values)).rows }, members);
  await open.close();
}
