/** The addresses of letters: what was sent to a party, templates, mailings, and how to have no more of them. */
export const letterPaths = {
  /** All that was sent to a party, for the secretariat. */
  party: (slug: string) => `/courriers/partie/${slug}`,
  language: (slug: string) => `/courriers/partie/${slug}/langue`,
  letter: (id: string) => `/lettres/${id}`,
  letterPdf: (id: string) => `/lettres/${id}/pdf`,
  letterFile: (id: string, position: number | ':position') => `/lettres/${id}/pieces/${position}`,
  posted: (id: string) => `/lettres/${id}/poste`,
  /** Letters that wait to be printed and posted. */
  paper: () => '/lettres',
  paperPdf: () => '/lettres/impression',
  /** The same letters, each on a sheet of its own where the printer prints on both sides. */
  twoSided: (path: string) => `${path}?recto-verso=oui`,
  allPosted: () => '/lettres/postees',
  templates: () => '/envois/modeles',
  newTemplate: () => '/envois/modeles/nouveau',
  template: (slug: string) => `/envois/modeles/${slug}`,
  templateEdition: (slug: string) => `/envois/modeles/${slug}/edition`,
  mailings: () => '/envois',
  newMailing: () => '/envois/nouveau',
  mailing: (id: string) => `/envois/${id}`,
  preview: (id: string, slug: string) => `/envois/${id}/apercu/${slug}`,
  choice: (id: string, slug: string) => `/envois/${id}/destinataires/${slug}`,
  confirmation: (id: string) => `/envois/${id}/depart`,
  abandon: (id: string) => `/envois/${id}/abandon`,
  refreshing: (id: string) => `/envois/${id}/actualisation`,
  mailingPdf: (id: string) => `/envois/${id}/lettres`,
  unsubscription: (token: string) => `/desinscription/lien/${token}`,
  resubscription: (token: string) => `/desinscription/lien/${token}/retour`,
  /** The letters of a city, for those who act for it. */
  own: () => '/espace/courriers',
  ownLetter: (id: string) => `/espace/courriers/${id}`,
  ownFile: (id: string, position: number | ':position') => `/espace/courriers/${id}/pieces/${position}`,
};
