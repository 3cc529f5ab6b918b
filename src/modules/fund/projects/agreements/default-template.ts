import type { Lang } from '../../../../kernel/i18n/lang.ts';
import type { TemplateKind } from './schema.ts';

/** The words of an agreement: special conditions, general conditions, annexes. */
export interface TemplateWords {
  special: string;
  general: string;
  annexes: string;
}

/**
 * What an agreement is written with until the network records its own words: a basis, to be read by its lawyer, that no network
 * adopted. Lines that begin with `#` are headings, with `-` items; `{{…}}` are fields (`paper.ts`).
 */
export const defaultTemplates: Record<TemplateKind, Record<Lang, TemplateWords>> = {
  agreement: {
    fr: {
      special: `Entre {{reseau}}, ci-après « le réseau », et {{ville}}, ci-après « la collectivité », il est convenu ce qui suit.
# Article 1. Objet
Le réseau apporte son concours au projet « {{titre}} » ({{reference}}), décidé par {{instance}} le {{date_decision}} ({{decision}}). La description et le budget du projet sont ceux du dossier déposé, annexé à la présente convention.
# Article 2. Durée
Le projet se déroule du {{debut}} au {{fin}}.
# Article 3. Montant
La subvention est de {{montant}} au plus. Elle ne dépasse ni {{taux}} des dépenses éligibles acceptées, ni ce que les autres ressources du projet laissent à couvrir. Ces trois limites s’appliquent ensemble : la plus basse est retenue.
# Article 4. Versements
La subvention est versée par tranches, chacune lorsque ce dont elle dépend est réalisé.
{{tranches}}
Les versements se font sur le compte bancaire de la collectivité, confirmé par deux personnes du secrétariat.`,
      general: `# Article 5. Comptes rendus
La collectivité remet les comptes rendus prévus, avec les pièces qui justifient chaque dépense. Une dépense n’est justifiée qu’une fois.
# Article 6. Contrôle
La collectivité garde les pièces dix ans et les présente à la demande du réseau ou des bailleurs dont les fonds ont été utilisés.
# Article 7. Modifications
Ce qui est convenu ici ne change que par un avenant signé des deux parties, qui dit ce qu’il change.
# Article 8. Suspension et fin
Le réseau peut suspendre les versements lorsque les engagements de la collectivité ne sont pas tenus ; il en dit la raison. Ce qui a été versé et n’est pas justifié est rendu.`,
      annexes: `- Annexe 1 : dossier déposé, version votée
- Annexe 2 : budget
- Annexe 3 : cadre de rendement`,
    },
    en: {
      special: `Between {{reseau}}, hereinafter “the network”, and {{ville}}, hereinafter “the local authority”, the following is agreed.
# Article 1. Purpose
The network supports the project “{{titre}}” ({{reference}}), decided by {{instance}} on {{date_decision}} ({{decision}}). The description and the budget of the project are those of the application, annexed to this agreement.
# Article 2. Duration
The project runs from {{debut}} to {{fin}}.
# Article 3. Amount
The grant is of {{montant}} at most. It exceeds neither {{taux}} of the eligible costs that are accepted, nor what the other resources of the project leave to be covered. The three limits apply together: the lowest holds.
# Article 4. Payments
The grant is paid by instalments, each when what it depends on is done.
{{tranches}}
Payments are made to the bank account of the local authority, confirmed by two people of the secretariat.`,
      general: `# Article 5. Reports
The local authority hands in the reports that are due, with the evidence of each expense. An expense is justified once only.
# Article 6. Audit
The local authority keeps the evidence for ten years and shows it when asked by the network or by the donors whose funds were used.
# Article 7. Changes
What is agreed here changes only by an amendment signed by both parties, which says what it changes.
# Article 8. Suspension and end
The network may suspend payments where the commitments of the local authority are not kept; it says why. What was paid and is not justified is paid back.`,
      annexes: `- Annex 1: application, as voted
- Annex 2: budget
- Annex 3: performance framework`,
    },
  },
  amendment: {
    fr: {
      special: `Entre {{reseau}}, ci-après « le réseau », et {{ville}}, ci-après « la collectivité », la convention du projet « {{titre}} » ({{reference}}) est modifiée.
# Article 1. Ce qui change
{{changements}}
# Article 2. Motif
{{motif}}
# Article 3. Versements
{{tranches}}`,
      general: `# Article 4. Le reste
Le reste de la convention demeure inchangé.`,
      annexes: '',
    },
    en: {
      special: `Between {{reseau}}, hereinafter “the network”, and {{ville}}, hereinafter “the local authority”, the agreement of the project “{{titre}}” ({{reference}}) is amended.
# Article 1. What changes
{{changements}}
# Article 2. Reason
{{motif}}
# Article 3. Payments
{{tranches}}`,
      general: `# Article 4. The rest
The rest of the agreement stays as it is.`,
      annexes: '',
    },
  },
};
