/** The sections of the dashboard, in the order of their links. A further one is a line here and a word in `client/locales`. */
export const sections = [
  { href: '/', word: 'app.workflows', within: ['/workflows'] },
  { href: '/executions', word: 'app.executions', within: [] },
  { href: '/databases', word: 'app.databases', within: [] },
  { href: '/dashboards', word: 'app.dashboards', within: [] },
] as const;
export type Section = (typeof sections)[number];

/** The section that an address belongs to; undefined for pages of none, such as the settings. */
export function sectionOf(path: string): Section | undefined {
  const isAt = (place: string) => path === place || (place !== '/' && path.startsWith(`${place}/`));
  return sections.find(({ href, within }) => [href, ...within].some(isAt));
}
