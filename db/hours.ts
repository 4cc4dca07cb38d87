/** Hours as the first 13 characters of an ISO time in UTC: they sort as times do, and before every time within them. */
export const HOUR_MS = 3_600_000;

export function hourOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 13);
}

export function startOfHour(hour: string): number {
  return Date.parse(`${hour}:00:00.000Z`);
}

/** The hour that begins `count` hours after this one. */
export function hoursAfter(hour: string, count = 1): string {
  return hourOf(startOfHour(hour) + count * HOUR_MS);
}
