import type { ReturnKind } from './schema.ts';

/**
 * What a notification says of a delivery, from its action and its status (RFC 3464, RFC 3463). An address is doubted only
 * where the notification speaks of the address: a full box (x.2.2), a mail too long (x.2.3, x.3.4) or one taken for
 * unwanted (x.7.x) say nothing of it.
 * @returns null where nothing went wrong
 */
export function returnKind({ action, status }: { action: string; status: string | null }): ReturnKind | null {
  if (action === 'delayed') return 'delayed';
  if (action !== 'failed') return null;
  if (!status?.startsWith('5')) return 'undelivered';
  const [, subject, detail] = status.split('.').map(Number);
  if (subject === 7 || subject === 3 || subject === 6 || (subject === 2 && detail !== 1)) return 'undelivered';
  // 5.4.x is about the way to the server: only a host or a route that does not exist is the address's fault.
  if (subject === 4 && detail !== 0 && detail !== 3 && detail !== 4) return 'undelivered';
  return 'undeliverable';
}
