/** What a person writes as `--input node=value`, as the API wants it. */
import { readFile } from 'node:fs/promises';
import type { Json, JsonRecord, Node } from '../db/model.ts';
import { usage } from './failure.ts';

/**
 * `name=text`, `name:=json`, `name=@file`. A name is a node's id, else its label, else the variable of a manual input;
 * any other goes on as it is, for the trigger.
 */
export async function readInputs(texts: readonly string[], nodes: readonly Node[]): Promise<JsonRecord> {
  const inputs: JsonRecord = {};
  for (const text of texts) {
    const [, name, json, value] = /^(.+?)(:)?=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) {
      throw usage(`Expected --input as node=value, or node:=json, got "${text}".`);
    }
    inputs[keyFor(name.trim(), nodes)] = await inputValue(value, json !== undefined, name);
  }
  return inputs;
}

/** All inputs from a JSON file, or from standard input when it is called "-". */
export async function readInputFile(path: string): Promise<JsonRecord> {
  const value = parse(await readText(path), `the inputs in "${path}"`);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw usage(`Expected the inputs in "${path}" to be a JSON object, keyed by node.`);
}

export async function readText(path: string): Promise<string> {
  try {
    if (path !== '-') return await readFile(path, 'utf8');
    const parts: Buffer[] = [];
    for await (const part of process.stdin) parts.push(part as Buffer);
    return Buffer.concat(parts).toString();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw usage(code === 'ENOENT' ? `There is no file "${path}".` : `The file "${path}" cannot be read: ${message}.`);
  }
}

async function inputValue(value: string, isJson: boolean, name: string): Promise<Json> {
  const content = value.startsWith('@') ? await readText(value.slice(1)) : value;
  return isJson ? parse(content, `the value of "${name}"`) : content;
}

export function parse(text: string, what: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw usage(`Expected ${what} to be JSON: ${(error as Error).message}.`);
  }
}

function keyFor(name: string, nodes: readonly Node[]): string {
  if (nodes.some((node) => node.id === name)) return name;
  const said = name.toLowerCase();
  for (const names of [labelsOf, variablesOf]) {
    const fitting = nodes.filter((node) => names(node).some((each) => each.toLowerCase() === said));
    const [only] = fitting;
    if (only && fitting.length === 1) return only.id;
    if (fitting.length > 1) {
      const ids = fitting.map((node) => `"${node.id}"`).join(', ');
      throw usage(`"${name}" fits several nodes: use one of the ids ${ids}.`);
    }
  }
  return name;
}

function labelsOf({ label, config }: Node): string[] {
  return [label, config.customName].filter((each): each is string => typeof each === 'string' && each !== '');
}

function variablesOf({ type, config }: Node): string[] {
  const variable = config.inputVarName ?? config.manualInputVarName ?? config.variableName;
  return type === 'manualInput' && typeof variable === 'string' ? [variable] : [];
}
