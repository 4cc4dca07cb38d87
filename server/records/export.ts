import type { Asker } from './ask.ts';
import type { ExportPage, ExportRequest } from './export-page.ts';

/** Pages of text, each made when it is asked for: whoever takes them slowly makes nobody keep them. */
export type ExportText = (
  organizationId: string,
  id: string,
  request: Omit<ExportRequest, 'limit'>,
) => AsyncGenerator<string>;

const PAGE = 1_000;

export function createExport(asker: Asker): ExportText {
  return async function* exportText(organizationId, id, { query, ...request }) {
    let after = query.after;
    do {
      const asked = { ...request, query: { ...query, after }, limit: PAGE };
      const { answer }: { answer: ExportPage } = await asker.ask('read', 'exportPage', organizationId, id, asked);
      if (answer.text !== '') yield answer.text;
      after = answer.next ?? undefined;
    } while (after !== undefined);
  };
}
