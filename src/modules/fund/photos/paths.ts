/** Where photos of a project are: one set of addresses for the secretariat, one for the city that leads it. */
const beside = (area: string) => ({
  ofProject: (ref: string) => `${area}/${ref}/photos`,
  photo: (ref: string, photo: string) => `${area}/${ref}/photos/${photo}`,
  picture: (ref: string, photo: string) => `${area}/${ref}/photos/${photo}/image`,
  consent: (ref: string, photo: string) => `${area}/${ref}/photos/${photo}/accord`,
  evidence: (ref: string, photo: string, number: string) => `${area}/${ref}/photos/${photo}/accord/${number}/piece`,
  withdrawal: (ref: string, photo: string) => `${area}/${ref}/photos/${photo}/opposition`,
  removal: (ref: string, photo: string) => `${area}/${ref}/photos/${photo}/suppression`,
});
export type PhotoPaths = ReturnType<typeof beside>;

export const photoPaths = {
  staff: beside('/fonds/projets'),
  own: beside('/espace/projets'),
  /** The erasure of the paper that shows an agreement. */
  forgetting: (ref: string, photo: string, number: string) => `/fonds/projets/${ref}/photos/${photo}/accord/${number}/effacement`,
  /** Which photos the public sees, and in which order. */
  choice: (ref: string) => `/fonds/projets/${ref}/choix-de-photos`,
  public: (slug: string, photo: string) => `/projets/${slug}/photos/${photo}`,
};
