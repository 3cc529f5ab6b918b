import { sharedCurrencies, sharedMeasures, sharedNames } from './vocabulary-shared.ts';
import type { Vocabulary } from './vocabulary.ts';

export const english: Vocabulary = {
  months: {
    january: 1, february: 2, march: 3, april: 4, may: 5, june: 6, july: 7, august: 8, september: 9, october: 10, november: 11, december: 12,
    'jan.': 1, jan: 1, 'feb.': 2, feb: 2, 'mar.': 3, 'apr.': 4, apr: 4, 'jun.': 6, jun: 6, 'jul.': 7, jul: 7, 'aug.': 8, aug: 8, 'sept.': 9, sept: 9, 'sep.': 9, sep: 9, 'oct.': 10, oct: 10, 'nov.': 11, nov: 11, 'dec.': 12, dec: 12,
  },
  weekday: '(?:(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday),? )',
  yearCues: 'in|since|by|until|till|before|after|during|early|late|year|years|fiscal|mid|spring|summer|autumn|fall|winter|from|through|throughout|budget|edition|report|act|summit|conference|congress|assembly|elections?|end|start|beginning|circa|september|october|november|december',
  notPlural: new Set('is was has as this its us his does plus towards across thus always perhaps less unless whereas besides afterwards versus marks sees brings remains becomes begins starts ends shows offers promises looks confirms comes gives makes takes opens closes saw yes'.split(' ')),
  irregularPlural: 'people|women|men|children|persons|inhabitants|mayors|staff|km|cities|countries',
  change: '(?:rose|rise[ns]?|rising|grew|grow[ns]?|growing|fell|fall(?:en|s|ing)?|increas\\p{L}*|decreas\\p{L}*|went|gone|go(?:es|ing)?|up|down|drop\\p{L}*|rais\\p{L}*|climb\\p{L}*|expand\\p{L}*|jump\\p{L}*|reduc\\p{L}*|cut|moved?|lower\\p{L}*|doubl\\p{L}*|tripl\\p{L}*|shrank|declin\\p{L}*|surg\\p{L}*|soar\\p{L}*)',
  magnitudes: [['billions?|bn', 1e9], ['millions?|mn', 1e6], ['trillions?|tn', 1e12], ['thousands?', 1e3], ['hundreds?', 100]],
  currencies: [
    ['euros?|eur', 'EUR'], ['canadian dollars?|cad', 'CAD'], ['(?:us |american )?dollars?|usd', 'USD'], ['swiss francs?|chf', 'CHF'], ['cfa francs?|francs? cfa|fcfa|f ?cfa|xof|cfa', 'XOF'], ['xaf', 'XAF'], ['francs?', 'FRF'],
    ['pounds? sterling|pounds?|gbp', 'GBP'], ['dirhams?|mad', 'MAD'], ['dinars?', 'TND'], ['ariary|mga', 'MGA'], ['gourdes?', 'HTG'], ['rupees?', 'MUR'], ['cents?', 'EUR/100'], ...sharedCurrencies,
  ],
  percent: ' ?%| ?‰| ?per ?cent(?!\\p{L})| percentage points?',
  durations: [
    ['years?(?:[ -]olds?)?', 'year'], ['months?(?:[ -]olds?)?', 'month'], ['weeks?', 'week'], ['days?', 'day'], ['hours?|hrs?', 'hour'], ['minutes?|mins?', 'minute'], ['seconds?', 'second'], ['nights?', 'night'],
    ['decades?', 'decade'], ['centur(?:y|ies)', 'century'], ['millennia', 'millennium'], ['quarters?(?= of (?:growth|activity))', 'quarter'], ['fortnights?', 'fortnight'],
  ],
  measures: [
    ['(?:square|sq\\.?) ?(?:kilometres?|kilometers?|km)', 'km²'], ['(?:square|sq\\.?) ?(?:metres?|meters?|m)', 'm²'], ['sq\\.? ?(?:ft|feet|mi|miles)', 'sq'], ['cubic (?:metres?|meters?)', 'm³'], ['kilomet(?:re|er)s?', 'km'], ['centimet(?:re|er)s?', 'cm'], ['millimet(?:re|er)s?', 'mm'], ['met(?:re|er)s?', 'm'],
    ['miles?', 'mi'], ['feet|foot|ft', 'ft'], ['mph', 'mph'], ['acres?', 'acre'], ['hectares?', 'ha'], ['(?:tonnes?|tons?) of co2|tco2e?', 'tCO2'], ['tonnes?|tons?', 't'], ['kilograms?|kilos?', 'kg'], ['grams?', 'g'], ['lit(?:re|er)s?', 'l'], ['megawatts?', 'MW'],
    ['gigawatts?', 'GW'], ['kilowatts?', 'kW'], ['degrees?(?: celsius| fahrenheit)?', '°C'], ['gb', 'GB'], ['mb', 'MB'], ...sharedMeasures,
  ],
  seriesNouns: '(?:(?:annual|ministerial|general|plenary|ordinary|extraordinary|joint|international|world|global|regional|national|francophone|virtual|online|formal|official|major|ever|such|biennial) ){0,2}(?:summits?|conferences?|sessions?|assembl(?:y|ies)|congress(?:es)?|editions?|anniversar(?:y|ies)|meetings?|bureaus?|forums?|sittings?|colloqui(?:um|a)|festivals?|committees?|councils?|biennials?|biennales?|workshops?|round ?tables?|plenar(?:y|ies)|calls? for (?:projects|proposals|applications)|cop|cohorts?|games|seminars?|replenishments?|gatherings?|conventions?|symposi(?:um|a)|quarters?)',
  namingNouns: 'centur(?:y|ies)(?:-\\p{L}+)?|floor|republic|district|arrondissement|deputy|vice-president|vice-chair|secretary|street|avenue|century|amendment|grade|estate|reich|international',
  orderingNouns: 'part(?:y|ies)|world|persons?|place\\b(?= (?:thing|,))|hand|sector|thought|nature|chance|glance|class|fiddle|lad(?:y|ies)|aid|half',
  anniversary: '(?:birthday )?anniversar(?:y|ies)|birthday',
  anniversaryNouns: [['tricenten(?:ary|nial)s?', 300], ['bicenten(?:ary|nial)s?', 200], ['sesquicentennials?', 150], ['centen(?:ary|nial|aries)s?', 100], ['semicentennials?', 50]],
  idioms: "fifty-fifty|(?:a )?quarter (?:to|past) (?:\\p{L}+|\\d+)|two by two|one by one|two-way|four corners|at sixes and sevens|second to none|on all fours|ten to one|a thousand thanks|(?:net|ground|patient)[ -]zero|zero[ -](?:carbon|waste|emissions?|tolerance|hunger|sum)|from zero|at zero|one of the|one another|no one|seven seas|third (?:part(?:y|ies)|world|sector|persons?)|third-(?:party|world)|first (?:lady|aid|secretary|deputy|minister|and foremost|of all)|in the (?:first|second) place|second(?:-| )hand|second thoughts?|first-class|at first|twenty-something|one-two|two cents|no two (?=\\p{L}+ are)",
  compounds: 'way|tier(?!s)|fold|wheelers?|star|ply|piece|stop|faced|legged|dimensional|pronged',
  references: "articles?|art\\.|sections?|sec\\.|§+|paragraphs?|paras?\\.?|pages?|pp?\\.|annex(?:es)?|appendix|appendices|chapters?|ch\\.|tables?|figures?|fig\\.|box|boxes|goals?|targets?|indicators?|resolutions?|decisions?|phases?|steps?|levels?|parts?|volumes?|vol\\.|rooms?|items?|points?|day|days|week|rounds?|groups?|zones?|lots?|lines?|gates?|terminals?|flights?|modules?|units?|lessons?|components?|pillars?|priority|priorities|objectives?|options?|scenarios?|versions?|tier|categor(?:y|ies)|class|type|track|workstreams?|recommendations?|measures?|actions?|amendments?|motions?|building|floor|platform|route|highway|bus|exhibit|clauses?|schedule|notes?|questions?|slides?|session|ref\\.|rules?|forms?|recital|recitals|activit(?:y|ies)|outcomes?|outputs?|results?|project|stage|tranche|web|industry|district|stream|code|hall|stand|booth|passcode|id|ext\\.?|extension|seat|formula|book|act|title|eq\\.",
  numberedNames: `${sharedNames}|Agenda|Horizon|Goals?|Plan|Mission|Strategy|Programme|Program|Regulation|Directive|Group of|Radio|Channel|Highway|Route|Interstate`,
  street: ',? (?:\\p{L}[\\p{L}\'-]* ){1,3}(?:street|st\\.|avenue|ave\\.?|road|rd\\.?|boulevard|blvd|lane|square)(?!\\p{L})',
};
