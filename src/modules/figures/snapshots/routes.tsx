import { Hono } from 'hono';
import { Missing } from '../../../kernel/errors.ts';
import { type Env, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { listKeys, publicKeyPem, readCode } from '../../../kernel/signing/index.ts';
import { renderPage, respond } from '../../../ui/index.ts';
import { asset, assetFiles } from '../../../ui/assets.ts';
import { say } from '../messages.ts';
import { figurePaths } from '../paths.ts';
import { verifySnapshot } from './payload.ts';
import { findCurrentValues, findSnapshot } from './queries.ts';
import { ProofDocument } from './views/proof-document.tsx';
import { SnapshotPage } from './views/snapshot-page.tsx';
import { VerifierPage } from './views/verifier-page.tsx';

export const snapshotRoutes = new Hono<Env>();

snapshotRoutes.get('/v/:name{.+\\.json}', async (c) => {
  const { code, file } = await findSnapshot(c.var.act, codeIn(c, '.json'));
  return c.body(file, 200, {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="${code}.json"`,
  });
});

snapshotRoutes.get('/v/:name{.+\\.html}', async (c) => {
  const snapshot = await findSnapshot(c.var.act, codeIn(c, '.html'));
  const html = renderPage(<ProofDocument snapshot={snapshot} lang={c.var.lang} siteUrl={c.var.act.site.url} script={verifierScript()} />);
  return c.body(html, 200, {
    'content-type': 'text/html; charset=utf-8',
    'content-disposition': `attachment; filename="${snapshot.code}.html"`,
  });
});

snapshotRoutes.get(figurePaths.verify(':code'), async (c) => {
  const { act } = c.var;
  const snapshot = await findSnapshot(act, c.req.param('code')!);
  // One address for one proof, however the code was typed.
  if (snapshot.code !== c.req.param('code')) return seeOther(c, figurePaths.verify(snapshot.code));
  return respond(
    c,
    <SnapshotPage
      snapshot={snapshot}
      current={await findCurrentValues(act, snapshot)}
      today={dayOf(act.now)}
      catalogue={act.catalogue}
      keys={await listKeys(act.db)}
      siteUrl={act.site.url}
    />,
  );
});

snapshotRoutes.get(figurePaths.keys(), async (c) => {
  const keys = await listKeys(c.var.act.db);
  return c.json({
    keys: keys.map(({ id, publicKey, createdAt, retiredAt }) => ({
      id,
      algorithm: 'Ed25519',
      publicKey,
      pem: publicKeyPem(publicKey),
      createdAt: createdAt.toString(),
      retiredAt: retiredAt?.toString() ?? null,
    })),
  });
});

snapshotRoutes.get(figurePaths.verifier(), async (c) => {
  const typed = c.req.query('code');
  if (typed === undefined) return showVerifier(c);
  const code = readCode(typed);
  if (code) return seeOther(c, figurePaths.verify(code));
  return showVerifier(c, { errors: { '': say.in(c.var.lang)('verifier.noCode', { typed }) } }, 422);
});

snapshotRoutes.post(figurePaths.verifier(), async (c) => {
  const { file, text } = await c.req.parseBody({ all: true });
  const given =
    file instanceof File && file.size > 0
      ? new Uint8Array(await file.arrayBuffer())
      : typeof text === 'string' && text.trim()
        ? text
        : null;
  if (given === null) return showVerifier(c, { errors: { file: say.in(c.var.lang)('verifier.nothing') } }, 422);
  const verification = await verifySnapshot(given, { trustedKeys: await listKeys(c.var.act.db) });
  return showVerifier(c, { verification }, verification.valid ? 200 : 422);
});

async function showVerifier(
  c: RouteContext,
  found: Pick<Parameters<typeof VerifierPage>[0], 'verification' | 'errors'> = {},
  status: 200 | 422 = 200,
): Promise<Response> {
  const { act } = c.var;
  return respond(c, <VerifierPage keys={await listKeys(act.db)} siteUrl={act.site.url} {...found} />, status);
}

/** The island that verifies, as text: the proof carries it along. */
function verifierScript(): string {
  return assetFiles().get(asset('verify.js').replace('/assets/', ''))!.body.toString('utf8');
}

function codeIn(c: RouteContext, ending: string): string {
  const name = c.req.param('name');
  if (!name?.endsWith(ending)) throw new Missing();
  return name.slice(0, -ending.length);
}
