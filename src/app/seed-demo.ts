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

const findTeam = async (base: Base): Promise<string | undefined> =>
  (await inSystem(base, 'sign-in', (system) => findMemberships(system, demoOwner.email)))[0]?.team_id;

const makeTeam = async (base: Base): Promise<string> => {
  const ctx = actingFor(base, newId('team'));
  const passwordHash = await hashPassword(demoOwner.password);
  try {
    await inTransaction(ctx, (tx) => createTeam(tx, { name: demoTeamName, owner: { ...demoOwner, passwordHash } }));
    return ctx.actor.teamId;
  } catch (error) {
    // Another instance that started at the same moment has made it.
    const teamId = error instanceof AppError && error.code === 'CONFLICT' ? await findTeam(base) : undefined;
    if (teamId === undefined) throw error;
    return teamId;
  }
};

/** The demo team with its form: made on the first start, found on every later one. */
export const seedDemo = async (base: Base): Promise<{ formPath: string }> => {
  const ctx = actingFor(base, (await findTeam(base)) ?? (await makeTeam(base)));
  const existing = await inSnapshot(ctx, ({ em }) => em.findOne(Form, { externalId: EXTERNAL_ID }));
  const syncTo = demoForm.syncTo.filter((provider) => base.parts.crm.providers[provider]);
  const form = existing ?? (await createForm(ctx, { ...demoForm, syncTo, externalId: EXTERNAL_ID }));
  return { formPath: formUrls(base.parts.site, form.publicId).pagePath };
};
