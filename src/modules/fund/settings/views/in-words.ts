import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import type { Body } from '../../../register/index.ts';
import { formatRate } from '../../rates.ts';
import { settingFields, type SettingName } from '../fields.ts';
import { say } from '../messages.ts';

/** The value of a rule as people read it; null is this software's default. */
export function valueInWords(name: SettingName, value: string | null, bodies: readonly Body[], lang: Lang): string {
  const t = say.in(lang);
  const { kind, usual, read } = settingFields[name];
  const known = value === null ? usual : read(value);
  if (kind === 'rate') return formatRate(Number(known), lang);
  if (kind === 'yes_no') return t(known ? 'yes' : 'no');
  if (kind === 'number') return String(known);
  const body = bodies.find(({ id }) => id === known);
  return body ? inLang({ fr: body.nameFr, en: body.nameEn }, lang) : t('setting.bureau');
}
