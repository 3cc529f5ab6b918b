import { inLang } from '../../../kernel/i18n/lang.ts';
import { Table, Tag, usePage } from '../../../ui/index.ts';
import { casterFor, isEntitled } from '../journal/state.ts';
import { say } from '../messages.ts';
import type { SittingDossier } from '../sittings/queries.ts';
import { sortedVoters } from '../voters/sorted.ts';

/** Everyone on the list of a sitting: who votes, and why the others do not, in a sentence. */
export function VoterTable({ dossier, caption }: { dossier: SittingDossier; caption: string }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { state, parties, persons } = dossier;
  return (
    <Table
      caption={caption}
      dense
      firstCellIsHeader
      columns={[
        { header: t('voters.party') },
        { header: t('voters.person') },
        { header: t('voters.right') },
        { header: t('voters.there') },
      ]}
      rows={sortedVoters(dossier, lang).map(({ partyId, personId, voices, exclusion }) => {
        const party = parties.get(partyId);
        const proxy = state.proxies.get(partyId);
        const caster = casterFor(state, partyId, null);
        const holder = proxy && parties.get(proxy.holder);
        return [
          party ? inLang(party.name, lang) : '—',
          (personId && persons.get(personId)?.name) ?? '—',
          exclusion === null ? t('voters.voices', { voices }) : t(`exclusion.${exclusion}`),
          <>
            {caster === partyId && <Tag kind="good">{t('voters.present')}</Tag>}
            {!isEntitled(state, partyId) && state.present.has(partyId) && <Tag>{t('voters.listening')}</Tag>}
            {holder && caster !== partyId && (
              <Tag kind={caster ? 'good' : 'waiting'}>
                {t(caster ? 'voters.represented' : 'voters.proxyIdle', { holder: inLang(holder.name, lang) })}
              </Tag>
            )}
          </>,
        ];
      })}
    />
  );
}
