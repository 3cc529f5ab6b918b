import { linkPaths } from '../../kernel/auth/links/mails.ts';

/** The addresses of accounts: signing in, one's own account, the team. */
export const accountPaths = {
  signIn: (back?: string | null) => withReturn('/connexion', back),
  askLink: () => '/connexion/lien',
  link: linkPaths.signIn,
  secondFactor: (back?: string | null) => withReturn('/connexion/second-facteur', back),
  backupCode: (back?: string | null) => withReturn('/connexion/code-de-secours', back),
  signOut: () => '/deconnexion',
  invitation: linkPaths.invitation,
  firstAdmin: linkPaths.firstAdmin,
  account: () => '/compte',
  password: () => '/compte/mot-de-passe',
  language: () => '/compte/langue',
  session: (id: string) => `/compte/sessions/${id}/fin`,
  enrolment: () => '/compte/second-facteur',
  backupCodes: () => '/compte/codes-de-secours',
  team: () => '/equipe',
  newInvitation: () => '/equipe/invitation',
  member: (id: string) => `/equipe/${id}`,
  role: (id: string) => `/equipe/${id}/role`,
  deactivation: (id: string) => `/equipe/${id}/desactivation`,
  reactivation: (id: string) => `/equipe/${id}/reactivation`,
  newLink: (id: string) => `/equipe/${id}/invitation`,
  secondFactorReset: (id: string) => `/equipe/${id}/second-facteur`,
};

/** @param back the page to come back to once signed in */
function withReturn(path: string, back: string | null | undefined): string {
  return back && back !== '/' ? `${path}?retour=${encodeURIComponent(back)}` : path;
}
