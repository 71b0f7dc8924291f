const MS_PER_SECOND = 1000;

/** A moment as the API shows it: whole seconds, and an offset without a colon. */
export const showDateTime = (time: number) =>
  new Date(Math.floor(time / MS_PER_SECOND) * MS_PER_SECOND).toISOString().replace('Z', '+0000');

/** Whether the day exists; Date.parse alone takes 30 February for 1 March. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Epoch milliseconds of a moment with an offset, such as `…Z`, `…+01:00` or `…+0000`. */
export function readDateTime(text: string): number | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)(?:(Z)|([+-]\d{2}):?(\d{2}))$/.exec(text);
  if (!parts || !isDay(parts[1] ?? '')) return undefined;
  const [, day = '', time = '', zulu, hours = '', minutes = ''] = parts;
  const moment = Date.parse(`${day}${time}${zulu ?? `${hours}:${minutes}`}`);
  return Number.isNaN(moment) ? undefined : moment;
}

/** A time of day as the API shows it, or undefined. */
export function readTime(text: string): string | undefined {
  const parts = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(\.\d{1,3})?Z?$/.exec(text);
  if (!parts) return undefined;
  const [, hours = '', minutes = '', seconds = '', fraction = '.000'] = parts;
  return `${hours}:${minutes}:${seconds}${fraction.padEnd(4, '0')}Z`;
}
