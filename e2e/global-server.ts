import type { TestProject } from 'vitest/node';
import { startProduct } from './product.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the server under test answers. */
    url: string;
    firstAdminUrl: string;
  }
}

/** One running product for all the files that only read it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const product = await startProduct();
  project.provide('url', product.url);
  project.provide('firstAdminUrl', product.firstAdminUrl);
  return product.remove;
}
