import type { TeamActor } from '../shared/actor.ts';
import { audienceOf, type Audience } from '../shared/audience.ts';
import { audienceActor } from './audience-actor.ts';

/** Who may share an execution, and as whom it runs. */
export interface Viewer {
  readonly audience: Audience;
  readonly viewer: TeamActor;
}

const idOf = (actor: TeamActor): string => ('id' in actor ? actor.id : actor.kind);

/**
 * Whom a selection is executed for: once for all whose rights are the same, by somebody of whom nothing else can be
 * read. What is declared personal is executed for each person apart, as that person.
 */
export const viewerOf = (actor: TeamActor, isPersonal: boolean): Viewer => {
  const audience = audienceOf(actor);
  return isPersonal ? { audience: { ...audience, key: `${audience.key}/${idOf(actor)}` }, viewer: actor } : { audience, viewer: audienceActor(audience) };
};
