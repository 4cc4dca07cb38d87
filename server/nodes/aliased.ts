/** Configs under the names that earlier editors gave their keys. */
import * as z from 'zod';

type Aliases = { readonly [key: string]: readonly string[] };
export type Aliased<Schema extends z.ZodObject> = z.ZodPreprocess<Schema>;

/**
 * A config schema that also takes each key under its aliases: the first one that is there wins, the canonical name
 * before all. `null` counts as not there; `0`, `false` and `""` are values.
 */
export function aliased<Schema extends z.ZodObject>(schema: Schema, aliases: Aliases = {}): Aliased<Schema> {
  return z.preprocess((raw) => canonical(raw, aliases), schema).meta({ aliases });
}

function canonical(raw: unknown, aliases: Aliases): unknown {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw;
  const given = raw as Record<string, unknown>;
  // made as JSON makes it: a key that is called `__proto__` is a key like any other
  const config: Record<string, unknown> = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== null),
  );
  for (const [key, others] of Object.entries(aliases)) {
    const found = [key, ...others].find((name) => given[name] !== undefined && given[name] !== null);
    if (found !== undefined) config[key] = given[found];
  }
  return config;
}

/** A config under canonical names only; what the schema does not know stays as it is. */
export function withoutAliases(config: z.ZodType, raw: Record<string, unknown>): Record<string, unknown> {
  const aliases = (config.meta()?.aliases ?? {}) as Aliases;
  const renamed = canonical(raw, aliases) as Record<string, unknown>;
  for (const other of Object.values(aliases).flat()) if (!(other in aliases)) delete renamed[other];
  return renamed;
}

/** The object schema under the aliases: what forms and docs are made from. */
export function shapeOf(config: z.ZodType): z.ZodObject {
  const inner = config instanceof z.ZodPipe ? config.def.out : config;
  if (!(inner instanceof z.ZodObject)) throw new Error('Expected the config schema of a node type to be an object.');
  return inner;
}
