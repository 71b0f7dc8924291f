import { crmPush } from './crm-push.ts';
import { decrypts } from './decrypts.ts';
import { drain } from './drain.ts';
import { bursts, fanOut } from './fan-out.ts';
import { hotTeam } from './hot-team.ts';
import { latency } from './latency.ts';
import { memory } from './memory.ts';
import { redisDown } from './redis-down.ts';
import { resume } from './resume.ts';
import { revocation } from './revocation.ts';
import type { Row } from './row.ts';
import { selective } from './selective.ts';
import { slowConsumers } from './slow-consumers.ts';
import { syncEnqueue } from './sync-enqueue.ts';
import { syncMemory } from './sync-memory.ts';
import { syncRuns } from './sync-runs.ts';

/** In the order of the table. */
export const rows: readonly Row[] = [fanOut, bursts, selective, memory, latency, hotTeam, resume, slowConsumers, drain, redisDown, revocation, crmPush, decrypts, syncRuns, syncEnqueue, syncMemory];
