/** The addresses of the pages that watch over the installation. */
export const operationPaths = {
  mails: (state?: string) => (state ? `/courriers?etat=${state}` : '/courriers'),
  mail: (id: string) => `/courriers/${id}`,
  returnedFile: (id: string, returned: string, position: number | string) => `/courriers/${id}/retours/${returned}/pieces/${position}`,
  mailFile: (id: string, position: number | ':position') => `/courriers/${id}/pieces/${position}`,
  /** A mail in doubt is sent again, or taken as gone. */
  resending: (id: string) => `/courriers/${id}/renvoi`,
  vouching: (id: string) => `/courriers/${id}/arrivee`,
  /** What came back: notifications and answers. */
  returns: () => '/courriers/retours',
  /** Addresses that take no mails. */
  addresses: () => '/courriers/adresses',
  clearing: (id: string) => `/courriers/adresses/${id}`,
  audit: () => '/traces',
  state: () => '/etat-de-marche',
};
