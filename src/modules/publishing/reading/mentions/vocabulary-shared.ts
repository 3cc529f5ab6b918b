/** Codes and symbols that every language writes alike. */
export const sharedCurrencies: [string, string][] = [
  ['€', 'EUR'], ['us\\$|\\$us|\\$ us', 'USD'], ['ca\\$|\\$ca|c\\$|\\$ ca', 'CAD'], ['a\\$', 'AUD'], ['\\$', 'USD'], ['£', 'GBP'], ['¥', 'JPY'], ['jpy', 'JPY'], ['aud', 'AUD'], ['cny|rmb', 'CNY'], ['htg', 'HTG'], ['rwf|frw', 'RWF'], ['cdf', 'CDF'],
];

export const sharedMeasures: [string, string][] = [
  ['km²|km2', 'km²'], ['m²|m2', 'm²'], ['m³|m3', 'm³'], ['km/h', 'km/h'], ['km', 'km'], ['cm', 'cm'], ['mm', 'mm'], ['ha', 'ha'], ['g/m²|g/m2', 'g/m²'], ['kg/m²|kg/m³', 'kg/m²'], ['kg', 'kg'], ['gwh', 'GWh'], ['mwh', 'MWh'], ['kwh/m²|kwh/m2', 'kWh/m²'], ['kwh', 'kWh'], ['twh', 'TWh'], ['gw', 'GW'], ['mw', 'MW'], ['kwc|kw', 'kW'], ['mwc', 'MW'],
  ['°c|° c', '°C'], ['°f', '°F'], ['°', '°'], ['gb', 'GB'], ['mb', 'MB'], ['kb|ko', 'kB'], ['mbit/s|mbps', 'Mbit/s'], ['gt(?: co2)?', 'Gt'], ['mt(?: co2)?', 'Mt'], ['ppm', 'ppm'], ['µg/m³|µg/m3', 'µg/m³'], ['db', 'dB'], ['ghz', 'GHz'], ['mhz', 'MHz'], ['hz', 'Hz'], ['kbit/s', 'kbit/s'], ['dpi', 'dpi'], ['ms', 'ms'], ['s', 's'], ['l', 'l'], ['m', 'm'], ['t', 't'], ['g', 'g'], ['px', 'px'],
];

/** Names that take a number after a space: as in `COP 30`, `ODD 11`, `ISO 3166`, `Wi-Fi 6`. Case counts. */
export const sharedNames = 'COP|CMP|CMA|SB|ODD|SDGs?|OMD|MDGs?|CMF|ISO|NF|RFC|IEC|DIN|CAC|BP|B\\.P\\.|P\\.O\\. Box|PO Box|CP|CS|UTC ?[+-]|GMT ?[+-]|RN|RD|AF|RER|TGV|G|C|Wi-Fi|Wifi|WiFi|Windows|iPhone|iPad|Galaxy|Office|Microsoft|Boeing|Airbus|Apollo|Ariane|Sentinel|Landsat|Python|Node|HTML|Expo|Euro|[Tt]op|Vision|Habitat|Covid|COVID|Fortune|RCP|SSP|UN|ONU|OACI|Loi|UNSCR|S&P|NUTS|Tier|Horizon Europe|Interreg|LIFE|Erasmus';
