/** Holding what came from outside against a schema. */
import * as z from 'zod';

/**
 * As `schema.safeParse`, but never throws for a value. zod looks at the length of whatever has one, also where it has found
 * a record in place of a text, and a record whose length no number can be made of ends that with a `TypeError`.
 */
export function safeParse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.ZodSafeParseResult<z.output<Schema>> {
  try {
    return schema.safeParse(value);
  } catch (error) {
    if (!(error instanceof TypeError) || !error.message.includes('primitive value')) throw error;
    const message =
      'Expected no record in place of a text or a number, got one with a "toString" or "valueOf" of its own';
    const issue = { code: 'custom' as const, path: [] as PropertyKey[], message, input: value };
    return { success: false, error: new z.ZodError([issue]) as z.ZodError<z.output<Schema>> };
  }
}
