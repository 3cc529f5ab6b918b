/** Where the projects are counted. */
export const portfolioPaths = {
  portfolio: () => '/fonds/portefeuille',
  /** For the cities that sit in the body that decides. */
  deciders: () => '/espace/portefeuille',
};
