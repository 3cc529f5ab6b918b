/** Where anyone reads the projects of the fund, and where the secretariat says which. */
export const publicPaths = {
  projects: () => '/projets',
  project: (slug: string) => `/projets/${slug}`,
  publication: (ref: string) => `/fonds/projets/${ref}/publication`,
};
