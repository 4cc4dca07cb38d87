/** The words of the editor, and what node types and their keys are called. */
import { createEffect, createRoot, createSignal } from 'solid-js';
import { locale, t, type Words } from '../i18n.ts';
import { enNodes } from '../locales/node-words/en.ts';
import type { NodeTypeInfo } from './model/ports.ts';
import { humanized, type NodeWords } from './node-words.ts';

const PREFIX = 'editor.';
export type EditorKey =
  Extract<keyof Words, `${typeof PREFIX}${string}`> extends `${typeof PREFIX}${infer Key}` ? Key : never;

const [nodeWords, setNodeWords] = createSignal<NodeWords>(enNodes);

/** The text of a key of the editor with its `{{places}}` filled. */
export function w(key: EditorKey, values?: Record<string, string | number>): string {
  return t(`${PREFIX}${key}`, values);
}

/** Once what node types are called is there in the page's language; it follows the language from then on. */
export async function nodeWordsReady(): Promise<void> {
  await load();
  createRoot(() => createEffect(() => void load()));
}

async function load(): Promise<void> {
  const wanted = locale();
  const words = wanted === 'es' ? (await import('../locales/node-words/es.ts')).esNodes : enNodes;
  if (locale() === wanted) setNodeWords(words);
}

export function typeTitle(type: NodeTypeInfo | undefined, name: string): string {
  return (type && nodeWords().types[type.type]?.title) ?? type?.title ?? name;
}

export function typeDescription(type: NodeTypeInfo): string {
  return nodeWords().types[type.type]?.description ?? type.description;
}

/** The short name of a config key. */
export function keyLabel(type: string, key: string): string {
  const { types, keys } = nodeWords();
  return types[type]?.labels?.[key] ?? keys[key] ?? humanized(key);
}

/** A sentence on a config key, the server's own where there are no words for it; empty where it adds nothing to the label. */
export function keyHint(type: string, key: string, description: string): string {
  if (saidByLabel.has(`${type}.${key}`)) return '';
  const hint = nodeWords().types[type]?.hints?.[key] ?? description;
  return hint.toLowerCase() === keyLabel(type, key).toLowerCase() ? '' : hint;
}

/** Keys whose label says all that their description does. */
const saidByLabel = new Set([
  'manualInput.inputVarName',
  'manualInput.valueType',
  'manualInput.required',
  'http.httpUrl',
  'http.httpMethod',
  'http.headers',
  'http.query',
  'http.authUser',
  'http.authPassword',
  'http.authHeader',
  'http.authType',
  'http.followRedirects',
  'llm.llmPrompt',
  'llm.model',
  'llm.outputType',
  'condition.conditionValue',
  'addField.fieldName',
  'code.memoryMb',
  'delay.amount',
  'delay.unit',
  'humanApproval.message',
  'executeWorkflow.workflowId',
  'webhookResponse.statusCode',
  'webhookResponse.headers',
  'comment.text',
  'workflow settings.timeoutMs',
  'workflow settings.concurrency',
  'workflow settings.nodeConcurrency',
]);

/** A value to choose from, as people say it. */
export function optionLabel(type: string, key: string, option: string): string {
  const { types, options } = nodeWords();
  return types[type]?.options?.[`${key}.${option}`] ?? options[option] ?? option;
}
