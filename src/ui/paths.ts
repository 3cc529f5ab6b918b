/** The addresses that the layout itself links to; the site mounts its pages there. */
export const layoutPaths = {
  home: '/',
  search: '/recherche',
  signIn: '/connexion',
  signOut: '/deconnexion',
  account: '/compte',
  accessibility: '/accessibilite',
  legal: '/mentions-legales',
};
