import type { MiddlewareHandler } from 'hono';
import { secureHeaders as honoSecureHeaders } from 'hono/secure-headers';
import type { Env } from './env.ts';

/**
 * What browsers may do with our pages: nothing that is not from here, no frame, no third party.
 * The referrer stays within the site: `no-referrer` would send `Origin: null` with our own forms.
 */
export function secureHeaders({ https }: { https: boolean }): MiddlewareHandler<Env> {
  const set = honoSecureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    strictTransportSecurity: https ? 'max-age=31536000; includeSubDomains' : false,
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [], browsingTopics: [] },
    removePoweredBy: true,
  });
  return async (c, next) => {
    let own: string | null = null;
    await set(c, async () => {
      await next();
      own = c.res.headers.get('content-security-policy');
    });
    // A file that someone sent is given back in a sandbox: its own policy is the stricter one.
    if (own) c.res.headers.set('content-security-policy', own);
  };
}
