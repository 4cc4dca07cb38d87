/** Graphs as the editors of several years wrote them, brought into the one dialect. Lenient about form, never about meaning. */

import type * as z from 'zod';
import type { Problem } from '../../db/errors.ts';
import {
  type Connection,
  connectionSchema,
  type Node,
  nodeSchema,
  type WorkflowDocument,
  type WorkflowSettings,
  workflowSettingsSchema,
} from '../../db/model.ts';
import { safeParse } from '../../db/safe-parse.ts';
import type { NodeTypes } from '../engine/node.ts';
import { withoutAliases } from '../nodes/aliased.ts';

/** Levels of lists and records in a config. */
const NESTING_MAX = 100;

export type GivenGraph = { readonly nodes: unknown; readonly connections: unknown; readonly settings: unknown };
export type Normalised = { readonly document: WorkflowDocument; readonly problems: Problem[] };

/** The document, and what of it could not be read: those parts are left out. */
export function normalise(graph: GivenGraph, types: NodeTypes): Normalised {
  const problems: Problem[] = [];
  const nodes = listOf(graph.nodes, 'nodes', problems).flatMap((raw, index) => readNode(raw, index, types, problems));
  const connections = listOf(graph.connections, 'connections', problems).flatMap((raw, index) =>
    readConnection(raw, index, problems),
  );
  return { document: { nodes, connections, settings: readSettings(graph.settings, problems) }, problems };
}

function listOf(value: unknown, path: string, problems: Problem[]): unknown[] {
  if (Array.isArray(value)) return value;
  if (value !== undefined && value !== null)
    problems.push({ path, message: `Expected "${path}" to be a list, got ${kindOf(value)}.` });
  else if (path === 'nodes') problems.push({ path, message: 'Expected "nodes" to be a list of nodes, got nothing.' });
  return [];
}

function readNode(raw: unknown, index: number, types: NodeTypes, problems: Problem[]): Node[] {
  const path = `nodes[${index}]`;
  if (!isObject(raw)) {
    problems.push({ path, message: `Expected a node (an object), got ${kindOf(raw)}.` });
    return [];
  }
  const position = isObject(raw.position) ? raw.position : {};
  const config = raw.config ?? {};
  const candidate = {
    id: idText(raw.id),
    type: raw.type,
    label: typeof raw.label === 'number' ? String(raw.label) : (raw.label ?? ''),
    x: coordinate(raw.x ?? position.x),
    y: coordinate(raw.y ?? position.y),
    config: isObject(config) ? canonicalConfig(raw.type, config, types) : config,
  };
  if (isDeeper(config, NESTING_MAX)) {
    const message = `Expected ${path}.config to be nested at most ${NESTING_MAX} deep.`;
    problems.push({ path: `${path}.config`, message, key: 'config' });
    return [];
  }
  return read(nodeSchema, candidate, path, problems, typeof candidate.id === 'string' ? candidate.id : undefined);
}

function canonicalConfig(type: unknown, config: Record<string, unknown>, types: NodeTypes): Record<string, unknown> {
  const known = typeof type === 'string' ? types.get(type) : undefined;
  return known ? withoutAliases(known.config, config) : config;
}

function readConnection(raw: unknown, index: number, problems: Problem[]): Connection[] {
  const path = `connections[${index}]`;
  if (!isObject(raw)) {
    problems.push({ path, message: `Expected a connection (an object), got ${kindOf(raw)}.` });
    return [];
  }
  const candidate = {
    id: idText(raw.id) ?? undefined,
    fromNodeId: idText(raw.fromNodeId),
    toNodeId: idText(raw.toNodeId),
    fromPort: portText(raw.fromPort) ?? portText(raw.outputType),
    toPort: portText(raw.toPort) ?? portText(raw.inputPort),
  };
  return read(connectionSchema, candidate, path, problems);
}

function readSettings(raw: unknown, problems: Problem[]): WorkflowSettings {
  if (raw === undefined || raw === null) return {};
  return read(workflowSettingsSchema, raw, 'settings', problems)[0] ?? {};
}

function read<Schema extends z.ZodType>(
  schema: Schema,
  candidate: unknown,
  path: string,
  problems: Problem[],
  nodeId?: string,
): z.output<Schema>[] {
  const parsed = safeParse(schema, candidate);
  if (parsed.success) return [parsed.data];
  for (const issue of parsed.error.issues) {
    const key = issue.path.join('.');
    const where = key === '' ? path : `${path}.${key}`;
    problems.push({
      path: where,
      message: `${where}: ${issue.message}.`,
      ...(nodeId !== undefined && { nodeId }),
      ...(key !== '' && { key }),
    });
  }
  return [];
}

/** Some editors numbered their nodes. */
function idText(id: unknown): unknown {
  return typeof id === 'number' ? String(id) : (id ?? undefined);
}

/** No port, however it was said. */
function portText(port: unknown): unknown {
  if (port === null || port === undefined || port === '') return undefined;
  return typeof port === 'boolean' ? String(port) : port;
}

/** Where a node stands is no part of its meaning: what cannot be read is left out. */
function coordinate(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Without recursion: it is there to keep others from running out of stack. */
function isDeeper(value: unknown, limit: number): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `${JSON.stringify(value)}`;
}
