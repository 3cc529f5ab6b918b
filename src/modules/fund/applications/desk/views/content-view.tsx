import type { ComponentChildren } from 'preact';
import { inLang, type Lang, type Localized } from '../../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../../kernel/money.ts';
import { formatDate, formatNumber } from '../../../../../kernel/i18n/format.ts';
import { Link, SummaryList, Table, Tag, usePage } from '../../../../../ui/index.ts';
import type { FormDefinition, Question } from '../../../calls/forms/definition.ts';
import type { SimpleQuestion } from '../../../calls/forms/views/question-field.tsx';
import { findPurpose } from '../../../purposes/purposes.ts';
import type { DossierContent } from '../../content/read.ts';
import { yearsOf } from '../../content/framework.ts';
import { purposeCode } from '../../content/parts.ts';
import { listOf, rowsOf, textOf } from '../../content/pieces.ts';
import { say } from '../../messages.ts';
import { rowGroupsOf } from '../../writing/columns.ts';
import { BudgetTotals } from '../../writing/views/budget-totals.tsx';
import { scoreWords } from '../../writing/views/marker-fields.tsx';
import { criteria } from '../../../markers/criteria.ts';

export interface ContentViewProps {
  definition: FormDefinition;
  content: DossierContent;
  currency: string;
  themes: readonly { code: string; name: Localized }[];
  /** Where a file of the version is read; null where the reader may not. */
  fileHref: ((id: string) => string) | null;
}

/** A deposited dossier as it is read: every section of its form, every question with its answer. */
export function ContentView(props: ContentViewProps) {
  const { lang } = usePage();
  return (
    <>
      {props.definition.sections.map((section) => (
        <section>
          <h2 id={section.key}>{inLang(section.title, lang)}</h2>
          {section.questions.map((question) => (
            <Answer {...props} question={question} />
          ))}
        </section>
      ))}
    </>
  );
}

function Answer({ question, content, currency, themes, fileHref }: ContentViewProps & { question: Question }): ComponentChildren {
  const { lang } = usePage();
  const t = say.in(lang);
  const label = inLang(question.label, lang);
  const { pieces } = content;
  switch (question.kind) {
    case 'period':
      return (
        <Words
          label={label}
          text={
            content.period ? t('view.period', { from: dayWords(content.period.from, lang), to: dayWords(content.period.to, lang) }) : ''
          }
        />
      );
    case 'place':
      return (
        <Words label={label} text={['name', 'latitude', 'longitude'].map((cell) => textOf(pieces, `${question.key}/${cell}`)).join(' ')} />
      );
    case 'partners':
      return (
        <Words
          label={label}
          text={content.partners
            .map(
              ({ name, role, accepted }) =>
                `${name} (${t(`role.${role}`)}${role === 'partner' && !accepted ? `, ${t('partners.waiting')}` : ''})`,
            )
            .join('\n')}
        />
      );
    case 'file':
      return (
        <>
          <h3>{label}</h3>
          <ul>
            {content.files
              .filter(({ path }) => path === question.key)
              .map(({ id, name }) => (
                <li>
                  {fileHref ? (
                    <Link href={fileHref(id)} download>
                      {name}
                    </Link>
                  ) : (
                    name
                  )}
                </li>
              ))}
          </ul>
        </>
      );
    case 'markers':
      return (
        <>
          <h3>{label}</h3>
          {question.which.map((marker) => (
            <Marker content={content} marker={marker} />
          ))}
        </>
      );
    case 'text':
    case 'summary':
    case 'number':
    case 'money':
    case 'date':
    case 'choice':
    case 'party':
      return (
        <Words
          label={label}
          text={cellWords(
            question.kind === 'summary' ? { ...question, kind: 'text', rows: 1 } : question,
            listOf(pieces, question.key),
            lang,
            currency,
          )}
        />
      );
    default: {
      const choices = { years: yearsOf(content.period), results: content.framework.results, themes };
      const groups = rowGroupsOf(question, choices);
      return (
        <>
          <h3>{label}</h3>
          {question.kind === 'budget' && <BudgetTotals budget={content.budget} currency={currency} />}
          {groups.every(({ group }) => rowsOf(pieces, group).length === 0) && <p>–</p>}
          {groups.map(({ group, title, columns }) => {
            const rows = rowsOf(pieces, group);
            return rows.length === 0 ? null : (
              <Table
                caption={inLang(title, lang)}
                captionHidden={groups.length === 1}
                dense
                columns={columns.map((column) => ({
                  header: inLang(column.label, lang),
                  numeric: column.kind === 'money' || column.kind === 'number',
                }))}
                rows={rows.map(({ cells }) =>
                  columns.map((column) => cellWords(column, cells[column.key] ? [cells[column.key]!] : [], lang, currency)),
                )}
              />
            );
          })}
        </>
      );
    }
  }
}

function dayWords(iso: string, lang: Lang): string {
  return formatDate(Temporal.PlainDate.from(iso), lang);
}

function Words({ label, text }: { label: string; text: string }) {
  return (
    <>
      <h3>{label}</h3>
      <p class="dossier-words">{text || '–'}</p>
    </>
  );
}

function Marker({ content, marker }: { content: DossierContent; marker: keyof typeof criteria }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const screened = content.markers[marker];
  return (
    <SummaryList
      card={{ title: t(`marker.${marker}`), headingLevel: 4 }}
      rows={[
        {
          key: t('marker.score'),
          value: (
            <>
              <Tag kind={screened?.score ? 'good' : 'neutral'}>{scoreWords(screened?.score ?? null, lang)}</Tag>{' '}
              {screened?.departure &&
                `${t('marker.departed', { computed: scoreWords(screened.computed, lang) })} ${screened.departure.reason}`}
            </>
          ),
        },
        ...criteria[marker].flatMap(({ key }) => {
          const said = screened?.answers[key];
          const short = `criterion.${marker}.${key}.short`;
          return said && say.has(short)
            ? [{ key: t(short), value: said.evidence ? `${t(`answer.${said.answer}`)} – ${said.evidence}` : t(`answer.${said.answer}`) }]
            : [];
        }),
      ]}
    />
  );
}

/** An answer as people read it: the words of a choice, an amount with its currency, the name of a code. */
function cellWords(question: SimpleQuestion, values: readonly string[], lang: Lang, currency: string): string {
  if (question.kind === 'choice')
    return values
      .map((value) => inLang(question.options.find((option) => option.value === value)?.label ?? { fr: value }, lang))
      .join(', ');
  const text = values.join(', ');
  const number = Number(text.replace(/\s/g, '').replace(',', '.'));
  if (question.kind === 'money' && text && Number.isFinite(number)) return formatMoney(Math.round(number * 100), lang, currency);
  if (question.kind === 'number' && text && Number.isFinite(number)) return formatNumber(number, lang, { maximumFractionDigits: 6 });
  const purpose = question.key === 'purpose' ? findPurpose(purposeCode(text)) : null;
  return purpose ? `${purpose.code} – ${inLang(purpose.name, lang)}` : text;
}
