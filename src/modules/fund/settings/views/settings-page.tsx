import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import { NotificationBanner, Page, SummaryList, Table, usePage } from '../../../../ui/index.ts';
import type { Body } from '../../../register/index.ts';
import { settingNames, type SettingName } from '../fields.ts';
import { say } from '../messages.ts';
import { fundSettingPaths } from '../paths.ts';
import type { RecordedSetting } from '../queries.ts';
import { valueInWords } from './in-words.ts';
import { RulesNavigation } from './rules-navigation.tsx';

export interface SettingsPageProps {
  today: readonly { name: SettingName; row: RecordedSetting | null }[];
  history: readonly RecordedSetting[];
  bodies: readonly Body[];
  maySet: boolean;
  done: boolean;
}

/** The rules of the fund: those of today, each with its reason or said to be a default; those of before and to come. */
export function SettingsPage({ today, history, bodies, maySet, done }: SettingsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const known = history.flatMap((row) => {
    const name = settingNames.find((one) => one === row.name);
    return name ? [{ ...row, name }] : [];
  });
  return (
    <Page title={t('settings.title')} noIndex before={<RulesNavigation current="settings" />}>
      {done && <NotificationBanner kind="success" text={t('settings.done')} />}
      <h1>{t('settings.title')}</h1>
      <p class="lede">{t('settings.lede')}</p>
      <SummaryList
        rows={today.map(({ name, row }) => ({
          key: t(`setting.${name}`),
          value: (
            <>
              {valueInWords(name, row?.value ?? null, bodies, lang)}
              <br />
              <span class="muted">
                {row ? t('settings.since', { day: formatDate(row.appliesFrom, lang), reason: row.reason }) : t(`usual.${name}`)}
              </span>
            </>
          ),
          actions: maySet ? [{ href: fundSettingPaths.setting(name), text: t('settings.change'), hidden: t(`setting.${name}`) }] : [],
        }))}
      />
      {known.length > 0 && (
        <Table
          caption={t('settings.history')}
          firstCellIsHeader
          columns={[
            { header: t('settings.rule') },
            { header: t('settings.value') },
            { header: t('settings.from') },
            { header: t('settings.reason') },
            { header: t('settings.by') },
          ]}
          rows={known.map((one) => [
            t(`setting.${one.name}`),
            valueInWords(one.name, one.value, bodies, lang),
            formatDate(one.appliesFrom, lang),
            one.reason,
            t('settings.signed', { name: one.by, day: formatDate(dayOf(one.at), lang) }),
          ])}
        />
      )}
    </Page>
  );
}
