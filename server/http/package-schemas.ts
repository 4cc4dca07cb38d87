/** What a package of another system looks like. Made when the first one comes. */
import * as z from 'zod';

const values = z.record(z.string(), z.json());
const property = z.lazy(() =>
  z.object({
    id: z.string().max(200).optional(),
    name: z.string().trim().min(1).max(200),
    type: z
      .string()
      .max(50)
      .optional()
      .describe('text, number, boolean, date, datetime, select, url, json, relation; others are text.'),
    required: z.boolean().optional(),
    unique: z.boolean().optional(),
    unit: z.string().max(50).optional(),
    description: z.string().max(2_000).optional(),
    defaultValue: z.json().optional(),
    options: z
      .array(z.union([z.string(), z.object({ label: z.string().optional(), value: z.string().optional() })]))
      .optional(),
    formula: z.string().max(2_000).optional(),
    relatedEntityId: z.string().optional().describe('Of a relation: the entity that it leads to.'),
    targetEntityId: z.string().optional(),
    entityId: z.string().optional(),
  }),
);
export const packageBody = z.lazy(() =>
  z.object({
    name: z.string().trim().min(1).max(200),
    entities: z
      .array(
        z.object({
          id: z.string().min(1).max(200),
          name: z.string().trim().min(1).max(200),
          properties: z.array(property).max(500),
        }),
      )
      .max(100),
    records: z
      .array(
        z.object({
          id: z.union([z.string(), z.number()]).optional(),
          entityId: z.string(),
          values: values.optional().describe('By ids or names of properties.'),
          data: values.optional().describe('In place of `values`.'),
        }),
      )
      .default([]),
    workflow: z
      .object({
        name: z.string().trim().min(1).max(200).optional(),
        nodes: z.array(z.looseObject({ config: z.unknown().optional() })),
        connections: z.array(z.unknown()).nullish(),
      })
      .nullish(),
  }),
);
export const packageAnswer = z.lazy(() =>
  z.object({
    databases: z.array(z.object({ entityId: z.string(), id: z.string() })),
    records: z.int(),
    workflowId: z.string().nullable(),
  }),
);
export type PackageAnswer = z.infer<typeof packageAnswer>;
