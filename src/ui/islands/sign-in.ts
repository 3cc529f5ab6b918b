// One script for the page: a request more is a second more on a slow line.
import './show-password.ts';

/**
 * Forgets the pages that were kept on this device to be opened without a line: they were those of whoever was signed in. What
 * was typed and never sent stays, for its author; it is found again once they have signed in.
 */
async function forgetPages(): Promise<void> {
  for (const name of await caches.keys()) await caches.delete(name);
}

// Only where the site is served in a way that lets pages be kept.
if ('caches' in window) void forgetPages();
