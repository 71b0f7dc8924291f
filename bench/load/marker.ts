/**
 * What every event carries in the lead's name, so that a reader of raw bytes knows which event it sees, and when it was
 * made, without parsing: `~TTTT.NNNNNNNN~` is the team's place in the run and the number of the event in that team.
 */
const TEAM_DIGITS = 4;
const NUMBER_DIGITS = 8;
const TILDE = 0x7e;
const ZERO = 0x30;

const LENGTH = TEAM_DIGITS + NUMBER_DIGITS + 3;

export const markerOf = (team: number, number: number): string =>
  `~${String(team).padStart(TEAM_DIGITS, '0')}.${String(number).padStart(NUMBER_DIGITS, '0')}~`;

const digits = (bytes: Buffer, start: number, count: number): number => {
  let value = 0;
  for (let at = start; at < start + count; at += 1) value = value * 10 + (bytes[at] ?? ZERO) - ZERO;
  return value;
};

/** Where the first marker of `start..end` begins; -1 where there is none. */
export const findMarker = (bytes: Buffer, start: number, end: number): number => {
  const at = bytes.indexOf(TILDE, start);
  return at >= 0 && at + LENGTH <= end ? at : -1;
};

export const teamAt = (bytes: Buffer, at: number): number => digits(bytes, at + 1, TEAM_DIGITS);

export const numberAt = (bytes: Buffer, at: number): number => digits(bytes, at + 2 + TEAM_DIGITS, NUMBER_DIGITS);
