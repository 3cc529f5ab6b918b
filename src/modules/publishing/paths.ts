/** The addresses of texts: what the public reads, and where they are written. */
export const publishingPaths = {
  texts: () => '/textes',
  text: (slug: string) => `/textes/${slug}`,
  /** A publication that a correction has replaced. */
  version: (slug: string, number: number) => `/textes/${slug}/versions/${number}`,
  docx: (slug: string) => `/textes/${slug}.docx`,
  pdf: (slug: string) => `/textes/${slug}.pdf`,
  feed: () => '/textes.atom',
  drafts: () => '/redaction',
  newDraft: () => '/redaction/nouveau-texte',
  draft: (slug: string) => `/redaction/${slug}`,
  edition: (slug: string) => `/redaction/${slug}/edition`,
  preview: (slug: string) => `/redaction/${slug}/apercu`,
  reading: (slug: string) => `/redaction/${slug}/lecture`,
  reasons: (slug: string) => `/redaction/${slug}/motifs`,
  approval: (slug: string) => `/redaction/${slug}/approbation`,
  sendingBack: (slug: string) => `/redaction/${slug}/renvoi`,
  publication: (slug: string) => `/redaction/${slug}/publication`,
  correction: (slug: string) => `/redaction/${slug}/correction`,
  withdrawal: (slug: string) => `/redaction/${slug}/retrait`,
  comparison: (slug: string, lang: 'fr' | 'en', from: number, to: number) => `/redaction/${slug}/comparaison/${lang}/${from}/${to}`,
};
