import { expect, test } from 'vitest';
import { type EdgeState, edgeState } from '../../client/graph/edge-state.ts';
import type { LogRow } from '../../db/model.ts';
import { type Given, row } from './_rows.ts';

const edge = (fromPort?: string) => ({ fromNodeId: 'a', toNodeId: 'b', fromPort });
const source = (given: Given): LogRow => row(1, 'a', given);
const condition = source({ status: 'completed', result: { conditionResult: true } });
const split = source({ status: 'completed', result: { ports: { A: null } } });
const stopped = source({ status: 'error', outputData: null });
const goesOn = source({ status: 'error', outputData: { error: { message: 'No.', code: 'x' } } });

test.each<[what: string, port: string | undefined, from: LogRow | undefined, state: EdgeState]>([
  ['a node that has not begun decides nothing', undefined, undefined, 'pending'],
  ['a node that runs decides nothing', undefined, source({ status: 'running' }), 'pending'],
  ['a node that waits decides nothing', undefined, source({ status: 'waiting' }), 'pending'],
  ['a completed node takes its edge', undefined, source({ status: 'completed' }), 'taken'],
  ['whatever the port is called', 'A', source({ status: 'completed' }), 'taken'],
  ['but not the way of errors', 'error', source({ status: 'completed' }), 'dead'],
  ['a condition takes its side', 'true', condition, 'taken'],
  ['and not the other', 'false', condition, 'dead'],
  ['and edges without a port', undefined, condition, 'taken'],
  ['ports that are there are taken', 'A', split, 'taken'],
  ['ports that are not are dead', 'B', split, 'dead'],
  ['a failure that stops takes nothing', undefined, stopped, 'dead'],
  ['a failure that goes on takes edges without a port', undefined, goesOn, 'taken'],
  ['or the way of errors', 'error', goesOn, 'taken'],
  ['but no side', 'true', goesOn, 'dead'],
  ['a skipped node takes nothing', undefined, source({ status: 'skipped' }), 'dead'],
  ['a cancelled node takes nothing', undefined, source({ status: 'cancelled' }), 'dead'],
])('%s', (_what, port, from, state) => {
  expect(edgeState(edge(port), from, undefined)).toBe(state);
});

test('an edge into a skipped node is dead', () => {
  expect(edgeState(edge(), source({ status: 'completed' }), row(2, 'b', { status: 'skipped' }))).toBe('dead');
});
