import type { Dice } from '../chaos/schedule/dice.ts';
import { pass } from '../chaos/world/slot.ts';
import type { CrmKit, CrmSandbox } from '../support/crm/crm-kit.ts';
import type { SyncedTeam } from './team.ts';
import type { World } from './world.ts';

/** What goes wrong, by what people call it. */
export const faultNames = [
  'CRM: storm of refusals', 'CRM: outage', 'CRM: lost answers', 'CRM: slow', 'CRM: access tokens end', 'CRM: consent withdrawn, connected again',
  'worker: kill -9', 'worker: frozen', 'worker: deployed', 'API: kill -9', 'Redis: killed, empty again', 'Redis: frozen', 'PostgreSQL: crash',
] as const;
export type FaultName = (typeof faultNames)[number];

interface Scene {
  readonly world: World;
  readonly team: SyncedTeam;
  readonly dice: Dice;
}

/** Calls that a storm or a loss strikes. */
const FEW = 10;
const MANY = 60;
const SECONDS = 1_000;

const order = (sandbox: CrmSandbox, kit: CrmKit, fault: Parameters<CrmSandbox['fault']>[0]) => sandbox.fault({ ...kit.at.api, ...fault });

/** As a person does who is told that the connection is gone; again and again while the API, or what it needs, is away. */
const connectAgain = async ({ world, team: { kit, session } }: Scene): Promise<void> => {
  for (;;) {
    try {
      await world.api().connect(session.token, kit.provider);
      return;
    } catch {
      await pass(SECONDS);
    }
  }
};

const deeds: Readonly<Record<FaultName, (scene: Scene) => Promise<void>>> = {
  'CRM: storm of refusals': ({ team: { kit, sandbox }, dice }) => order(sandbox, kit, { ...kit.slowDown, times: dice.between(FEW, MANY) }),
  'CRM: outage': async ({ team: { kit, sandbox }, dice }) => {
    await order(sandbox, kit, { status: 503, times: null });
    await pass(dice.between(5, 15) * SECONDS);
    await sandbox.clearFaults();
  },
  'CRM: lost answers': ({ team: { kit, sandbox }, dice }) => order(sandbox, kit, { dropConnection: true, after: true, times: dice.between(1, FEW) }),
  'CRM: slow': ({ team: { kit, sandbox }, dice }) => order(sandbox, kit, { delayMs: dice.between(1, 5) * SECONDS, times: FEW }),
  'CRM: access tokens end': ({ team: { sandbox } }) => sandbox.expireTokens(),
  'CRM: consent withdrawn, connected again': async (scene) => {
    await scene.team.sandbox.revokeTokens();
    await pass(scene.dice.between(1, 5) * SECONDS);
    await connectAgain(scene);
  },
  'worker: kill -9': ({ world, dice }) => world.replaceWorker(dice.between(0, 1), 'SIGKILL', dice.between(0, 3) * SECONDS),
  'worker: frozen': async ({ world, dice }) => {
    const { child } = world.worker(dice.between(0, 1));
    child.kill('SIGSTOP');
    await pass(dice.between(2, 20) * SECONDS);
    child.kill('SIGCONT');
  },
  'worker: deployed': ({ world, dice }) => world.replaceWorker(dice.between(0, 1), 'SIGTERM', 0),
  'API: kill -9': ({ world, dice }) => world.replaceApi('SIGKILL', dice.between(0, 2) * SECONDS),
  'Redis: killed, empty again': ({ world, dice }) => world.redis.restart(dice.between(0, 5) * SECONDS),
  'Redis: frozen': async ({ world, dice }) => {
    world.redis.freeze();
    await pass(dice.between(1, 5) * SECONDS);
    world.redis.thaw();
  },
  'PostgreSQL: crash': async ({ world, dice }) => { await world.postgres?.crash(dice.between(0, 5) * SECONDS); },
};

/** Lets one thing go wrong, and waits until it is over, where it has an end. */
export const doFault = (name: FaultName, scene: Scene): Promise<void> => deeds[name](scene);
