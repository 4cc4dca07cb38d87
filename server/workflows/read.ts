/** From a graph in any dialect to a document that may be saved. */
import { CodedError, type Problem } from '../../db/errors.ts';
import type { WorkflowDocument } from '../../db/model.ts';
import type { NodeTypes } from '../engine/node.ts';
import type { Templates } from '../engine/template.ts';
import { type GivenGraph, normalise } from './normalise.ts';
import { validate } from './validate.ts';

export type ReadDocument = (graph: GivenGraph) => { document: WorkflowDocument; warnings: readonly Problem[] };

/** Throws `invalid` with every problem; answers what is odd but allowed. */
export function createReader(deps: { types: NodeTypes; templates: Templates; nodesMax?: number }): ReadDocument {
  return (graph) => {
    const { document, problems: unread } = normalise(graph, deps.types);
    const { problems, warnings } = validate(document, { nodesMax: 10_000, ...deps });
    const all = [...unread, ...problems];
    if (all.length === 0) return { document, warnings };
    const more = all.length > 1 ? ` (and ${all.length - 1} more, see "details")` : '';
    throw new CodedError('invalid', `The workflow is not valid: ${all[0]!.message}${more}`, { details: all });
  };
}
