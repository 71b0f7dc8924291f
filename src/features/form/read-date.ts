const day = /^(\d{4})-(\d{2})-(\d{2})$/;
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/i;

/** Whether the calendar has this day: Date itself takes 30 February for 2 March. */
const exists = (isoDay: string): boolean => {
  const date = new Date(`${isoDay}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(isoDay);
};

/** A calendar day as it is, or a moment in UTC, both in ISO 8601; null for what is neither. A moment needs its offset. */
export const readDate = (line: string): string | null => {
  const isMoment = moment.test(line);
  if (!(isMoment || day.test(line)) || !exists(line.slice(0, 10))) return null;
  if (!isMoment) return line;
  const date = new Date(line);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
};
