/** A text as one line, with nothing that XML or a PDF has no place for: control characters, half of a surrogate pair. */
export function cleanLine(text: string): string {
  return cleanText(text.replace(/\s*\n\s*/g, ' '));
}

/** The same, its lines kept. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g, '')
    .toWellFormed();
}
