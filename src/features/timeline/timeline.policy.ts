import type { Standing } from '../../shared/actor.ts';
import { hasScope } from '../account/index.ts';
import { FormSubmitted } from '../form/index.ts';
import { toldKinds } from './entry-of.ts';

/** Whoever sees a lead sees its timeline. */
export const seesTimelines = (standing: Standing): boolean => hasScope(standing, 'leads:read');

/** The kinds of entries that are for somebody: an entry is for whoever may learn of its event, in lists as in streams. */
export const visibleKinds = (standing: Standing): readonly string[] =>
  hasScope(standing, 'forms:read') ? toldKinds : toldKinds.filter((kind) => kind !== FormSubmitted.kind);
