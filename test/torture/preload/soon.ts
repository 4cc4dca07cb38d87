/** What its server would do after half a minute or later, it does soon: retention runs within the life of a scenario. */
const LONG_MS = 30_000;
const SOON_MS = 50;
const later = globalThis.setTimeout;
globalThis.setTimeout = ((callback: () => void, ms?: number, ...args: unknown[]) =>
  later(callback, ms !== undefined && ms >= LONG_MS ? SOON_MS : ms, ...(args as []))) as typeof setTimeout;
