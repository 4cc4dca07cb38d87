import { listWorkflows } from '../api.ts';

export type Named = { readonly id: string; readonly name: string };
/** More than so many are found by searching. */
const MOST = 2_000;

/** The workflows there are, by name. */
export async function everyName(): Promise<Named[]> {
  const found: Named[] = [];
  let before: string | undefined;
  do {
    const page = await listWorkflows({ before, limit: 200 });
    found.push(...page.items.map(({ id, name }) => ({ id, name })));
    before = page.next ?? undefined;
  } while (before !== undefined && found.length < MOST);
  return found.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
}
