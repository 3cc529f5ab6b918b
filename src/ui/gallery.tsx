import type { ComponentChildren, VNode } from 'preact';
import {
  BigNumbers,
  Button,
  ButtonGroup,
  Checkboxes,
  Confirm,
  Copyable,
  DayBar,
  DayField,
  Details,
  EmptyState,
  ExportLinks,
  FigureMark,
  FileUpload,
  Filters,
  Form,
  InsetText,
  NotificationBanner,
  Page,
  PageContext,
  type PageContextValue,
  Pagination,
  PaginationLinks,
  Panel,
  PasswordField,
  Progress,
  ProofPanel,
  Radios,
  Select,
  sortableColumn,
  SubNavigation,
  SummaryList,
  Table,
  Tabs,
  Tag,
  TextArea,
  TextField,
  Timeline,
  WarningText,
} from './index.ts';

// Every component on two pages, to be looked at. The rows are filling, not facts.

export const galleryContext: PageContextValue = {
  lang: 'fr',
  path: '/galerie',
  user: { name: 'Awa Example', role: 'officer' },
  navigation: ['Réseau', 'Textes', 'Chiffres', 'Données', 'Relecture', 'Import'].map((label) => ({
    href: `/${label.toLowerCase()}`,
    label,
    current: label === 'Textes',
  })),
  otherLanguageHref: '/en/galerie',
};

