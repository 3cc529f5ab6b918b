import { createBackup } from '../../kernel/backup/backup.ts';
import { restoreBackup } from '../../kernel/backup/restore.ts';
import { audit } from '../../kernel/audit/audit.ts';
import type { Command } from '../../kernel/command.ts';
import { describeConfig } from '../../kernel/config.ts';
import { rotateKeys } from '../../kernel/signing/index.ts';
import { examine } from './examination.ts';
import { say } from './messages.ts';

const json = { json: { type: 'boolean' } } as const;

/** The commands that look after an installation. */
export const operationCommands: readonly Command[] = [
  {
    words: ['migrate'],
    summary: say.later('migrate.summary'),
    usage: '[--json]',
    options: json,
    arguments: { min: 0, max: 0 },
    database: 'exclusive',
    async run({ installation: { migrated }, options, print, lang }) {
      if (options['json']) print(JSON.stringify({ migrated }));
      else print(migrated.length > 0 ? say.in(lang)('migrate.done', { names: migrated.join(', ') }) : say.in(lang)('migrate.nothing'));
      return 0;
    },
  },
  {
    words: ['backup'],
    summary: say.later('backup.summary'),
    usage: 'FICHIER [--json]',
    options: json,
    arguments: { min: 1, max: 1 },
    async run({ act, installation: { open, config }, arguments: [path], resolve, options, print, lang }) {
      const file = resolve(path!);
      const { createdAt, entries } = await createBackup(open, config, file);
      await audit(act, { command: 'operation.backup', subject: file });
      const bytes = Object.values(entries).reduce((sum, entry) => sum + entry.bytes, 0);
      print(
        options['json']
          ? JSON.stringify({ file, createdAt, entries: Object.keys(entries).length, bytes })
          : say.in(lang)('backup.done', { file }),
      );
      return 0;
    },
  },
  {
    words: ['restore'],
    summary: say.later('restore.summary'),
    usage: 'FICHIER [--json]',
    options: json,
    arguments: { min: 1, max: 1 },
    database: 'none',
    async run({ config, arguments: [path], resolve, options, print, lang }) {
      const file = resolve(path!);
      const { createdAt, version, tables } = await restoreBackup(config, file);
      print(
        options['json']
          ? JSON.stringify({ file, createdAt, version, tables: Object.keys(tables).length })
          : say.in(lang)('restore.done', { file, createdAt, version, folder: config.data }),
      );
      return 0;
    },
  },
  {
    words: ['keys', 'rotate'],
    summary: say.later('keys.summary'),
    usage: '[--json]',
    options: json,
    arguments: { min: 0, max: 0 },
    async run({ act, installation: { keyring }, options, print, lang }) {
      const { current, retired } = await rotateKeys(act, keyring);
      await audit(act, { command: 'operation.rotateKeys', subject: current.id, detail: { retired: retired.id } });
      print(
        options['json']
          ? JSON.stringify({ current: current.id, retired: retired.id })
          : say.in(lang)('keys.done', { current: current.id, retired: retired.id }),
      );
      return 0;
    },
  },
  {
    words: ['doctor'],
    summary: say.later('doctor.summary'),
    usage: '[--json]',
    options: json,
    arguments: { min: 0, max: 0 },
    async run({ act, installation, options, print, lang }) {
      const findings = await examine(act, installation.examined, { thorough: true });
      const t = say.in(lang);
      if (options['json'])
        print(
          JSON.stringify(
            {
              settings: describeConfig(installation.config),
              findings: findings.map(({ subject, state, text }) => ({ subject, state, text: text(lang) })),
            },
            null,
            2,
          ),
        );
      else for (const { subject, state, text } of findings) print(`${marks[state]} ${t(`exam.${subject}.title`)} : ${text(lang)}`);
      return findings.some(({ state }) => state === 'bad') ? 1 : 0;
    },
  },
];

const marks = { good: '✓', warning: '!', bad: '✗' };
