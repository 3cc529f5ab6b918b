/** Addresses of the rules and the themes of the fund. */
export const fundSettingPaths = {
  settings: () => '/fonds/regles',
  setting: (name: string) => `/fonds/regles/${name}`,
  themes: () => '/fonds/themes',
  themeRetirement: (code: string) => `/fonds/themes/${code}/retrait`,
};
