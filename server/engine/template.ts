/**
 * Templates: LiquidJS, so filters and no code. Own fields only, with limits on size, time and memory.
 *
 * A text that is one expression keeps the type of its value; inside a text, objects and lists are written as JSON. A
 * path that leads nowhere is an error unless it is piped to `default`. What a template gives follows from its scope
 * alone: no clock, no chance, no file.
 */
import { type Liquid, LiquidError, Output, type Template, toValue, toValueSync, Value } from 'liquidjs';
import { createLiquid, type RenderLimits, StrictContext, TEMPLATE_MAX } from './liquid.ts';
import { NodeFailure } from './node.ts';

export type Templates = {
  /**
   * Renders every text in a value; what has no template comes back as it is. `scope` is asked for a new object, at most
   * once, and only when there is a template. What it costs is taken off the `budget`. Throws `NodeFailure('template', …)`.
   */
  render<T>(value: T, scope: () => Record<string, unknown>, budget?: RenderBudget): T;
  /** What one attempt may spend on all its templates together: a node may render one for each row of a long list. */
  budget(): RenderBudget;
  /** What the templates of a value come to before they are rendered. */
  inspect(value: unknown): Inspected;
};

export type Inspected = {
  /** what is wrong with the first of them that is wrong; null when none is */
  readonly problem: string | null;
  /** ids used as `nodes.<id>` */
  readonly references: readonly string[];
};

/** What is left: milliseconds of rendering, characters of text. */
export type RenderBudget = { ms: number; characters: number };

export type TemplateLimits = RenderLimits & {
  /** what all renderings of one attempt may take and build */
  readonly attempt: Readonly<RenderBudget>;
};

const LIMITS: TemplateLimits = {
  renderMs: 500,
  memory: 20_000_000,
  attempt: { ms: 5_000, characters: 100_000_000 },
};

type Scope = Record<string, unknown>;
type Parsed =
  | { readonly kind: 'value'; readonly value: Value; readonly parts: Template[] }
  | { readonly kind: 'text'; readonly parts: Template[] };

const HAS_TEMPLATE = /\{[{%]/;
const TAG_ENDS = { '{{': '}}', '{%': '%}' } as const;
const QUOTED_OR_RESULT = /"[^"]*"|'[^']*'|\$result\b/g;
/** `$result` is no name in Liquid: it is read as this one. */
const RESULT = '__result';
const CACHED_TEXTS = 2_000;
const CACHED_LENGTH = 16_384;
/** Of what Liquid says; a template can make it repeat a name of any length. */
const SAID_MAX = 10_000;

export function createTemplates(given: Partial<TemplateLimits> = {}): Templates {
  const limits = { ...LIMITS, ...given };
  const liquid = createLiquid(limits);
  const cache = new Map<string, Parsed>();

  function parse(text: string): Parsed {
    const known = cache.get(text);
    if (known) return known;
    const parsed = read(liquid, text);
    if (text.length <= CACHED_LENGTH) {
      if (cache.size >= CACHED_TEXTS) cache.delete(cache.keys().next().value as string);
      cache.set(text, parsed);
    }
    return parsed;
  }

  function renderText(text: string, scope: Scope): unknown {
    try {
      const parsed = parse(text);
      const context = new StrictContext(scope, liquid.options, { sync: true }, { liquid });
      if (parsed.kind === 'text') return liquid.renderSync(parsed.parts, context);
      return jsonValue(toValue(toValueSync(parsed.value.value(context))));
    } catch (error) {
      throw toFailure(error, text, limits);
    }
  }

  function renderWithin(budget: RenderBudget, text: string, scope: Scope): unknown {
    const since = performance.now();
    const rendered = renderText(text, scope);
    budget.ms -= performance.now() - since;
    if (typeof rendered === 'string') budget.characters -= rendered.length;
    if (budget.ms >= 0 && budget.characters >= 0) return rendered;
    const { ms, characters } = limits.attempt;
    const sentence = `Expected the templates of this node to take at most ${ms} ms and to build at most ${characters} characters in all, got more`;
    throw new NodeFailure('template', `${sentence} ${placeOf(text)}.`);
  }

  function renderAll(value: unknown, scope: () => Scope, budget: RenderBudget): unknown {
    if (typeof value === 'string') return HAS_TEMPLATE.test(value) ? renderWithin(budget, value, scope()) : value;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => renderAll(item, scope, budget));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renderAll(item, scope, budget)]));
  }

  const budget = (): RenderBudget => ({ ...limits.attempt });

  return {
    budget,
    render<T>(value: T, scope: () => Scope, spent = budget()): T {
      if (!hasTemplate(value)) return value;
      let built: Scope | undefined;
      const once = () => {
        built ??= withResult(scope());
        return built;
      };
      return renderAll(value, once, spent) as T;
    },
    inspect(value) {
      const references = new Set<string>();
      for (const text of templatesIn(value)) {
        try {
          const { parts } = parse(text);
          if (text.includes('nodes')) for (const id of nodesUsed(liquid, parts)) references.add(id);
        } catch (error) {
          return { problem: toFailure(error, text, limits).message, references: [...references] };
        }
      }
      return { problem: null, references: [...references] };
    },
  };
}

