/** The fields of a workflow's Run form, from its manual inputs in whatever dialect they were saved. Pure. */
import type { Json, JsonRecord, Node } from '../../db/model.ts';

export type FieldType = 'text' | 'number' | 'boolean' | 'json';
export type InputField = {
  readonly nodeId: string;
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly required: boolean;
  /** what the field begins with, as it is typed */
  readonly value: string;
};

const aliases = {
  name: ['inputVarName', 'manualInputVarName', 'variableName'],
  value: ['inputVarValue', 'manualInputVarValue', 'variableValue'],
  type: ['valueType', 'inputVarType', 'variableType'],
} as const;

export function inputFields(nodes: readonly Pick<Node, 'id' | 'type' | 'label' | 'config'>[]): InputField[] {
  return nodes.filter((node) => node.type === 'manualInput').map(fieldOf);
}

function fieldOf({ id, label, config }: Pick<Node, 'id' | 'label' | 'config'>): InputField {
  const name = String(first(config, aliases.name) ?? 'input');
  const value = first(config, aliases.value) ?? '';
  const given = config.customName ?? label;
  return {
    nodeId: id,
    name,
    label: typeof given === 'string' && given.trim() !== '' ? given : name,
    type: typeOf(first(config, aliases.type), value),
    required: config.required === true,
    value: typeof value === 'string' ? value : JSON.stringify(value),
  };
}

/** The first key that is there; `0`, `false` and `""` are values. */
function first(config: Record<string, unknown>, keys: readonly string[]): unknown {
  const key = keys.find((each) => config[each] !== undefined && config[each] !== null);
  return key === undefined ? undefined : config[key];
}

/** What the config says, else what its default value is. */
function typeOf(declared: unknown, value: unknown): FieldType {
  if (declared === 'text' || declared === 'number' || declared === 'boolean' || declared === 'json') return declared;
  if (typeof value === 'number' || typeof value === 'boolean') return typeof value as 'number' | 'boolean';
  return typeof value === 'object' ? 'json' : 'text';
}

export type Read = { readonly value: Json } | { readonly problem: 'number' | 'json'; readonly text: string };

/** The value that was typed, or what is wrong with it. An empty number or JSON field is null. */
export function readField(type: FieldType, typed: string): Read {
  switch (type) {
    case 'text':
      return { value: typed };
    case 'boolean':
      return { value: typed === 'true' };
    case 'number': {
      if (typed.trim() === '') return { value: null };
      const number = Number(typed.trim().replace(',', '.'));
      return Number.isFinite(number) ? { value: number } : { problem: 'number', text: typed };
    }
    case 'json':
      if (typed.trim() === '') return { value: null };
      try {
        return { value: JSON.parse(typed) as Json };
      } catch (error) {
        return { problem: 'json', text: error instanceof Error ? error.message : String(error) };
      }
    default:
      return type satisfies never;
  }
}

/** A default that is a template is worked out by the server: a field that was left alone sends nothing. */
export function inputsOf(fields: readonly InputField[], typed: ReadonlyMap<string, Json>): JsonRecord {
  const inputs: JsonRecord = {};
  for (const { nodeId } of fields) {
    const value = typed.get(nodeId);
    if (value !== undefined) inputs[nodeId] = value;
  }
  return inputs;
}

/** The inputs of an execution as somebody would type them: those of fields, and the rest as JSON. */
export function typedFrom(
  fields: readonly InputField[],
  inputs: JsonRecord,
): { readonly typed: ReadonlyMap<string, string>; readonly more: string } {
  const typed = new Map<string, string>();
  const rest = { ...inputs };
  for (const { nodeId, type } of fields) {
    const value = inputs[nodeId];
    if (value === undefined) continue;
    // What does not fit the field any more is left to be seen as it was.
    if (type !== 'json' && typeof value === 'object' && value !== null) continue;
    delete rest[nodeId];
    typed.set(
      nodeId,
      value === null ? '' : typeof value === 'string' && type !== 'json' ? value : JSON.stringify(value),
    );
  }
  return { typed, more: Object.keys(rest).length === 0 ? '' : JSON.stringify(rest, null, 2) };
}
