/** The addresses of the follow-up of projects. */
export const followupPaths = {
  all: () => '/fonds/suivi',
  ofProject: (ref: string) => `/fonds/projets/${ref}/suivi`,
  end: (ref: string, entry: string) => `/fonds/projets/${ref}/suivi/${entry}/fin`,
  file: (ref: string, entry: string) => `/fonds/projets/${ref}/suivi/${entry}/piece`,
  closure: (ref: string) => `/fonds/projets/${ref}/cloture`,
};
