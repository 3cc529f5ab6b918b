/** What names a source in a table: the beginning of its title, addresses in it being said by their site. */
export function sourceLabel({ title }: { title: string }): string {
  const [first] = title.replace(/https?:\/\/(?:www\.)?([^/\s)]+)[^\s)]*/g, '$1').split(/\s+;\s+/);
  return shorten(first!.trim());
}

const longest = 52;

/** Cut between words, or before a comma or a bracket where one is near. */
function shorten(text: string): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest);
  const clause = cut.search(/\s*[,(:][^,(:]*$/);
  return `${cut.slice(0, clause > longest / 2 ? clause : cut.lastIndexOf(' ')).trimEnd()}…`;
}
