/** Telling an execution what to do. */
import type { Json } from '../../db/model.ts';
import { type Command, type Context, text } from '../command.ts';
import { exitCodes } from '../failure.ts';
import { executionPath } from '../find.ts';
import { parse } from '../inputs.ts';
import { watch } from '../watch.ts';
import { one } from './look.ts';

export const cancel: Command = {
  args: '<execution>',
  summary: 'Cancel an execution',
  options: {},
  async run(context) {
    const executionId = one(context.args, 'cancel');
    const answer = await context.api.send<{ status: string }>('POST', `${executionPath(executionId)}/cancel`);
    return said(context, answer, `${executionId} is ${answer.status}.`);
  },
};

export const retry: Command = {
  args: '<execution>',
  summary: 'Run what failed again, in a new execution that keeps what had completed',
  options: { follow: { type: 'boolean', short: 'f' } },
  help: ['-f, --follow  Show what happens until it has ended'],
  async run(context) {
    const retryOf = one(context.args, 'retry');
    const answer = await context.api.send<{ executionId: string }>('POST', `${executionPath(retryOf)}/retry`);
    if (!context.values.follow) {
      const message = `Follow it with: npx cortado logs ${answer.executionId} --follow`;
      if (!context.json) context.out.write(`${answer.executionId}\n`);
      return said(context, answer, message);
    }
    if (!context.json) context.err.write(`${answer.executionId} · retry of ${retryOf}\n`);
    return watch(context, answer.executionId);
  },
};

const answering: Command['options'] = { node: { type: 'string' }, data: { type: 'string' } };
const answeringHelp = [
  '    --node <id>    Which node, when more than one waits',
  '    --data <json>  What is given to it along with the answer',
];

function answerCommand(name: 'approve' | 'reject' | 'resume', summary: string): Command {
  return {
    args: '<execution>',
    summary,
    options: answering,
    help: answeringHelp,
    async run(context) {
      const executionId = one(context.args, name);
      const data = text(context.values, 'data');
      const nodeId = text(context.values, 'node');
      const body: { [key: string]: Json } = { approved: name !== 'reject' };
      if (nodeId !== undefined) body.nodeId = nodeId;
      if (data !== undefined) body.data = parse(data, '--data');
      const answer = await context.api.send<{ nodeId: string }>('POST', `${executionPath(executionId)}/resume`, body);
      const word = name === 'resume' ? 'goes on' : name === 'approve' ? 'is approved' : 'is rejected';
      return said(context, answer, `The node "${answer.nodeId}" of ${executionId} ${word}.`);
    },
  };
}

export const approve = answerCommand('approve', 'Approve at a node that waits for a person');
export const reject = answerCommand('reject', 'Reject at a node that waits for a person');
export const resume = answerCommand('resume', 'Let a waiting node go on (the same as approve)');

function said({ json, out, err }: Context, answer: object, message: string) {
  if (json) out.write(`${JSON.stringify(answer)}\n`);
  else err.write(`${message}\n`);
  return exitCodes.completed;
}
