/** Where the projects are counted. */
export const portfolioPaths = {
  portfolio: () => '/fonds/portefeuille',
};
