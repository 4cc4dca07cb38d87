import { systemClock } from './clock.ts';

/** What `promise` becomes; null when that takes longer than `ms`. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T | null> {
  let callOff = () => {};
  const late = new Promise<null>((resolve) => {
    callOff = systemClock.after(ms, () => resolve(null));
  });
  return Promise.race([promise, late]).finally(callOff);
}
