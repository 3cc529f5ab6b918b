import { registerPaths } from '../../paths.ts';

/** The addresses of one import's pages. */
export const importPaths = {
  columns: (id: string) => `${registerPaths.import(id)}/colonnes`,
  preview: (id: string) => `${registerPaths.import(id)}/apercu`,
  application: (id: string) => `${registerPaths.import(id)}/application`,
  undoing: (id: string) => `${registerPaths.import(id)}/annulation`,
  forgetting: (id: string) => `${registerPaths.import(id)}/abandon`,
};
