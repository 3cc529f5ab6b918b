import type { Act } from '../../../kernel/act.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import type { SearchHit } from '../../../kernel/module.ts';
import { readCode } from '../../../kernel/signing/index.ts';
import { say } from '../messages.ts';
import { figurePaths } from '../paths.ts';
import { listPublished } from './queries.ts';

/** Published figures whose name or rule holds every word asked for; a code leads to its proof. There are few: no index is needed. */
export async function searchFigures(act: Act, query: string, lang: Lang): Promise<SearchHit[]> {
  const t = say.in(lang);
  const code = readCode(query);
  if (code) return [{ path: figurePaths.verify(code), title: code, kind: t('search.snapshot'), score: 1 }];
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return (await listPublished(act)).flatMap((version) => {
    const name = inLang(version.name, lang);
    const inName = words.every((word) => fold(name).includes(word));
    if (!inName && !words.every((word) => fold(`${name} ${inLang(version.rule, lang)} ${version.slug}`).includes(word))) return [];
    return [
      {
        path: figurePaths.figure(version.slug),
        title: name,
        kind: t('search.figure'),
        excerpt: inLang(version.rule, lang),
        score: inName ? 0.8 : 0.4,
      },
    ];
  });
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
