import type { Tx } from '../../database/in-transaction.ts';
import type { CrmIntegrationRow } from '../integration/index.ts';
import type { AlertSettings } from './alert-settings.ts';

/** What a look at a connection found. */
export interface Verdict {
  /**
   * BAD: what the rule warns of is so. GOOD: it certainly is not. UNCLEAR: neither, so that whatever was said last
   * stays. OVER: it cannot be so any more, and nothing needs to be waited for.
   */
  readonly is: 'BAD' | 'GOOD' | 'UNCLEAR' | 'OVER';
  /** What is wrong, or why nothing is: for people, without anything of a lead. */
  readonly message: string;
  /** It may become another one by the passing of time alone. */
  readonly changesByItself: boolean;
}

export interface Question {
  readonly connection: CrmIntegrationRow;
  readonly settings: AlertSettings;
  readonly isFiring: boolean;
}

export type Judge = (tx: Tx, question: Question) => Promise<Verdict>;
