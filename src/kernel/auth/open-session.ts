import { randomBytes } from 'node:crypto';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import type { BetterAuthPlugin } from 'better-auth/types';
import { z } from 'zod';

/**
 * Opens the session of someone who proved who they are by a one-time link of ours, through the same door as a password:
 * who has a second factor gets its challenge, and no session yet.
 *
 * better-auth challenges its own password sign-in only (two-factor/index.mjs, `hooks.after`): names and values of the
 * challenge are those that its `verifyTwoFactor` reads back.
 */
export const openSession = {
  id: 'open-session',
  endpoints: {
    openSession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ userId: z.string() }) },
      async (ctx): Promise<{ token: string | null }> => {
        const { internalAdapter } = ctx.context;
        const user = await internalAdapter.findUserById(ctx.body.userId);
        if (!user) throw new Error('A link names a user that does not exist');
        if ('twoFactorEnabled' in user && user.twoFactorEnabled === true) {
          const cookie = ctx.context.createAuthCookie('two_factor', { maxAge: challengeSeconds });
          const identifier = `2fa-${randomBytes(24).toString('base64url')}`;
          const expiresAt = new Date(Date.now() + challengeSeconds * 1000);
          await internalAdapter.createVerificationValue({ value: user.id, identifier, expiresAt });
          await internalAdapter.createVerificationValue({ value: '0', identifier: `2fa-attempts-${identifier}`, expiresAt });
          await ctx.setSignedCookie(cookie.name, identifier, ctx.context.secret, cookie.attributes);
          return { token: null };
        }
        const session = await internalAdapter.createSession(user.id);
        await setSessionCookie(ctx, { session, user });
        return { token: session.token };
      },
    ),
    /** Whom the challenge under way was put to; null when there is none, or no more. */
    challengedUser: createAuthEndpoint.serverOnly(
      { method: 'GET', requireHeaders: true },
      async (ctx): Promise<{ userId: string | null }> => {
        const identifier = await ctx.getSignedCookie(ctx.context.createAuthCookie('two_factor').name, ctx.context.secret);
        const challenge = identifier ? await ctx.context.internalAdapter.findVerificationValue(identifier) : null;
        return { userId: challenge?.value ?? null };
      },
    ),
  },
} satisfies BetterAuthPlugin;

const challengeSeconds = 600;
