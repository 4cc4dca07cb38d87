/** The words of dashboards, for pages that load them later. */
export const dashboardsWords = {
  en: async () => (await import('./en-dashboards.ts')).enDashboards,
  es: async () => (await import('./es-dashboards.ts')).esDashboards,
};
