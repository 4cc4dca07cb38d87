import type { Change, Changes } from './store.ts';

export type ChangeFeed = Changes & { emit(change: Change): void };

/** Tells listeners in this process what was committed. One that throws is logged, and the others are told all the same. */
export function createChanges(log: { error(fields: object, message: string): void }): ChangeFeed {
  const listeners = new Set<(change: Change) => void>();
  return {
    subscribe(listener) {
      const own = (change: Change): void => listener(change);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    emit(change) {
      for (const listener of listeners) {
        try {
          listener(change);
        } catch (error) {
          log.error({ error, executionId: change.executionId }, 'A listener for changes threw');
        }
      }
    },
  };
}
