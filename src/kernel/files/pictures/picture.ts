/** A picture of which nothing is left but its points, and the size at which it is shown. */
export interface Picture {
  bytes: Buffer;
  mediaType: 'image/jpeg' | 'image/png' | 'image/webp';
  width: number;
  height: number;
}

/** A file that begins like a picture and is none that can be kept: cut short, damaged, moving, or of a kind that browsers do not show. */
export class BrokenPicture extends Error {
  override name = 'BrokenPicture';
}
