/** Where the server answers about an execution. */

export function executionPath(executionId: string): string {
  return `/api/workflow/execution/${encodeURIComponent(executionId)}`;
}

export function streamOfOne(executionId: string, after: number): string {
  return `${executionPath(executionId)}/stream?after=${after}`;
}

/** One stream for several executions; the cursors are in the order of the ids. */
export function streamOfMany(executionIds: readonly string[], after: readonly number[]): string {
  return `/api/executions/stream?ids=${executionIds.map(encodeURIComponent).join(',')}&after=${after.join(',')}`;
}
