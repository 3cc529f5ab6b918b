import { parseDay } from '../../kernel/dates.ts';
import type { Command, CommandCall } from '../../kernel/command.ts';
import { inLang } from '../../kernel/i18n/lang.ts';
import { say as sayKernel } from '../../kernel/messages.ts';
import type { PublicKey } from '../../kernel/signing/index.ts';
import { say as saySigning } from '../../kernel/signing/messages.ts';
import { figureAsJson } from './definitions/json.ts';
import { evaluateFigure, listFigures } from './definitions/queries.ts';
import { driftAsJson } from './drift/filter.ts';
import { listDrift } from './drift/queries.ts';
import type { Moment } from './evaluation/evaluate.ts';
import { say } from './messages.ts';
import { figurePaths } from './paths.ts';
import { freeze } from './snapshots/commands.ts';
import { verifySnapshot } from './snapshots/payload.ts';
import { attributeInWords, formatValue, valueInWords } from './views/words.ts';

const momentOptions = { on: { type: 'string' }, 'known-at': { type: 'string' }, json: { type: 'boolean' } } as const;

/** What `beffroi` can do with figures. */
export const figureCommands: readonly Command[] = [
  {
    words: ['figure', 'list'],
    summary: say.later('command.list'),
    usage: '[--on JOUR] [--known-at INSTANT] [--json]',
    options: momentOptions,
    arguments: { min: 0, max: 0 },
    async run(call) {
      const { lang } = call;
      const moment = readMoment(call);
      if (!moment) return 2;
      const figures = await listFigures(call.act, moment);
      if (call.options['json'])
        call.print(
          JSON.stringify(
            figures.map(({ version, value }) => ({
              slug: version.slug,
              name: inLang(version.name, lang),
              value,
              unit: inLang(version.unit, lang),
            })),
            null,
            2,
          ),
        );
      else
        for (const { version, value } of figures)
          call.print(`${version.slug}\t${valueInWords(value, version.unit, lang)}\t${inLang(version.name, lang)}`);
      return 0;
    },
  },
  {
    words: ['figure', 'show'],
    summary: say.later('command.show'),
    usage: 'CHIFFRE [--on JOUR] [--known-at INSTANT] [--json]',
    options: momentOptions,
    arguments: { min: 1, max: 1 },
    async run(call) {
      const { lang } = call;
      const t = say.in(lang);
      const moment = readMoment(call);
      if (!moment) return 2;
      const found = await evaluateFigure(call.act, call.arguments[0]!, moment);
      if (call.options['json']) {
        call.print(JSON.stringify(figureAsJson(found, lang), null, 2));
        return 0;
      }
      const collection = call.act.catalogue.collections.get(found.version.reading.expression.collection);
      call.print(`${valueInWords(found.value, found.version.unit, lang)} (${inLang(found.version.name, lang)}, ${found.at.on.toString()})`);
      call.print(inLang(found.version.rule, lang));
      for (const { label, value } of found.alternatives) call.print(`  ${inLang(label, lang)} : ${formatValue(value, lang)}`);
      for (const row of found.rows) {
        call.print(
          [
            '',
            inLang(row.label, lang),
            ...Object.keys(row.values)
              .filter((name) => collection?.dimensions[name]?.type !== 'party')
              .map((name) => attributeInWords(collection, name, row.values[name], lang)),
          ].join('\t'),
        );
      }
      if (found.excluded.length > 0) call.print(t('figure.excluded'));
      for (const row of found.excluded) call.print(`\t${inLang(row.label, lang)}\t${t(`reason.short.${row.reason}`)}`);
      return 0;
    },
  },
  {
    words: ['figure', 'freeze'],
    summary: say.later('command.freeze'),
    usage: 'CHIFFRE [--on JOUR] [--known-at INSTANT] [--json]',
    options: momentOptions,
    arguments: { min: 1, max: 1 },
    async run(call) {
      const moment = readMoment(call);
      if (!moment) return 2;
      const { code, value, hash } = await freeze(call.act, call.arguments[0]!, moment);
      const url = call.act.site.url + figurePaths.verify(code);
      call.print(call.options['json'] ? JSON.stringify({ code, value, hash, url }) : `${code}\t${url}`);
      return 0;
    },
  },
  {
    words: ['verify'],
    summary: say.later('command.verify'),
    usage: 'FICHIER [--keys FICHIER] [--json]',
    options: { keys: { type: 'string' }, json: { type: 'boolean' } },
    arguments: { min: 1, max: 1 },
    database: 'none',
    async run(call) {
      const { lang } = call;
      const t = say.in(lang);
      const trustedKeys = typeof call.options['keys'] === 'string' ? readKeys(await call.readFile(call.options['keys'])) : undefined;
      if (trustedKeys === null) {
        call.complain(t('command.badKeys'));
        return 2;
      }
      const found = await verifySnapshot(await call.readFile(call.arguments[0]!), trustedKeys ? { trustedKeys } : {});
      if (found.valid) {
        const { payload, code, key } = found;
        call.print(
          call.options['json']
            ? JSON.stringify({ valid: true, code })
            : t('command.valid', {
                code,
                value: valueInWords(payload.value, payload.figure.unit, lang),
                on: payload.on,
                by: payload.frozenBy,
                key: key.id,
              }),
        );
        if (!found.keyKnown && !call.options['json']) call.print(t('command.keyNotCompared'));
        return 0;
      }
      const sentence = saySigning.in(lang)(`verify.${found.reason}`);
      if (call.options['json']) call.print(JSON.stringify({ valid: false, code: found.code ?? null, reason: found.reason, sentence }));
      else call.complain(sentence);
      return 1;
    },
  },
  {
    words: ['drift'],
    summary: say.later('command.drift'),
    usage: '[--json]',
    options: { json: { type: 'boolean' } },
    arguments: { min: 0, max: 0 },
    async run(call) {
      const { lang } = call;
      const t = say.in(lang);
      const drifts = await listDrift(call.act);
      if (call.options['json']) call.print(JSON.stringify(drifts.map(driftAsJson), null, 2));
      else
        for (const drift of drifts)
          call.print(
            [
              drift.text,
              `« ${drift.sentence} »`,
              drift.figure,
              `${formatValue(drift.published, lang)} → ${formatValue(drift.now, lang)}`,
              t(`cause.${drift.cause}`),
              t(`state.${drift.state}`),
            ].join('\t'),
          );
      if (!call.options['json'] && drifts.length === 0) call.print(t('drift.none'));
      return drifts.length > 0 ? 1 : 0;
    },
  },
];

/** The day and the state of knowledge that the options ask for; null, and said, when they are not one. */
function readMoment({ options, complain, lang }: CommandCall): Moment | null {
  const on = typeof options['on'] === 'string' ? parseDay(options['on']) : undefined;
  if (on === null) {
    complain(`--on : ${sayKernel.in(lang)('input.day')}`);
    return null;
  }
  const typed = options['known-at'];
  if (typeof typed !== 'string') return { on: on ?? null, knownAt: null };
  try {
    return { on: on ?? null, knownAt: Temporal.Instant.from(typed) };
  } catch {
    complain(say.in(lang)('command.badInstant', { typed }));
    return null;
  }
}

/** The keys of `/.well-known/beffroi-keys.json`. */
function readKeys(bytes: Uint8Array): PublicKey[] | null {
  try {
    const { keys } = JSON.parse(new TextDecoder().decode(bytes)) as { keys: PublicKey[] };
    return keys.every((key) => typeof key.id === 'string' && typeof key.publicKey === 'string') ? keys : null;
  } catch {
    return null;
  }
}
