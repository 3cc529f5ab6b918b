import { localPath } from '../../../kernel/http/env.ts';
import { formatInstant } from '../../../kernel/i18n/format.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { findRecipients, sendLetter } from '../../publishing/index.ts';
import { listAgenda, rankedTitle } from '../agenda/queries.ts';
import type { Scene } from '../journal/scene.ts';
import { say } from '../messages.ts';
import { assemblyPaths } from '../paths.ts';
import { getBody } from '../voters/queries.ts';
import type { Exclusion } from '../vocabulary.ts';

/** Who is on the list and is not called: nobody sits for them. An associate or a suspended member is told of the sitting. */
const uncalled: readonly (Exclusion | null)[] = ['vacant_seat', 'not_member'];

/** Writes to each party of the body where, when and about what it meets; each letter is on the page of its party. */
export async function sendConvening({ act, sitting, state }: Scene): Promise<void> {
  const called = [...state.voters.values()].filter(({ exclusion }) => !uncalled.includes(exclusion)).map(({ partyId }) => partyId);
  const items = await listAgenda(act, sitting.id);
  const body = await getBody(act, sitting.bodyId);
  for (const { party, email, lines, lang, head } of (await findRecipients(act, called)).values()) {
    const t = say.in(lang);
    const title = inLang({ fr: sitting.titleFr, en: sitting.titleEn }, lang);
    await sendLetter(act, {
      purpose: 'convening',
      key: `assemblies.convening:${sitting.id}:${party.id}`,
      partyId: party.id,
      to: { email, lines, lang, personId: head?.person.id ?? null },
      subject: t('convening.subject', { title }),
      text: t('convening.text', {
        body: inLang({ fr: body.nameFr, en: body.nameEn }, lang),
        title,
        at: formatInstant(sitting.startsAt, lang),
        place: sitting.place ?? t(`mode.${sitting.mode}`),
        agenda: items.map((item) => rankedTitle(item, lang)).join('\n'),
        url: act.site.url + localPath(lang, assemblyPaths.citySitting(sitting.slug)),
      }),
    });
  }
}
