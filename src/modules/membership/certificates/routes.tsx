import { Hono } from 'hono';
import { type Env, pathParam } from '../../../kernel/http/env.ts';
import { writePaperPdf } from '../../../kernel/papers/index.ts';
import { respond } from '../../../ui/index.ts';
import { membershipPaths } from '../paths.ts';
import { certificatePaper } from './paper.ts';
import { getCertificate } from './queries.ts';
import { CertificatePage } from './views/certificate-page.tsx';

/** A certificate, for whoever holds its code: a membership is public, its paper is checked here. */
export const certificateRoutes = new Hono<Env>()
  .get(membershipPaths.certificate(':code'), async (c) =>
    respond(c, <CertificatePage certificate={await getCertificate(c.var.act, pathParam(c, 'code'))} />),
  )
  .get(membershipPaths.certificatePdf(':code'), async (c) => {
    const { code, payload } = await getCertificate(c.var.act, pathParam(c, 'code'));
    const pdf = writePaperPdf(certificatePaper({ code, payload, url: c.var.act.site.url, lang: c.var.lang }));
    return c.body(new Uint8Array(pdf), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="attestation-${payload.number}-${payload.party.slug}.pdf"`,
      'x-content-type-options': 'nosniff',
    });
  });
