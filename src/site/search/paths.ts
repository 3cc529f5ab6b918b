/** The search page, which the header's box asks. */
export const searchPaths = {
  search: (query?: string) => (query ? `/recherche?q=${encodeURIComponent(query)}` : '/recherche'),
};
