/** Where a call may say that its days end: each is named after a city, « heure de Paris ». */
export const timeZones = [
  'Europe/Paris',
  'Africa/Abidjan',
  'Indian/Antananarivo',
  'Africa/Bujumbura',
  'Africa/Casablanca',
  'Africa/Dakar',
  'Africa/Djibouti',
  'Africa/Douala',
  'Africa/Kinshasa',
  'Africa/Tunis',
  'America/Toronto',
  'America/Port-au-Prince',
  'Asia/Beirut',
  'Asia/Ho_Chi_Minh',
  'Asia/Phnom_Penh',
  'Europe/Brussels',
  'Europe/Bucharest',
  'Indian/Mauritius',
  'Pacific/Noumea',
  'Pacific/Efate',
] as const;
export type TimeZone = (typeof timeZones)[number];
