import { startCluster } from './postgres-cluster.ts';

/** Vitest's global set-up: for `BEFFROI_TEST_ENGINE=postgres`, a server of our own unless `DATABASE_URL_TEST` names one. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['BEFFROI_TEST_ENGINE'] !== 'postgres' || process.env['DATABASE_URL_TEST']) return undefined;
  const cluster = await startCluster({ durable: false });
  process.env['DATABASE_URL_TEST'] = cluster.url;
  return cluster.remove;
}
