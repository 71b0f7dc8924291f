import type { UserActor } from './actor.ts';
import { forbidden, unauthenticated } from './app-error.ts';
import type { Context, TeamContext } from './context.ts';

const isTeamContext = (ctx: Context): ctx is TeamContext => ctx.actor.kind !== 'STRANGER';

/** @throws AppError UNAUTHENTICATED for a caller that has not said who it is */
export const requireTeam = (ctx: Context): TeamContext => {
  if (!isTeamContext(ctx)) throw unauthenticated();
  return ctx;
};

const isUserContext = (ctx: Context): ctx is Context<UserActor> => ctx.actor.kind === 'USER';

/** @throws AppError UNAUTHENTICATED, or FORBIDDEN where somebody acts who is not a person */
export const requireUser = (ctx: Context): Context<UserActor> => {
  if (!isUserContext(requireTeam(ctx))) throw forbidden('do this without a person signed in');
  return ctx as Context<UserActor>;
};
