/** The addresses of membership: applications, members, and the space of each. */
export const membershipPaths = {
  applications: () => '/adhesions',
  application: (id: string) => `/adhesions/${id}`,
  members: () => '/adhesions/membres',
  space: () => '/espace',
  /** The same page as the city sees, for the secretariat. */
  spaceOf: (slug: string) => `/adhesions/espaces/${slug}`,
};
