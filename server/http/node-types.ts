/** Node types as the editor and other tools need them: with their config as JSON Schema. */
import * as z from 'zod';
import type { Json } from '../../db/model.ts';
import type { NodeType, NodeTypes } from '../engine/node.ts';
import { shapeOf } from '../nodes/aliased.ts';
import type { NodeTypeAnswer } from './answers.ts';

const made = new WeakMap<NodeTypes, { nodeTypes: NodeTypeAnswer[]; next: null }>();

export function nodeTypesAnswer(types: NodeTypes): { nodeTypes: NodeTypeAnswer[]; next: null } {
  const known = made.get(types) ?? { nodeTypes: [...types.values()].map(answer), next: null };
  made.set(types, known);
  return known;
}

function answer(type: NodeType): NodeTypeAnswer {
  const { title, description, category, effect, outputs, inputs, retries, timeoutMs } = type;
  const config = z.toJSONSchema(shapeOf(type.config), { io: 'input', unrepresentable: 'any' }) as Record<string, Json>;
  return {
    type: type.type,
    title,
    description,
    category,
    effect,
    outputs: outputs && [...outputs],
    inputs: [...inputs],
    retries,
    timeoutMs,
    config,
  };
}
