/** A picture of which nothing is left but its points, and the size at which it is shown. */
export interface Picture {
  bytes: Buffer;
  mediaType: 'image/jpeg' | 'image/png' | 'image/webp';
  width: number;
  height: number;
}

/**
 * How many parts of each kind a picture may have, those that are left out too: far more than cameras and programs write, and few
 * enough for a file made of nothing but parts not to hold the process up.
 */
export const mostParts = { jpegScans: 100, jpegSegments: 5_000, pngChunks: 20_000, webpChunks: 1_000 };

/** A file that begins like a picture and is none that can be kept: cut short, damaged, moving, in too many parts, or of a kind that browsers do not show. */
export class BrokenPicture extends Error {
  override name = 'BrokenPicture';
}
