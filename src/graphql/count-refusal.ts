import type { AnsweredOperation, Asker } from '../metrics/operation-observer.ts';
import type { Door } from './door.ts';
import { codeOf } from './format-error.ts';
import type { Transport } from './guards.ts';

/** An operation that gets no further than the door. */
export interface RefusedOperation {
  readonly transport: Transport;
  readonly kind?: AnsweredOperation['kind'] | null;
  readonly error: unknown;
}

/** Tells whoever counts of an operation that was refused before anybody looked at what it asks; `countAnswer` tells of the others. */
export const countRefusal = ({ observer }: Pick<Door, 'observer'>, asker: Asker, { transport, kind, error }: RefusedOperation): void => {
  observer?.answered(asker, { kind: kind ?? 'unknown', transport, code: codeOf(error), deprecated: [] });
};
