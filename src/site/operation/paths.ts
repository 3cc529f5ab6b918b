/** The addresses of the pages that watch over the installation. */
export const operationPaths = {
  mails: (state?: string) => (state ? `/courriers?etat=${state}` : '/courriers'),
  mail: (id: string) => `/courriers/${id}`,
  audit: () => '/traces',
  state: () => '/etat-de-marche',
};
