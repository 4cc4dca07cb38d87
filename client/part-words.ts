import { dashboardsWords } from './locales/dashboards.ts';
import { keysWords } from './locales/keys.ts';

/** Parts of the dashboard that are loaded later, each with words of its own. A further part is an entry here. */
export const partWords = {
  account: {
    en: async () => (await import('./locales/en-account.ts')).enAccount,
    es: async () => (await import('./locales/es-account.ts')).esAccount,
  },
  databases: {
    en: async () => (await import('./locales/en-databases.ts')).enDatabases,
    es: async () => (await import('./locales/es-databases.ts')).esDatabases,
  },
  editor: {
    en: async () => (await import('./locales/en-editor.ts')).enEditor,
    es: async () => (await import('./locales/es-editor.ts')).esEditor,
  },
  dashboards: dashboardsWords,
  lists: {
    en: async () => (await import('./locales/en-lists.ts')).enLists,
    es: async () => (await import('./locales/es-lists.ts')).esLists,
  },
  server: {
    en: async () => (await import('./locales/en-server.ts')).enServer,
    es: async () => (await import('./locales/es-server.ts')).esServer,
  },
  keys: keysWords,
  workers: {
    en: async () => (await import('./locales/en-workers.ts')).enWorkers,
    es: async () => (await import('./locales/es-workers.ts')).esWorkers,
  },
};
export type Part = keyof typeof partWords;