function read(liquid: Liquid, text: string): Parsed {
  // Blanks around a lone expression come from the editor's text field.
  const bare = /^\s*\{\{[\s\S]*\}\}\s*$/.test(text) ? text.trim() : text;
  const named = inTags(bare, (tag) => tag.replace(QUOTED_OR_RESULT, (word) => (word === '$result' ? RESULT : word)));
  const parts = liquid.parse(named);
  const only = parts.length === 1 ? parts[0] : undefined;
  if (!(only instanceof Output)) return { kind: 'text', parts };
  const { input, contentRange } = only.token as unknown as { input: string; contentRange: [number, number] };
  return { kind: 'value', value: new Value(input.slice(...contentRange), liquid), parts };
}

/** Changes what stands in tags. One pass: a regular expression looks for the end of each of a million open tags. */
function inTags(text: string, change: (tag: string) => string): string {
  const lastEnd = { '{{': text.lastIndexOf('}}'), '{%': text.lastIndexOf('%}') };
  const opening = /\{[{%]/g;
  let changed = '';
  let done = 0;
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const begin = found[0] as '{{' | '{%';
    const isOpen = lastEnd[begin] < opening.lastIndex;
    const end = isOpen ? found.index + 1 : text.indexOf(TAG_ENDS[begin], opening.lastIndex) + 2;
    if (!isOpen) {
      changed += text.slice(done, found.index) + change(text.slice(found.index, end));
      done = end;
    }
    opening.lastIndex = end;
  }
  return changed + text.slice(done);
}

/** Throws when it cannot be said which: then nobody could tell whether they have ended by the time it is rendered. */
function nodesUsed(liquid: Liquid, parts: Template[]): string[] {
  return liquid.globalVariableSegmentsSync(parts).flatMap(([name, id]) => {
    if (name !== 'nodes') return [];
    if (typeof id === 'string' || typeof id === 'number') return [String(id)];
    throw new Error('Expected "nodes" to be followed by the id of a node, such as nodes.fetch or nodes["my node"],');
  });
}

function withResult(scope: Scope): Scope {
  if (scope.$result !== undefined) scope[RESULT] = scope.$result;
  return scope;
}

function hasTemplate(value: unknown): boolean {
  if (typeof value === 'string') return HAS_TEMPLATE.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return (Array.isArray(value) ? value : Object.values(value)).some(hasTemplate);
}

function templatesIn(value: unknown): string[] {
  if (typeof value === 'string') return HAS_TEMPLATE.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return (Array.isArray(value) ? value : Object.values(value)).flatMap(templatesIn);
}

/** JSON has no number for these: the log would keep null, and a recovered execution go on with another value. */
function jsonValue(value: unknown): unknown {
  if (typeof value !== 'number' || Number.isFinite(value)) return value ?? null;
  throw new Error(`Expected a number that JSON can hold, got ${value},`);
}

function toFailure(error: unknown, text: string, limits: TemplateLimits): NodeFailure {
  const where = placeOf(text);
  const root = error instanceof LiquidError ? (error.originalError ?? error) : error;
  // what the engine of JavaScript says of a value that a filter has no use for tells the author nothing
  const said = isOfEngine(root) ? UNFIT : messageOf(root).slice(0, SAID_MAX);
  const missing = /undefined variable: (.+?)(?:, line|$)/.exec(said)?.[1]?.replaceAll(RESULT, '$result');
  const sentence =
    missing === undefined
      ? `${otherwise(said, limits)} ${where}.`
      : `Expected a value at "${missing}" ${where}, found none. Add "| default: …" if it may be missing.`;
  return new NodeFailure('template', sentence, { cause: error });
}

const UNFIT = 'Expected values that the filters here can be used with, got a record or a text that one of them cannot';

function isOfEngine(error: unknown): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof URIError;
}

function placeOf(text: string): string {
  return `in the template "${text.length > 120 ? `${text.slice(0, 120)}…` : text}"`;
}

function otherwise(said: string, { renderMs, memory }: TemplateLimits): string {
  if (said.startsWith('template render limit')) return `Expected an end within ${renderMs} ms`;
  if (said.startsWith('memory alloc limit')) return `Expected at most ${memory} characters or items to be built`;
  if (said.startsWith('parse length limit')) return `Expected at most ${TEMPLATE_MAX} characters`;
  return capital(said.replaceAll(RESULT, '$result').replace(/, file:.*|, line:.*/, ''));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
