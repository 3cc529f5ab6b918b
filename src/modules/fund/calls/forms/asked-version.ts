import { pathParam, type RouteContext } from '../../../../kernel/http/env.ts';
import { requireManager } from '../../require-manager.ts';
import { type FormVersion, getFormVersion } from './queries.ts';

/** The version that the address names. */
export async function findVersion(c: RouteContext): Promise<FormVersion> {
  const number = Number(pathParam(c, 'number'));
  // No version has the number 0: what is none is missing, to whoever may know it.
  return getFormVersion(c.var.act, pathParam(c, 'slug'), Number.isSafeInteger(number) && number < 100_000 ? number : 0);
}

/** The same, for whoever builds forms. */
export async function managedVersion(c: RouteContext): Promise<FormVersion> {
  requireManager(c);
  return findVersion(c);
}