/** What a visitor reads: a text and its proofs, an institution on a day, a history. */
export function PublicGallery(): VNode {
  return (
    <Gallery title="Les maires à la conférence des ministres" user={null}>
      <p class="eyebrow">Compte rendu · publié le 24 novembre 2025</p>
      <h1>Les maires à la conférence des ministres de Kigali</h1>
      <div class="two">
        <div>
          <p class="lede">
            Deux jours pour porter la parole des villes devant{' '}
            <FigureMark href="/v/A" state="holds">
              90 États et gouvernements
            </FigureMark>
            , et trois demandes sur le climat.
          </p>
          <p>
            Opérateur de la Francophonie depuis{' '}
            <FigureMark href="/v/B" state="holds">
              30 ans
            </FigureMark>
            , le réseau est l’un de ses{' '}
            <FigureMark href="/v/C" state="holds">
              quatre opérateurs directs
            </FigureMark>
            .{' '}
            <FigureMark href="/v/D" state="drift">
              Plus de 20 États et gouvernements francophones
            </FigureMark>{' '}
            soutiennent déjà la coalition, et{' '}
            <FigureMark href="/v/E" state="fails">
              150 villes
            </FigureMark>{' '}
            y ont adhéré.
          </p>
          <h2>Trois demandes</h2>
          <ul>
            <li>un accès direct des villes à la finance climat ;</li>
            <li>une place dans la gouvernance mondiale du climat ;</li>
            <li>une coalition plus forte.</li>
          </ul>
          <blockquote>Les villes n’attendent pas une faveur : elles demandent une place.</blockquote>
        </div>
        <ProofPanel
          title="90 États et gouvernements"
          rule="Membres, associés et observateurs de l’OIF, au 19 novembre 2025."
          alternatives={['53 membres', '58 avec les associés']}
          code="BF-7Q3F-K2"
          state="holds"
          since="inchangé"
          href="/v/A"
          linkText="Voir les 90 lignes et vérifier"
        />
      </div>
      <hr />
      <p class="eyebrow">Institution</p>
      <h2>Francophonie : qui en est, un jour donné</h2>
      <SubNavigation
        label="Francophonie"
        items={[
          { href: '/a', label: 'Composition', current: true },
          { href: '/b', label: 'Historique' },
          { href: '/c', label: 'Chiffres' },
        ]}
      />
      <DayBar
        on="19/11/2025"
        knownAt={null}
        onInWords="19 novembre 2025"
        knownAtInWords={null}
        todayHref="/a"
        params={{ statut: 'membre' }}
      />
      <BigNumbers
        items={[
          { value: '53', label: 'membres' },
          { value: '5', label: 'associés' },
          { value: '32', label: 'observateurs' },
          { value: '90', label: 'en tout', href: '/v/A', state: 'holds' },
        ]}
      />
      <Table
        caption="États et gouvernements, par ordre alphabétique"
        columns={[
          sortableColumn({ key: 'name', label: 'Nom' }, { key: 'name', direction: 'ascending' }, () => '/x'),
          { header: 'Statut' },
          { header: 'Depuis' },
          { header: 'Source' },
        ]}
        rows={[
          [<a href="/x">Albanie</a>, <Tag kind="good">membre</Tag>, '2006', 'Carte officielle 2025'],
          [<a href="/x">Canada-Nouveau-Brunswick</a>, <Tag kind="good">membre</Tag>, '1977', 'Carte officielle 2025'],
          [<a href="/x">Costa Rica</a>, <Tag>observateur</Tag>, '2014', 'Carte officielle 2025'],
        ]}
      />
      <ExportLinks hrefOf={(format) => `/x.${format}`} />
      <Pagination page={7} pages={42} hrefOf={(page) => `/x?page=${page}`} />
      <PaginationLinks
        landmark="Comptes rendus"
        previous={{ href: '/x', label: 'Le Sommet de 2024' }}
        next={{ href: '/x', label: 'La conférence de 2026' }}
      />
      <Timeline
        items={[
          {
            title: 'Statut retiré',
            by: 'Awa Example',
            when: '17 mars 2025 à 10:12',
            datetime: '2025-03-17T10:12Z',
            children: (
              <p>
                Retrait annoncé par le gouvernement. <a href="/x">Source</a>
              </p>
            ),
          },
          { title: 'Date précisée', by: 'Jean Example', when: '2 janvier 2024 à 09:00', datetime: '2024-01-02T09:00Z' },
        ]}
      />
      <SummaryList
        rows={[
          { key: 'Nom', value: 'Ville de Ouidah', actions: [{ href: '/x', text: 'Corriger', hidden: 'le nom' }] },
          {
            key: 'Habitants',
            value: '91 616',
            actions: [
              { href: '/x', text: 'Corriger', hidden: 'la population' },
              { href: '/x', text: 'Retirer', hidden: 'la population' },
            ],
          },
          { key: 'Adresse', value: <Copyable>https://exemple.org/v/BF-7Q3F-K2</Copyable> },
        ]}
      />
      <SummaryList
        card={{ title: 'Carte officielle 2025', actions: [{ href: '/x', text: 'Ouvrir' }] }}
        rows={[
          { key: 'Éditeur', value: 'Organisation internationale de la Francophonie' },
          { key: 'Consultée le', value: '12 novembre 2025' },
        ]}
      />
      <Tabs
        items={[
          { id: 'fr', label: 'En français', content: 'Le texte français.' },
          { id: 'en', label: 'In English', content: 'The English text.' },
        ]}
      />
      <Details summary="Comment vérifier soi-même">
        <p>Téléchargez le fichier, puis ouvrez-le sur cette page.</p>
      </Details>
      <InsetText>Les chiffres de cette page sont recalculés chaque nuit.</InsetText>
      <Panel title="Texte publié">
        Son adresse : <strong>/textes/kigali</strong>
      </Panel>
    </Gallery>
  );
}

/** What the secretariat lives in: lists, filters, a refused form, an import that runs. */
export function StaffGallery(): VNode {
  return (
    <Gallery title="À faire aujourd’hui" user={galleryContext.user}>
      <NotificationBanner kind="success" text="Le retrait est enregistré. Il touche deux phrases." titleId="done" />
      <NotificationBanner>
        <p>
          La sauvegarde de cette nuit n’a pas pu être relue. <a href="/x">Voir l’état</a>
        </p>
      </NotificationBanner>
      <h1>À faire aujourd’hui</h1>
      <DayBar
        on="31/11/2026"
        knownAt={null}
        onInWords={null}
        knownAtInWords={null}
        todayHref="/a"
        errors={{ on: 'Ce jour n’existe pas. Écrivez-le comme 19/11/2025.' }}
      />
      <Filters
        values={{ q: 'marché', etat: 'retard' }}
        keep={{ on: '2025-11-19' }}
        selected={[
          { label: 'En retard', removeHref: '/x' },
          { label: 'Bénin', removeHref: '/x' },
        ]}
        clearHref="/x"
      >
        <TextField name="q" label="Mots" width={20} />
        <Select
          name="etat"
          label="État"
          options={[
            { value: '', text: 'Tous' },
            { value: 'retard', text: 'En retard' },
          ]}
        />
        <Radios
          name="genre"
          label="Genre"
          inline
          class="govuk-radios--small"
          options={[
            { value: 'v', label: 'Villes' },
            { value: 'a', label: 'Associations' },
          ]}
        />
      </Filters>
      <Table
        dense
        caption="12 dossiers en instruction, 3 en retard"
        columns={[
          { header: 'Dossier' },
          { header: 'Ville' },
          { header: 'Attend' },
          sortableColumn({ key: 'asked', label: 'Demandé', numeric: true }, { key: 'name', direction: 'ascending' }, () => '/x'),
          { header: 'Taux', numeric: true },
          { header: 'État' },
        ]}
        rows={[
          [
            <a href="/x">2026-014 Marché couvert</a>,
            'Ouidah',
            'avis d’un expert (1 sur 2)',
            '293 000 €',
            '78 %',
            <Tag kind="waiting">en attente</Tag>,
          ],
          [
            <a href="/x">2026-021 Assainissement</a>,
            'Battambang',
            'délibération du conseil',
            '180 000 €',
            '80 %',
            <Tag kind="bad">12 jours de retard</Tag>,
          ],
          [<a href="/x">2026-009 État civil</a>, 'Dschang', 'séance du 30 avril', '95 500 €', '64 %', <Tag kind="good">instruit</Tag>],
          [<a href="/x">2025-101 Eau</a>, 'Antsirabe', '', '12 000 €', '55 %', <Tag kind="over">clos</Tag>],
        ]}
      />
      <EmptyState title="Aucun dossier ne répond à ces filtres.">
        <p>
          Retirez un filtre, ou <a href="/x">commencez un dossier</a>.
        </p>
      </EmptyState>
      <Progress
        state="running"
        done={18_250}
        total={100_000}
        format={(value) => value.toLocaleString('fr')}
        minutesLeft={2}
        counts={[
          { label: 'nouveaux', value: '17 002' },
          { label: 'corrigés', value: '1 240' },
          { label: 'refusés', value: '8' },
        ]}
      />
      <h2>Enregistrer un fait</h2>
      <Form
        values={{ name: 'Ville de Ouidah', kinds: ['b'], status: 'member', on: '31/02/2025' }}
        errors={{
          '': 'Ce fait recouvre un autre fait du registre.',
          on: 'Ce jour n’existe pas. Écrivez-le comme 19/11/2025.',
          status: 'Choisissez une réponse.',
          source: 'Ce champ est vide. Renseignez-le.',
        }}
        requestKey="k"
        confirmLeave
      >
        <TextField name="name" label="Nom" hint="Tel qu’il figure sur la source." />
        <DayField name="on" label="Depuis le" />
        <TextField name="amount" label="Montant" suffix="€" width={10} inputmode="decimal" optional />
        <Radios
          name="status"
          label="Statut"
          options={[
            { value: 'member', label: 'Membre' },
            { value: 'observer', label: 'Observateur', hint: 'Sans voix délibérative.' },
            { divider: 'ou' },
            { value: 'none', label: 'Aucun', conditional: <TextField name="why" label="Pourquoi" /> },
          ]}
        />
        <Checkboxes
          name="kinds[]"
          label="Ce qui est connu"
          options={[
            { value: 'a', label: 'L’année' },
            { value: 'b', label: 'Le jour' },
          ]}
        />
        <Select
          name="source"
          label="Source"
          options={[
            { value: '', text: 'Choisir' },
            { value: '1', text: 'Carte officielle 2025' },
          ]}
        />
        <TextArea name="reason" label="Raison" rows={3} />
        <FileUpload name="file" label="Pièce" accept=".csv" hint="CSV, 5 Mo au plus." />
        <PasswordField name="password" label="Mot de passe" />
        <WarningText>Le fait remplacé reste dans l’historique, avec votre nom.</WarningText>
        <ButtonGroup>
          <Button>Enregistrer</Button>
          <Button kind="secondary" name="preview" value="1">
            Prévisualiser
          </Button>
          <Button disabled>Indisponible</Button>
          <a class="govuk-link" href="/x">
            Annuler
          </a>
        </ButtonGroup>
      </Form>
      <Confirm button="Retirer ce fait" warning cancelHref="/x">
        <p>Deux phrases publiées citent ce fait.</p>
      </Confirm>
    </Gallery>
  );
}

function Gallery({ title, user, children }: { title: string; user: PageContextValue['user']; children: ComponentChildren }) {
  return (
    <PageContext.Provider value={{ ...galleryContext, user }}>
      <Page
        title={title}
        description="Tous les composants."
        breadcrumbs={[{ text: 'Accueil', href: '/' }, { text: 'Textes', href: '/textes' }, { text: title }]}
        islands={user ? ['confirm-leave', 'show-password'] : ['copy-button']}
        refresh={user ? 5 : undefined}
      >
        {children}
      </Page>
    </PageContext.Provider>
  );
}
