import type { Resource } from 'solid-js';

/**
 * The value of a resource once it is there, undefined before. Reading a resource itself while it loads makes the nearest
 * `Suspense` take the whole page out of the document until it is there: it flickers, and every list is at its top again.
 */
export function settled<T>(resource: Resource<T>): T | undefined {
  return resource.state === 'ready' || resource.state === 'refreshing' ? resource.latest : undefined;
}
