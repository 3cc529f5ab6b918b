/** A text without what its links open: an address that holds a token after `/lien/` is kept up to there. */
export function withoutTokens(text: string): string {
  return text.replace(/(\/lien\/)[\w~.-]+/g, '$1…');
}
