/** Where the fund says what waits: to the secretariat, to a city. */
export const waitingPaths = {
  waiting: () => '/fonds',
  own: () => '/espace/fonds',
};
