import { z } from 'zod';
import { inSnapshot } from '../../database/in-snapshot.ts';
import type { StrangerActor, UserActor } from '../../shared/actor.ts';
import { AppError, badField, forbidden } from '../../shared/app-error.ts';
import type { Context } from '../../shared/context.ts';
import { findMember } from '../account/index.ts';
import { providerNames, type ProviderName } from '../credential/index.ts';
import { consumeOAuthState } from './consume-oauth-state.ts';
import { describeConnection } from './describe-connection.ts';
import { finishAuth } from './finish-auth.ts';
import type { OAuthStateRow } from './oauth-state.entity.ts';
import { repeatedCallback } from './repeated-callback.ts';

/** How a connection ended, for the browser that brought the callback. */
export interface CallbackOutcome {
  provider: ProviderName;
  status: 'connected' | 'repeated' | 'denied' | 'failed';
  /** A code to act on; null where it worked. */
  reason: string | null;
  message: string;
  /** What else the person should know. */
  note: string | null;
  /** Where the browser wanted to go; null: nowhere else. */
  returnTo: string | null;
  /** Of that page. */
  httpStatus: number;
}

/** Given twice, a parameter is a list, and so none of these. */
const queryShape = z.object({ state: z.string(), code: z.string().exactOptional(), error: z.string().exactOptional() });

/** Whoever began, as the member that it is now. @throws AppError FORBIDDEN when it is none any more */
const whoBegan = async (ctx: Context<StrangerActor>, { teamId, userId, sessionId }: OAuthStateRow): Promise<UserActor> => {
  const member = await inSnapshot({ ...ctx, actor: { kind: 'SYSTEM', teamId, job: 'oauth-callback' } }, (snapshot) => findMember(snapshot, userId));
  if (member?.status !== 'ACTIVE') throw forbidden('connect integrations');
  return { kind: 'USER', teamId, ...member.user, role: member.role, sessionId };
};

/** 502 where the other side is at fault, as a proxy says it. */
const httpStatusOf = ({ code }: AppError): number => (code === 'PROVIDER_UNAVAILABLE' ? 502 : code === 'FORBIDDEN' ? 403 : 400);

const failed = (provider: ProviderName, error: unknown, returnTo: string | null, { log }: Context): CallbackOutcome => {
  const outcome = { provider, status: 'failed', returnTo, note: null } as const;
  if (error instanceof AppError)
    return { ...outcome, reason: error.details[0]?.code ?? error.code, message: error.message, httpStatus: httpStatusOf(error) };
  log.error({ err: error, provider }, 'integration: a callback failed');
  return { ...outcome, reason: 'INTERNAL_SERVER_ERROR', message: 'Something went wrong on our side. Begin again.', httpStatus: 500 };
};

const finish = async (ctx: Context<StrangerActor>, begun: OAuthStateRow, code: string | undefined, error: string | undefined): Promise<Omit<CallbackOutcome, 'provider' | 'returnTo' | 'httpStatus'>> => {
  const name = providerNames[begun.provider];
  if (error === 'access_denied') return { status: 'denied', reason: 'ACCESS_DENIED', note: null, message: `Access to ${name} was not granted. Nothing has changed.` };
  if (code === undefined) throw badField('code', 'CODE_MISSING', `${name} sent no code. Begin again.`);
  const own = { ...ctx, actor: await whoBegan(ctx, begun) };
  const row = await finishAuth(own, begun, code);
  return {
    status: 'connected', reason: null,
    message: `${await describeConnection(own, row)}${begun.returnTo === null ? ' You can close this page.' : ''}`,
    note: `${own.actor.name} has asked for it. If that is not your team, somebody else's link has led you here: remove Leadwire from the connected apps of your ${name} account, which ends its access.`,
  };
};

/** A page that is loaded again is no failure where the first time has worked. */
const answerAgain = async (ctx: Context<StrangerActor>, provider: ProviderName, state: string, outcome: CallbackOutcome): Promise<CallbackOutcome> => {
  const connection = outcome.reason === 'STATE_USED' ? await repeatedCallback(ctx, state, provider) : null;
  if (connection === null) return outcome;
  const note = `How the connection stands is told by integration(provider: ${provider}), and wherever your application shows it.`;
  return { ...outcome, status: 'repeated', message: `This link was used already, and nothing has changed. ${connection}`, note };
};

/** Ends a connection for a browser that comes back from the provider: who it is, the state says. Never throws. */
export const answerCallback = async (ctx: Context<StrangerActor>, provider: ProviderName, query: unknown): Promise<CallbackOutcome> => {
  let returnTo: string | null = null;
  const { data } = queryShape.safeParse(query);
  try {
    if (!data) throw badField('state', 'STATE_UNKNOWN', 'This address is incomplete. Begin again.');
    const begun = await consumeOAuthState(ctx, data.state, provider, null);
    ({ returnTo } = begun);
    return { provider, returnTo, httpStatus: 200, ...(await finish(ctx, begun, data.code, data.error)) };
  } catch (error) {
    const outcome = failed(provider, error, returnTo, ctx);
    return answerAgain(ctx, provider, data?.state ?? '', outcome).catch(() => outcome);
  }
};
