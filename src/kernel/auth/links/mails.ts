import type { Act } from '../../act.ts';
import { localPath } from '../../http/env.ts';
import type { Lang } from '../../i18n/lang.ts';
import { sendMail } from '../../mail/outbox.ts';
import { hashToken } from '../hash.ts';
import { say } from '../messages.ts';
import type { NewLink } from './commands.ts';

/** Where one-time links lead; the site's pages are mounted at these addresses. */
export const linkPaths = {
  signIn: (token: string) => `/connexion/lien/${token}`,
  invitation: (token: string) => `/invitation/lien/${token}`,
  firstAdmin: (token: string) => `/premiere-connexion/lien/${token}`,
};

interface Reader {
  name: string;
  email: string;
  lang: Lang;
}

/** The mail that invites someone, or lets them choose another password. */
export async function mailInvitation(act: Act, user: Reader, token: string): Promise<void> {
  const t = say.in(user.lang);
  await sendMail(act, {
    key: `invitation:${hashToken(token)}`,
    to: user.email,
    lang: user.lang,
    secret: true,
    subject: t('mail.invitation.subject'),
    text: t('mail.invitation.text', { name: user.name, url: act.site.url + localPath(user.lang, linkPaths.invitation(token)) }),
  });
}

/** The mail that signs someone in. */
export async function mailSignInLink(act: Act, user: Reader, { token, code }: NewLink): Promise<void> {
  const t = say.in(user.lang);
  await sendMail(act, {
    key: `sign-in:${hashToken(token)}`,
    to: user.email,
    lang: user.lang,
    secret: true,
    subject: t('mail.signIn.subject'),
    text: t('mail.signIn.text', {
      name: user.name,
      code: `${code.slice(0, 4)} ${code.slice(4)}`,
      url: act.site.url + localPath(user.lang, linkPaths.signIn(token)),
    }),
  });
}
