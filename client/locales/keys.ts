/** The words of the help on keys, for pages that load it later. */
export const keysWords = {
  en: async () => (await import('./en-keys.ts')).enKeys,
  es: async () => (await import('./es-keys.ts')).esKeys,
};
