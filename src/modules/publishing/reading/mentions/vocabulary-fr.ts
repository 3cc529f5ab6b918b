import { sharedCurrencies, sharedMeasures, sharedNames } from './vocabulary-shared.ts';
import type { Vocabulary } from './vocabulary.ts';

export const french: Vocabulary = {
  months: {
    janvier: 1, février: 2, fevrier: 2, mars: 3, avril: 4, mai: 5, juin: 6, juillet: 7, août: 8, aout: 8, septembre: 9, octobre: 10, novembre: 11, décembre: 12, decembre: 12,
    'janv.': 1, janv: 1, 'févr.': 2, 'fév.': 2, févr: 2, 'avr.': 4, 'juil.': 7, juil: 7, 'sept.': 9, 'oct.': 10, 'nov.': 11, 'déc.': 12, 'dec.': 12,
  },
  weekday: '(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )',
  yearCues: "en|depuis|dès|d'ici|ici|fin|début|courant|année|années|an|exercice|budget|budgets|rentrée|avant|après|vers|jusqu'en|édition|campagne|millésime|programme|été|printemps|automne|hiver|horizon|saison|cuvée|mi|au|loi|bilan|rapport|comptes|fiscale|scolaire|universitaire|civile|sommet|congrès|assemblée|conférence|élections|municipales|septembre|octobre|novembre|décembre",
  notPlural: new Set('les des ses ces nos vos mes tes aux dans sans sous plus moins mais puis pas très après dès vers chez lors alors toujours jamais ainsi plusieurs leurs nous vous ils elles parmi depuis envers hors toutes tous certains certaines celles ceux eux deux trois six dix fois quels quelles auprès près voies lequel lesquels lesquelles est fut fixe a'.split(' ')),
  irregularPlural: 'personnes|animaux|journaux|travaux|hôpitaux|lieux|jeux|milieux|réseaux|bureaux|tableaux|niveaux|locaux|km|élu·es|habitant·es|élu\\(e\\)s',
  change: '(?:(?:pass|progress|augment|bond|grimp|chut|tomb|baiss|recul|diminu|relev|abaiss|hauss|évolu|dégringol|doubl|tripl)(?:e[rsz]?|é(?:e?s?)?|ent|ée?s?|a(?:it|ient|nt)?|èrent|era|eront|ons)|mont(?:er?|ée?s?|ent|a|ait|era)|port(?:er|ée?s?)|rédui\\p{L}*|réduction|progression|augmentation|diminution|évolution|hausse|baisse|cr[oû]\\p{L}*|descend\\p{L}*)',
  magnitudes: [['milliards?|mds?|mrds?|mdrs?', 1e9], ['millions?', 1e6], ['billions?', 1e12], ['milliers?|mille', 1e3]],
  currencies: [
    ['euros?|eur', 'EUR'], ['dollars? (?:canadiens?)', 'CAD'], ["dollars? (?:américains?|us|des états-unis)|dollars?|usd", 'USD'], ['francs? suisses?|chf', 'CHF'], ['francs? (?:cfa|c\\.f\\.a\\.)|f ?cfa|cfa|xof', 'XOF'], ['xaf', 'XAF'],
    ['francs? (?:français|belges?|burundais|rwandais|guinéens?|congolais|comoriens?|djiboutiens?)|francs?|f(?= |[.,;:)]|$)', 'FRF'], ['livres? (?:sterling|libanaises?|égyptiennes?)', 'GBP'], ['dirhams?|mad', 'MAD'], ['dinars?', 'TND'], ['ariarys?|mga', 'MGA'],
    ['gourdes?', 'HTG'], ['dongs?', 'VND'], ['riels?', 'KHR'], ['roupies?', 'MUR'], ['centimes?', 'EUR/100'], ...sharedCurrencies,
  ],
  percent: ' ?%| ?‰| pour cents?(?!\\p{L})| pour mille| p\\. ?100| pourcents?(?!\\p{L})| points? de pourcentage',
  durations: [
    ['ans?|années?', 'year'], ['mois', 'month'], ['semaines?', 'week'], ['journées?|jours?(?!-)|j', 'day'], ['heures?|h', 'hour'], ['minutes?|min|mn', 'minute'], ['secondes?', 'second'], ['nuits?|nuitées?', 'night'],
    ['décennies?', 'decade'], ['siècles?', 'century'], ['millénaires?', 'millennium'], ['trimestres?', 'quarter'], ['semestres?', 'semester'],
  ],
  measures: [
    ['kilomètres? carrés?', 'km²'], ['mètres? carrés?', 'm²'], ['mètres? cubes?', 'm³'], ['kilomètres?(?:-heure)?|kms', 'km'], ['centimètres?', 'cm'], ['millimètres?', 'mm'], ['mètres?', 'm'], ['hectares?', 'ha'],
    ["tonnes? (?:de |d'|équivalent )?co2|téqco2|tco2(?:e|éq)?", 'tCO2'], ['tonnes?', 't'], ['kilogrammes?|kilos?', 'kg'], ['grammes?', 'g'], ['litres?', 'l'], ['mégawatts?', 'MW'], ['gigawatts?', 'GW'], ['kilowatts?', 'kW'], ['degrés?(?: celsius)?', '°C'],
    ['gigaoctets?|go', 'GB'], ['mégaoctets?|mo', 'MB'], ['kilooctets?|ko', 'kB'], ...sharedMeasures,
  ],
  seriesNouns: "(?:(?:grande?s?|véritables?|vrai(?:e|s|es)?|toute?s?|mini|très) )?(?:sommets?|conférences?|sessions?|assemblées?|assises|congrès|éditions?|anniversaires?|rencontres?|réunions?|bureaux?|forums?|séances?|colloques?|universités? d'été|festivals?|comités?|conseils?|concours|biennales?|triennales?|salons?|ateliers?|tables? rondes?|plénières?|appels? à (?:projets|candidatures|manifestation)|cop|cmf|ag|promotions?|cohortes?|trophées?|olympiades|états généraux|séminaires?|reconstitutions?|trimestres?|semestres?)",
  namingNouns: "arrondissements?|siècles?|républiques?|reich|étages?|régiments?|adjoint(?:e|s|es)?|vice-président(?:e|s|es)?|ministres?|secrétaires?|conseill(?:er|ère)s?|échevin(?:e|s|es)?|questeurs?|empire|internationale|millénaire|avenue|rue|dan|classe",
  orderingNouns: 'lieux?|temps(?! forts?)|âge|mains?|nature|plan|vue|abord|degré|chance|coup|souffle|cercle|lecture|venue?s?|cas',
  anniversary: "(?:[eè]me )?anniversaires?",
  anniversaryNouns: [['vingtenaires?', 20], ['trentenaires?', 30], ['quarantenaires?', 40], ['cinquantenaires?', 50], ['soixantenaires?', 60], ['septantenaires?', 70], ['centenaires?', 100], ['bicentenaires?', 200], ['tricentenaires?', 300], ['quadricentenaires?', 400], ['millénaires?(?= de)', 1000]],
  idioms: "comme en cent|les cent pas|midi à quatorze heures|à deux doigts|deux par deux|deux à deux|un par un|une par une|un à un|quatre à quatre|de deux choses|deux poids,? deux mesures|(?:aux |les )?quatre coins|trois fois rien|mille mercis|mille fois merci|mille et une? (?:nuits|et une)|mille excuses|à mille lieues|en mille morceaux|en deux mots|en trois mots|se mettre en quatre|d'une pierre deux coups|à quatre pattes|cent fois|entre-deux|entre deux (?=eaux|feux|âges)|zéro (?:déchets?|carbone|émissions?|plastique|artificialisation|papier|tolérance|phyto|défaut|risque|pesticide|gaspi\\p{L}*|rejet)|(?:tolérance|net|faim|objectif|risque|vision|déchet|bilan) zéro|(?:re)?(?:part|commen|m[ei])\\p{L}* (?:de|à) zéro|ground zero|(?:trente|trente-) glorieuses|les (?:mille|cent) et une?|seconde(?:s)? (?:main|guerre)|premi(?:er|ère)s? ministres?|à (?:la )?une? de|des quatre saisons",
  compounds: "roues|mâts|pièces|points|pages|quarts|feuilles?|pattes|pieds|portes|places|temps|ponts|huit|seize|chevaux|saisons|heures(?= du mans)",
  references: "articles?|art\\.|alinéas?|al\\.|annexes?|chapitres?|chap\\.|titres?|sections?|paragraphes?|par\\.|§+|pages?|pp?\\.|points?|axes?|phases?|tableaux?|tabl?\\.|figures?|fig\\.|graphiques?|encadrés?|cartes?|résolutions?|rés\\.|décisions?|délibérations?|lots?|étapes?|groupes?|salles?|niveaux?|versions?|v\\.|volumes?|vol\\.|tomes?|livres?|parties?|modules?|unités?|leçons?|composantes?|piliers?|priorités?|objectifs?|cibles?|indicateurs?|questions?|scénarios?|options?|variantes?|catégories?|type|zones?|lignes?|bus|quais?|portes?|terminal|bâtiments?|blocs?|bureau|chambre|appartement|stand|hall|vols?|formulaires?|imprimés?|dossiers?|référence|réf\\.|considérants?|recommandations?|règles?|mesures?|actions?|propositions?|engagements?|amendements?|motions?|séance|session|atelier|table ronde|jour|jours|semaine|tour|équipe|district|circonscription|secteur|notes?|diapositives?|acte|route|fiche|étude|projet|rang|tranche|strate|activités?|résultats?|produits?|extrants?|effets?|web|industrie|opus|série|code|poste|km|pk|fonction|nature|commission|compte|ligne|scène|acte",
  numberedNames: `${sharedNames}|Agenda|Horizon|Objectifs?|Plan|Mission|Stratégie|Programme|[Ll]oi|France|Canal|Radio|Antenne|Cedex|CEDEX|Règlement|Directive|Groupe des`,
  street: '(?:,? ?(?:bis|ter|quater))?,? (?:rue|avenue|av\\.|boulevard|bd|place|quai|chemin|allée|impasse|cours|square|passage|villa|cité)(?!\\p{L})',
};
