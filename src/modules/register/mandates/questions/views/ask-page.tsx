import { inLang } from '../../../../../kernel/i18n/lang.ts';
import {
  Button,
  ButtonGroup,
  Form,
  InsetText,
  Link,
  NotificationBanner,
  Page,
  Radios,
  SummaryList,
  TextField,
  usePage,
} from '../../../../../ui/index.ts';
import type { Refusal } from '../../../facts/views/fact-forms.tsx';
import { say as sayRegister } from '../../../messages.ts';
import type { PartyRef } from '../../../parties/directory.ts';
import { registerPaths } from '../../../paths.ts';
import { FormPage } from '../../../views/form-page.tsx';
import type { ContactChannel } from '../../../vocabulary.ts';
import { doubtInWords, termInWords, titleOf } from '../../in-words.ts';
import { say } from '../../messages.ts';
import type { Mandate } from '../../queries.ts';
import { otherRecipient } from '../inputs.ts';

export interface AskPageProps {
  mandate: Mandate;
  party: PartyRef;
  /** The addresses that the register has: whoever answers for the person first. */
  addresses: { channel: ContactChannel; value: string }[];
  refusal: Refusal;
}

/** Asks someone of a city whether its head is still the one that the register has. */
export function AskPage({ mandate, party, addresses, refusal }: AskPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang(party.name, lang);
  return (
    <FormPage
      title={t('question.ask')}
      about={name}
      trail={[
        { text: name, href: registerPaths.party(party.slug) },
        { text: mandate.person.name, href: registerPaths.mandate(mandate.factId) },
      ]}
      hasErrors={Object.keys(refusal.errors).length > 0}
    >
      <SummaryList
        rows={[
          { key: titleOf(mandate, lang), value: mandate.person.name },
          { key: t('field.term'), value: termInWords(mandate, lang) },
          mandate.doubt && { key: t('field.doubt'), value: doubtInWords(mandate, lang) },
        ]}
      />
      <p>{t('question.what')}</p>
      <Form {...refusal} confirmLeave>
        {addresses.length > 0 && (
          <Radios
            name="recipient"
            label={t('field.recipient')}
            value={addresses[0]!.value}
            options={[
              ...addresses.map(({ channel, value }) => ({ value, label: value, hint: sayRegister.in(lang)(`channel.${channel}`) })),
              { value: otherRecipient, label: t('field.otherRecipient') },
            ]}
          />
        )}
        <TextField
          name="address"
          type="email"
          label={t('field.address')}
          autocomplete="off"
          spellcheck={false}
          optional={addresses.length > 0}
        />
        <Radios
          name="lang"
          label={t('field.lang')}
          value="fr"
          inline
          options={[
            { value: 'fr', label: 'Français' },
            { value: 'en', label: 'English' },
          ]}
        />
        <ButtonGroup>
          <Button>{t('question.send')}</Button>
          <Link href={registerPaths.mandate(mandate.factId)}>{sayRegister.in(lang)('form.cancel')}</Link>
        </ButtonGroup>
      </Form>
    </FormPage>
  );
}

/** The question left by mail, or its link is to be passed on. */
export function AskedPage({ recipient, link }: { recipient: string; link: string | null }) {
  const t = say.in(usePage().lang);
  return (
    <Page
      title={t('asked.title')}
      noIndex
      breadcrumbs={[{ text: t('radar.title'), href: registerPaths.radar() }, { text: t('asked.title') }]}
      before={<NotificationBanner kind="success" text={t('asked.title')} />}
    >
      <h1>{t('asked.title')}</h1>
      {link ? (
        <>
          <p>{t('asked.byHand', { recipient })}</p>
          <InsetText>
            <code>{link}</code>
          </InsetText>
          <p>{t('asked.once')}</p>
        </>
      ) : (
        <p>{t('asked.byMail', { recipient })}</p>
      )}
      <p>
        <Link href={registerPaths.radar()}>{t('radar.back')}</Link>
      </p>
    </Page>
  );
}
