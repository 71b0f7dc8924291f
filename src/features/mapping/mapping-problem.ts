export type MappingProblemCode =
  | 'UNKNOWN_SOURCE' | 'UNKNOWN_TARGET' | 'TYPE_MISMATCH' | 'READ_ONLY' | 'REQUIRED_MISSING' | 'OPTION_UNKNOWN'
  | 'TRANSFORM_INVALID' | 'DUPLICATE_TARGET' | 'NOT_SUPPORTED_YET';

/** What is wrong with a rule, or with the mapping as a whole; an ERROR keeps it from being saved. */
export interface MappingProblem {
  ruleIndex: number | null;
  /** The CRM's property that it is about. */
  target: string;
  code: MappingProblemCode;
  message: string;
  severity: 'ERROR' | 'WARNING';
}

/** A problem whose place is filled in by whoever walks the rules. */
export type Finding = Omit<MappingProblem, 'ruleIndex' | 'target'>;

export const error = (code: MappingProblemCode, message: string): Finding => ({ code, message, severity: 'ERROR' });
export const warning = (code: MappingProblemCode, message: string): Finding => ({ code, message, severity: 'WARNING' });

/** A name is shown up to here: it may be anything that a caller has sent. */
const SHOWN_MAX = 80;

export const shown = (name: string): string => (name.length > SHOWN_MAX ? `${name.slice(0, SHOWN_MAX)}…` : name);
