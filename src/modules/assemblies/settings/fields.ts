import { majorityBases, thresholds, tieRules } from '../vocabulary.ts';
import type { SittingSettings } from './rules.ts';

/** The rules that a body may have, in the order in which pages show them. */
export const settingKeys = [
  'quorum',
  'quorum_proxies',
  'majority',
  'majority_base',
  'tie',
  'proxies',
  'notice',
  'arrears',
  'association_voices',
  'rounds',
] as const;
export type SettingKey = (typeof settingKeys)[number];

interface SettingField {
  /** The values that may be chosen; null where it is a number. */
  choices: readonly string[] | null;
  /** Of a number. */
  least?: number;
  most?: number;
  read(settings: SittingSettings): string;
  apply(settings: SittingSettings, value: string): SittingSettings;
}

/** How each rule is written in its row. */
export const settingFields: Record<SettingKey, SettingField> = {
  quorum: chosen('quorum', thresholds),
  quorum_proxies: yesOrNo('quorumProxies'),
  majority: chosen(
    'majority',
    thresholds.filter((one) => one !== 'none'),
  ),
  majority_base: chosen('majorityBase', majorityBases),
  tie: chosen('tie', tieRules),
  proxies: whole('proxies', 0, 50),
  notice: whole('notice', 0, 365),
  arrears: yesOrNo('arrears'),
  association_voices: whole('associationVoices', 1, 100),
  rounds: whole('rounds', 1, 10),
};

/** Whether a value may be recorded for a rule. */
export function isSettingValue(key: SettingKey, value: string): boolean {
  const { choices, least = 0, most = 0 } = settingFields[key];
  if (choices) return choices.includes(value);
  return /^\d{1,3}$/.test(value) && Number(value) >= least && Number(value) <= most;
}

function chosen<K extends 'quorum' | 'majority' | 'majorityBase' | 'tie'>(name: K, choices: readonly SittingSettings[K][]): SettingField {
  return {
    choices,
    read: (settings) => settings[name],
    apply: (settings, value) => ({ ...settings, [name]: choices.find((one) => one === value) ?? settings[name] }),
  };
}

function yesOrNo(name: 'quorumProxies' | 'arrears'): SettingField {
  return {
    choices: ['yes', 'no'],
    read: (settings) => (settings[name] ? 'yes' : 'no'),
    apply: (settings, value) => ({ ...settings, [name]: value === 'yes' }),
  };
}

function whole(name: 'proxies' | 'notice' | 'associationVoices' | 'rounds', least: number, most: number): SettingField {
  return {
    choices: null,
    least,
    most,
    read: (settings) => String(settings[name]),
    apply: (settings, value) => ({ ...settings, [name]: Number(value) }),
  };
}
