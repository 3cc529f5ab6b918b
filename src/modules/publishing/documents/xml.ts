/** A piece of XML that is already written. */
export interface Xml {
  readonly xml: string;
}

type Content = Xml | string | null | undefined | false;

/** An element: `element('entry', { 'xml:lang': 'fr' }, element('title', {}, title))`. Strings are text, and are escaped. */
export function element(name: string, attributes: Record<string, string | undefined>, ...children: (Content | Content[])[]): Xml {
  const opening = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escape(value)}"`]))
    .join('');
  const inner = children.flat().map(write).join('');
  return { xml: inner ? `<${name}${opening}>${inner}</${name}>` : `<${name}${opening}/>` };
}

/** A whole document. */
export function writeXml(root: Xml): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root.xml}\n`;
}

function write(content: Content): string {
  if (!content) return '';
  return typeof content === 'string' ? escape(content) : content.xml;
}

/** Escaped, and without the characters that XML 1.0 has no place for. */
function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .toWellFormed()
    .replace(/[&<>"]/g, (character) => entities[character]!);
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
