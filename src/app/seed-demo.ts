import { inSnapshot } from '../database/in-snapshot.ts';
import { inSystem } from '../database/in-system.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { createTeam, findMemberships, hashPassword } from '../features/account/index.ts';
import { createForm, Form, formUrls } from '../features/form/index.ts';
import { AppError } from '../shared/app-error.ts';
import type { Context, TeamContext } from '../shared/context.ts';
import { newId } from '../shared/ids.ts';
import { demoForm, demoOwner, demoTeamName } from './demo-team.ts';

type Base = Omit<Context, 'actor'>;

const EXTERNAL_ID = 'demo';

const actingFor = (base: Base, teamId: string): TeamContext => ({ ...base, actor: { kind: 'SYSTEM', teamId, job: 'demo' } });

/** Finds it, else makes it. Another instance that starts at the same moment may make it first: then that one is found. */
const findOrMake = async <T>(find: () => Promise<T | undefined>, make: () => Promise<T>): Promise<T> => {
  const found = await find();
  if (found !== undefined) return found;
  try {
    return await make();
  } catch (error) {
    const other = error instanceof AppError && error.code === 'CONFLICT' ? await find() : undefined;
    if (other === undefined) throw error;
    return other;
  }
};

const findTeam = async (base: Base): Promise<string | undefined> =>
  (await inSystem(base, 'sign-in', (system) => findMemberships(system, demoOwner.email)))[0]?.team_id;

const makeTeam = async (base: Base): Promise<string> => {
  const ctx = actingFor(base, newId('team'));
  const passwordHash = await hashPassword(demoOwner.password);
  await inTransaction(ctx, (tx) => createTeam(tx, { name: demoTeamName, owner: { ...demoOwner, passwordHash } }));
  return ctx.actor.teamId;
};

/** The demo form by its public id. */
const findForm = async (ctx: TeamContext): Promise<string | undefined> =>
  (await inSnapshot(ctx, ({ em }) => em.findOne(Form, { externalId: EXTERNAL_ID })))?.publicId;

const makeForm = async (ctx: TeamContext): Promise<string> => {
  const syncTo = demoForm.syncTo.filter((provider) => ctx.parts.crm.providers[provider]);
  return (await createForm(ctx, { ...demoForm, syncTo, externalId: EXTERNAL_ID })).publicId;
};

/** The demo team with its form: made on the first start, found on every later one. */
export const seedDemo = async (base: Base): Promise<{ formPath: string }> => {
  const ctx = actingFor(base, await findOrMake(() => findTeam(base), () => makeTeam(base)));
  const publicId = await findOrMake(() => findForm(ctx), () => makeForm(ctx));
  return { formPath: formUrls(base.parts.site, publicId).pagePath };
};
