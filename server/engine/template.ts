/**
 * Templates: LiquidJS, so filters and no code. Own fields only, with limits on size, time and memory.
 *
 * A text that is one expression keeps the type of its value; inside a text, objects and lists are written as JSON. A
 * path that leads nowhere is an error unless it is piped to `default`.
 */
import { Liquid, LiquidError, Output, type Template } from 'liquidjs';
import { NodeFailure } from './node.ts';

export type Templates = {
  /** Renders every text in a value; what has no template comes back as it is. Throws `NodeFailure('template', …)`. */
  render<T>(value: T, scope: () => Record<string, unknown>): T;
  /** What is wrong with the templates of a value; null when nothing is. */
  problem(value: unknown): string | null;
  /** Ids used as `nodes.<id>` in the templates of a value. */
  references(value: unknown): string[];
};

export type TemplateLimits = {
  /** ms that one rendering may take */
  readonly renderMs: number;
  /** size of what it may build, in characters or items */
  readonly memory: number;
};

/** `$result` is no name in Liquid: it is written as this one before the template is read. */
const RESULT = '__result';
const RESULT_WORD = /\$result\b/g;
const TAG = /\{[{%]/;
const KEPT = 2_000;

type Parsed = { readonly parts: Template[]; readonly only: Output | null };

export function createTemplates(limits: TemplateLimits = { renderMs: 250, memory: 20_000_000 }): Templates {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    ownPropertyOnly: true,
    parseLimit: 1_000_000,
    renderLimit: limits.renderMs,
    memoryLimit: limits.memory,
    outputEscape: asText,
    relativeReference: false,
    templates: {},
  });
  for (const tag of ['include', 'render', 'layout', 'block']) delete liquid.tags[tag];
  keepTime(liquid);
  const cache = new Map<string, Parsed>();

  function parse(text: string): Parsed {
    const known = cache.get(text);
    if (known) return known;
    const bare = /^\s*\{\{[\s\S]*\}\}\s*$/.test(text) ? text.trim() : text;
    const parts = liquid.parse(bare.replace(/\{[{%][\s\S]*?[}%]\}/g, (tag) => tag.replace(RESULT_WORD, RESULT)));
    const only = parts.length === 1 && parts[0] instanceof Output ? parts[0] : null;
    if (cache.size >= KEPT) cache.delete(cache.keys().next().value as string);
    const parsed = { parts, only };
    cache.set(text, parsed);
    return parsed;
  }

  function renderText(text: string, scope: Record<string, unknown>): unknown {
    try {
      const { parts, only } = parse(text);
      if (only) return typed(liquid.evalValueSync(expressionOf(only), scope));
      return liquid.renderSync(parts, scope);
    } catch (error) {
      throw toFailure(error, text);
    }
  }

  function walk(value: unknown, scope: () => Record<string, unknown>): unknown {
    if (typeof value === 'string') return TAG.test(value) ? renderText(value, scope()) : value;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => walk(item, scope));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, scope)]));
  }

  return {
    render<T>(value: T, scope: () => Record<string, unknown>): T {
      if (!hasTemplate(value)) return value;
      let built: Record<string, unknown> | undefined;
      const once = () => {
        built ??= withResult(scope());
        return built;
      };
      return walk(value, once) as T;
    },
    problem(value) {
      for (const text of textsOf(value)) {
        try {
          parse(text);
        } catch (error) {
          return toFailure(error, text).message;
        }
      }
      return null;
    },
    references(value) {
      const ids = new Set<string>();
      for (const text of textsOf(value)) {
        for (const path of liquid.globalVariableSegmentsSync(text.replace(RESULT_WORD, RESULT))) {
          if (path[0] === 'nodes' && typeof path[1] === 'string') ids.add(path[1]);
        }
      }
      return [...ids];
    },
  };
}

/** `now` and `today` are the start of the execution, so that a template gives the same whenever it is rendered. */
function keepTime(liquid: Liquid): void {
  const date = liquid.filters.date as (this: FilterThis, value: unknown, ...rest: unknown[]) => unknown;
  liquid.registerFilter('date', function (this: FilterThis, value: unknown, ...rest: unknown[]) {
    const started = value === 'now' || value === 'today' ? this.context.getSync(['execution', 'startedAt']) : value;
    return date.call(this, started, ...rest);
  });
}
type FilterThis = { context: { getSync(path: string[]): unknown } };

function withResult(scope: Record<string, unknown>): Record<string, unknown> {
  return scope.$result === undefined ? scope : { ...scope, [RESULT]: scope.$result };
}

function hasTemplate(value: unknown): boolean {
  if (typeof value === 'string') return TAG.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return (Array.isArray(value) ? value : Object.values(value)).some(hasTemplate);
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return TAG.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return (Array.isArray(value) ? value : Object.values(value)).flatMap(textsOf);
}

function expressionOf(output: Output): string {
  return output.token.input.slice(output.token.contentRange[0], output.token.contentRange[1]);
}

/** What an expression gives may be something of Liquid's own; what goes on is JSON. */
function typed(value: unknown): unknown {
  return value === undefined ? null : value;
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function toFailure(error: unknown, text: string): NodeFailure {
  const where = `in the template "${text.length > 120 ? `${text.slice(0, 120)}…` : text}"`;
  if (!(error instanceof LiquidError)) {
    const why = error instanceof Error ? error.message : String(error);
    return new NodeFailure('template', `${why} ${where}.`, { cause: error });
  }
  const said = error.originalError?.message ?? error.message;
  const missing = /undefined variable: (.+?)(?:, line|$)/.exec(said);
  if (missing) {
    const path = missing[1]!.replaceAll(RESULT, '$result');
    return new NodeFailure(
      'template',
      `Expected a value at "${path}" ${where}, found none. Add "| default: …" if it may be missing.`,
      {
        cause: error,
      },
    );
  }
  const sentence = said.replaceAll(RESULT, '$result').replace(/, file:.*|, line:.*/, '');
  return new NodeFailure('template', `${sentence} ${where}.`, { cause: error });
}
