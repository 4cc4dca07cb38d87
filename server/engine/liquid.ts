/** LiquidJS as templates use it: own fields only, no files, no clock, no chance. */
import { Context, Liquid } from 'liquidjs';

export type RenderLimits = {
  /** ms that one rendering may take */
  readonly renderMs: number;
  /** size of what it may build, in characters or items */
  readonly memory: number;
};

/** Characters of one template. */
export const TEMPLATE_MAX = 1_000_000;

/** Filters and tags that read nothing but what they are given, and none that a template could hang the server with. */
export function createLiquid({ renderMs, memory }: RenderLimits): Liquid {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    ownPropertyOnly: true,
    parseLimit: TEMPLATE_MAX,
    renderLimit: renderMs,
    memoryLimit: memory,
    outputEscape: asText,
    timezoneOffset: 0,
    locale: 'en-US',
    templates: {},
  });
  for (const tag of ['include', 'render', 'layout', 'block']) delete liquid.tags[tag];
  delete liquid.filters.sample;
  for (const name of ['date', 'date_to_xmlschema', 'date_to_rfc822', 'date_to_string', 'date_to_long_string']) {
    keepTime(liquid, name);
  }
  for (const name of Object.keys(liquid.filters)) if (!TAKES_ANYTHING.has(name)) takeWordsOnly(liquid, name);
  for (const name of Object.keys(liquid.filters)) keepLimit(liquid, name);
  return liquid;
}

/** Liquid looks at the time between tags only, and one tag may have thousands of filters. */
function keepLimit(liquid: Liquid, name: string): void {
  const filter = liquid.filters[name]!;
  const [handler, raw] = typeof filter === 'function' ? [filter, false] : [filter.handler, filter.raw];
  liquid.registerFilter(name, {
    raw,
    handler(...given) {
      this.context.renderLimit.check(performance.now());
      return handler.apply(this, given);
    },
  });
}

/** `now` and `today` are the start of the execution, so that a template gives the same whenever it is rendered. */
function keepTime(liquid: Liquid, name: string): void {
  const filter = liquid.filters[name] as (this: FilterThis, value: unknown, ...rest: unknown[]) => unknown;
  liquid.registerFilter(name, function (this: FilterThis, value: unknown, ...rest: unknown[]) {
    const time = value === 'now' || value === 'today' ? this.context.getSync(['execution', 'startedAt']) : value;
    return filter.call(this, time, ...rest);
  });
}
type FilterThis = { context: { getSync(path: string[]): unknown } };

/** What these are given is passed on as it is. */
const TAKES_ANYTHING = new Set(['concat', 'push', 'unshift', 'default', 'raw']);

/** A list as the name of a field is made into text again for each row: quadratic, and no limit of Liquid counts it. */
function takeWordsOnly(liquid: Liquid, name: string): void {
  const filter = liquid.filters[name] as (this: FilterThis, value: unknown, ...rest: unknown[]) => unknown;
  liquid.registerFilter(name, function (this: FilterThis, value: unknown, ...rest: unknown[]) {
    if (!rest.some((each) => typeof each === 'object' && each !== null)) return filter.call(this, value, ...rest);
    throw new Error(`Expected "${name}" to be given texts and numbers, got a list or a record,`);
  });
}

/**
 * Liquid reads a field of null as null; here that is a path that leads nowhere. Filters that look into each row of a list
 * come by here for every one of them, so the time is looked at here.
 */
export class StrictContext extends Context {
  override *_getFromScope(
    scope: unknown,
    paths: Parameters<Context['_getFromScope']>[1],
    strict: boolean = this.strictVariables,
  ): IterableIterator<unknown> {
    this.renderLimit.check(performance.now());
    const names = typeof paths === 'string' ? paths.split('.') : paths;
    let at = scope;
    for (let depth = 0; depth < names.length; depth += 1) {
      const missing = strict && depth > 0 && (at === null || at === undefined);
      const path = missing ? [names.slice(0, depth + 1).join('.')] : [names[depth]!];
      at = yield super._getFromScope(missing ? {} : at, path, missing);
      if (strict && at === undefined) yield super._getFromScope({}, [names.slice(0, depth + 1).join('.')], true);
    }
    return at;
  }

  /** Called for each row: Liquid itself looks at the time between tags alone. */
  override push(scope: object): number {
    this.renderLimit.check(performance.now());
    return super.push(scope);
  }

  /** Filters such as `where` look into each row of a list by this; a row without the field is no error. */
  override spawn(scope: object = {}): Context {
    const { sync, globals, ownPropertyOnly, renderLimit, memoryLimit, liquid } = this;
    const options = { sync, globals, strictVariables: false, ownPropertyOnly };
    return new StrictContext(scope, this.opts, options, { renderLimit, memoryLimit, liquid });
  }
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
