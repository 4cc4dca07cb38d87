/** What a schema found, as sentences: what was expected, what came, where. */
import type * as z from 'zod';
import type { Problem } from '../../db/errors.ts';

export function problemsOf(error: z.ZodError): Problem[] {
  return error.issues.map((issue) => {
    const path = issue.path.join('.');
    return { path, message: sentence(issue, path === '' ? 'the body' : `"${path}"`) };
  });
}

function sentence(issue: z.core.$ZodIssue, where: string): string {
  switch (issue.code) {
    case 'invalid_type':
      return `Expected ${where} to be ${named(issue.expected)}, got ${typeNamed(issue.input, issue.message)}.`;
    case 'too_small':
      return `Expected ${where} to be at least ${issue.minimum}${unit(issue.origin)}.`;
    case 'too_big':
      return `Expected ${where} to be at most ${issue.maximum}${unit(issue.origin)}.`;
    case 'invalid_value':
      return `Expected ${where} to be one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}.`;
    case 'unrecognized_keys':
      return `Expected no ${issue.keys.map((key) => `"${key}"`).join(', ')} in ${where}.`;
    default:
      return `${where}: ${issue.message}`;
  }
}

function unit(origin: string): string {
  if (origin === 'string') return ' characters long';
  return origin === 'array' ? ' long' : '';
}

function named(type: string): string {
  if (type === 'record' || type === 'object') return 'an object';
  if (type === 'array') return 'a list';
  return type === 'int' ? 'a whole number' : `a ${type}`;
}

/** zod leaves the value out of the issue by default, and names its type at the end of the message. */
function typeNamed(input: unknown, message: string): string {
  if (input === undefined && !message.includes('received ')) return 'nothing';
  const received = message.slice(message.lastIndexOf('received ') + 'received '.length);
  if (received === 'undefined') return 'nothing';
  if (received === 'null') return 'null';
  return named(received);
}
