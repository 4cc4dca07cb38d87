/** axe on a page: every rule it knows but those that are matters of taste. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What axe finds: the rule, and the elements that break it. */
export async function violations(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations: found } = await new AxeBuilder({ page: page as never }).withTags(tags).analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary?.replace(/\s+/g, ' ')}`),
  );
}
