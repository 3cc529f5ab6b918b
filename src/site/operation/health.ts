import { Hono } from 'hono';

/** What must hold for visitors to be sent here, each by name: `{ database: true, migrations: true, running: true }`. */
export type Readiness = () => Promise<Record<string, boolean>>;

/** `/healthz`: the process answers. `/readyz`: it may be sent visitors. For whatever watches over it. */
export function healthRoutes(readiness: Readiness) {
  return new Hono()
    .get('/healthz', (c) => c.text('ok', 200, uncached))
    .get('/readyz', async (c) => {
      const checks = await readiness();
      const ready = Object.values(checks).every(Boolean);
      return c.json({ ready, checks }, ready ? 200 : 503, uncached);
    });
}

const uncached = { 'cache-control': 'no-store' };
