/**
 * Lists of executions, newest first, without their payloads. Each filter that has an index of its own goes through it.
 * The others are tested on the way, in steps of some thousand rows, so that no statement holds the process for long.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { headColumns, text, toHead } from './execution-rows.ts';
import { isFinished } from './execution-state.ts';
import type { ExecutionHead } from './model.ts';
import { marks, type Reader, type Value } from './sql.ts';
import type { ExecutionFilter, Page } from './store.ts';

/** Rows that a step tests: few at first, since a test mostly fits what is there. */
const stepRows = (step: number, wanted: number): number => Math.min(5_000, (wanted + 50) * 4 ** step);
/** A filter that fits next to nothing answers a short page after so many steps; its cursor goes on from there. */
const MOST_STEPS = 40;

/** One walk along an index, newest first. What the index cannot tell is tested row by row. */
type Walk = { readonly index: string; readonly where: string; readonly arg: Value; readonly tests: readonly Test[] };
type Test = { readonly sql: string; readonly args: readonly Value[] };
type Place = { readonly createdAt: string; readonly id: string };

export async function listExecutions(
  reader: Reader,
  organizationId: string,
  filter: ExecutionFilter,
): Promise<Page<ExecutionHead>> {
  const { limit, before, from = '', to } = filter;
  const start = before === undefined ? null : decodeCursor(before);
  // no id sorts before the empty one: what follows was created before that time
  const end: Place | null = to === undefined ? null : { createdAt: to, id: '' };
  const begin: Place | null = start && { createdAt: start.time, id: start.id };
  let place = begin && end && newestFirst(begin, end) < 0 ? end : (begin ?? end);
  const walks = plan(organizationId, filter);
  const found: Place[] = [];
  let more = true;
  for (let step = 0; more && step < MOST_STEPS && found.length <= limit; step++) {
    // a local file answers without letting go of the process
    if (step > 0) await turn();
    const wanted = limit + 1 - found.length;
    const parts = await Promise.all(
      walks.map((walk) => stepOf(reader, walk, from, place, walk.tests.length > 0 ? stepRows(step, wanted) : wanted)),
    );
    // a walk that stopped at its step's end says nothing of what lies beyond, so the others stop there too
    const ends = parts.map((part) => part.end).filter((end) => end !== null);
    const horizon = ends.sort(newestFirst)[0] ?? null;
    const fits = parts.flatMap((part) => part.fits).sort(newestFirst);
    const seen = horizon ? fits.filter((item) => newestFirst(item, horizon) <= 0) : fits;
    found.push(...seen.slice(0, wanted));
    place = found.length > limit ? place : horizon;
    more = horizon !== null;
  }
  const items = await heads(reader, found.slice(0, limit));
  const last = found.length > limit ? found[limit - 1] : more ? place : undefined;
  return { items, next: last ? encodeCursor({ time: last.createdAt, id: last.id }) : null };
}

function plan(organizationId: string, { workflowId, status, trigger }: ExecutionFilter): Walk[] {
  const triggered: Test[] = trigger ? [{ sql: 'triggerType = ?', args: [trigger] }] : [];
  const owned: Test[] = [...triggered, { sql: 'organizationId = ?', args: [organizationId] }];
  const walk = (byOrganization: string, byWorkflow: string, where: string): Walk =>
    workflowId === undefined
      ? { index: byOrganization, where: `organizationId = ?${where}`, arg: organizationId, tests: triggered }
      : { index: byWorkflow, where: `workflowId = ?${where}`, arg: workflowId, tests: owned };
  if (!status || status.length === 0) return [walk('executions_by_organization', 'executions_by_workflow', '')];
  const walks = [...new Set(status)]
    .filter(isFinished)
    .map((one) =>
      walk(
        'executions_ended_by_organization',
        'executions_ended_by_workflow',
        ` AND status = '${one}' AND completedAt IS NOT NULL`,
      ),
    );
  const unfinished = status.filter((one) => !isFinished(one));
  if (unfinished.length === 0) return walks;
  const tests: Test[] = [...triggered, { sql: `status IN (${marks(unfinished.length)})`, args: unfinished }];
  if (workflowId !== undefined) tests.push({ sql: 'workflowId = ?', args: [workflowId] });
  const where = 'organizationId = ? AND completedAt IS NULL';
  return [...walks, { index: 'executions_unfinished', where, arg: organizationId, tests }];
}

type Part = { readonly fits: Place[]; readonly end: Place | null };

async function stepOf(
  reader: Reader,
  { index, where, arg, tests }: Walk,
  from: string,
  place: Place | null,
  rows: number,
): Promise<Part> {
  const fits = tests.length > 0 ? tests.map((test) => test.sql).join(' AND ') : '1';
  const sql = `SELECT createdAt, id, ${fits} AS fits FROM workflow_executions INDEXED BY ${index}
    WHERE ${where} AND createdAt >= ? ${place ? 'AND (createdAt, id) < (?, ?)' : ''}
    ORDER BY createdAt DESC, id DESC LIMIT ?`;
  const args = [...tests.flatMap((test) => test.args), arg, from];
  if (place) args.push(place.createdAt, place.id);
  const walked = await reader.all(sql, [...args, rows]);
  const places = walked.map((row) => ({ createdAt: text(row[0]), id: text(row[1]), fits: row[2] === 1 }));
  return { fits: places.filter((row) => row.fits), end: walked.length < rows ? null : (places.at(-1) ?? null) };
}

function newestFirst(a: Place, b: Place): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1;
  return a.id === b.id ? 0 : a.id < b.id ? 1 : -1;
}

const headsSql = `SELECT ${headColumns} FROM json_each(?) AS wanted CROSS JOIN workflow_executions AS e ON e.id = wanted.value`;

async function heads(reader: Reader, places: readonly Place[]): Promise<ExecutionHead[]> {
  if (places.length === 0) return [];
  const rows = await reader.all(headsSql, [JSON.stringify(places.map((place) => place.id))]);
  return rows.map(toHead);
}
