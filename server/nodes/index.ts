/** The one list of node types. Adding a type is adding its file and one line here. */
import type { NodeType, NodeTypes } from '../engine/node.ts';
import { addField } from './add-field.ts';
import { code } from './code.ts';
import { comment } from './comment.ts';
import { condition } from './condition.ts';
import { delay } from './delay.ts';
import { executeWorkflow } from './execute-workflow.ts';
import { fetchData } from './fetch-data.ts';
import { http } from './http.ts';
import { humanApproval } from './human-approval.ts';
import { importRecords } from './import-records.ts';
import { join } from './join.ts';
import { llm } from './llm.ts';
import { manualInput } from './manual-input.ts';
import { output } from './output.ts';
import { saveRecords } from './save-records.ts';
import { splitColumns } from './split-columns.ts';
import { trigger } from './trigger.ts';
import { webhook } from './webhook.ts';
import { webhookResponse } from './webhook-response.ts';

const list = [
  trigger,
  webhook,
  manualInput,
  http,
  llm,
  condition,
  join,
  addField,
  splitColumns,
  code,
  fetchData,
  saveRecords,
  importRecords,
  delay,
  humanApproval,
  executeWorkflow,
  webhookResponse,
  output,
  comment,
] as const;

/** Node types by name, in the order in which people are shown them. */
export const nodeTypes: NodeTypes = new Map(list.map((type) => [type.type, type as unknown as NodeType]));
