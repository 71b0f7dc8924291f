import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { clientOf, type Client } from '../leadwire/client.ts';
import { connectCrm } from '../leadwire/connect-crm.ts';
import { hubspot, salesforce, startCrm, type CallLimit, type Crm, type CrmSandbox, type SeenCall } from '../leadwire/crm-sandbox.ts';
import { urlsOf } from '../leadwire/databases.ts';
import { withInstances, type Instances } from '../leadwire/instances.ts';
import { atOnce } from '../measure/at-once.ts';
import type { Bench } from '../measure/bench.ts';
import { figureLine, noteLine, type Line } from '../report/line.ts';
import { naiveHubspot, naivePush, naiveSalesforce, type NaiveAdapter, type NaivePush } from '../stacks/naive-push.ts';
import type { Row } from './row.ts';

const INSTANCES = 3;
const WRITERS = 16;
const MS_PER_SECOND = 1_000;
const NAIVE_CONTACTS = 60;
/** Longest that a push may take. */
const PUSH_MS = 300_000;
const LOOK_MS = 100;

/** A CRM, how many calls a contact may cost, and the naive adapter that speaks to it. */
interface Subject {
  readonly crm: Crm;
  readonly unknown: number;
  readonly known: number;
  readonly naive: NaiveAdapter;
}

const subjects: readonly Subject[] = [
  { crm: hubspot, unknown: 0.022, known: 0.011, naive: naiveHubspot },
  { crm: salesforce, unknown: 0.011, known: 0.006, naive: naiveSalesforce },
];

const createLead = 'mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }';
const updateLead = 'mutation ($input: UpdateLeadInput!) { updateLead(input: $input) { cursor } }';
const readOne = 'query ($provider: CrmProvider!) { crmContacts(provider: $provider, first: 1) { nodes { id } } }';

/** Nobody takes what is due until all instances are there. */
const hold = "update sync_states set due_at = now() + interval '1 day'";
const release = 'update sync_states set due_at = now() where due_at is not null';
const countOwed = 'select count(*)::int as owed from sync_states where due_at is not null';

const untilNothingIsOwed = async (owner: pg.Client): Promise<void> => {
  for (const end = Date.now() + PUSH_MS; Date.now() < end;) {
    const { rows: [row] } = await owner.query<{ owed: number }>(countOwed);
    if (row?.owed === 0) return;
    await pause(LOOK_MS);
  }
  throw new Error('The push did not end in time.');
};

/** People look at the CRM's contacts meanwhile, through every instance: they share what the account allows. */
const readBeside = (clients: readonly Client[], provider: string, token: string) => {
  let open = true;
  const reading = Promise.all(clients.map(async (client) => {
    while (open) {
      await client.ask(readOne, { provider }, token);
      await pause(MS_PER_SECOND);
    }
  }));
  return async () => {
    open = false;
    await reading;
  };
};

interface Push {
  readonly calls: readonly SeenCall[];
  /** From the first call of the push to the last. */
  readonly seconds: number;
  /** Of the push alone. */
  readonly pushes: number;
}

/** Lets three instances push all that is owed. */
const pushAll = async ({ start, database }: Instances, crm: Crm, sandbox: CrmSandbox, token: string): Promise<Push> => {
  const owner = new pg.Client({ connectionString: urlsOf(database).DATABASE_OWNER_URL });
  await owner.connect();
  try {
    await owner.query(hold);
    const instances = await Promise.all(Array.from({ length: INSTANCES }, () => start({ ROLES: 'api,worker' })));
    const began = new Date();
    const endReading = readBeside(instances.map(({ port }) => clientOf(port)), crm.provider, token);
    await owner.query(release);
    await untilNothingIsOwed(owner);
    await endReading();
    await Promise.all(instances.map(({ stop }) => stop()));
    const calls = await sandbox.callsSince(began);
    const pushes = calls.filter(({ path }) => crm.isPush(path));
    const [first, last] = [pushes[0]?.at ?? '', pushes.at(-1)?.at ?? ''];
    return { calls: calls.filter(({ at }) => at >= first && at <= last), pushes: pushes.length, seconds: (Date.parse(last) - Date.parse(first)) / MS_PER_SECOND };
  } finally {
    await owner.end();
  }
};

const lines = ({ crm: { title, refusal } }: Subject, what: string, push: Push, naive: NaivePush, { contacts, limit, must }: { contacts: number; limit: CallLimit; must: number }): Line[] => {
  const refused = push.calls.filter(({ status }) => status === refusal.status).length;
  const share = (push.calls.length / push.seconds) * (limit.seconds / limit.calls);
  const of = `${title}, ${String(contacts)} ${what} contacts, ${String(INSTANCES)} instances`;
  const naiveCalls = naive.calls / naive.contacts;
  // Of a day's calls it would use up what is allowed long before the end.
  const naiveRefused = limit.perDay === undefined ? `naive ${String(naive.refused)} of ${String(naive.calls)}` : `naive needs ${(naiveCalls * contacts).toFixed(0)} of the day's ${String(limit.perDay)}`;
  return [
    figureLine(`${of}: calls per contact`, push.pushes / contacts, (calls) => calls.toFixed(4), { must }, `naive ${naiveCalls.toFixed(1)}`),
    figureLine(`${of}: refused with ${refusal.title}`, refused, String, { must: 0 }, naiveRefused),
    figureLine(`${of}: share of the allowed speed`, share, (value) => value.toFixed(2), { must: 0.9, higher: true }),
    noteLine(`${of}: contacts a second`, (contacts / push.seconds).toFixed(0), `naive ${(naive.contacts / naive.seconds).toFixed(1)}`),
  ];
};

/** By the second as the CRM allows; of its day it gets as much as it likes, since it would not come to an end. */
const naiveOf = async ({ crm, naive }: Subject): Promise<{ unknown: NaivePush; known: NaivePush }> => {
  const { calls, seconds } = crm.limit;
  const sandbox = await startCrm(crm, { calls, seconds });
  try {
    const emails = Array.from({ length: NAIVE_CONTACTS }, (_, place) => `naive-${String(place)}@example.com`);
    return { unknown: await naivePush(naive, sandbox.url, emails), known: await naivePush(naive, sandbox.url, emails) };
  } finally {
    await sandbox.stop();
  }
};

const measure = async (bench: Bench, subject: Subject): Promise<Line[]> => {
  const { crm } = subject;
  const { limit } = crm;
  const contacts = bench.quick ? 4_000 : 10_000;
  const naive = await naiveOf(subject);
  const sandbox = await startCrm(crm, limit);
  try {
    return await withInstances(bench, { teams: 1, env: crm.env(sandbox.url) }, async (instances) => {
      const { client, reading, teams: [team] } = instances;
      const token = team?.token ?? '';
      await connectCrm(reading.port, token, crm, true);
      const leads: string[] = [];
      await atOnce(Array.from({ length: contacts }), WRITERS, async (_, place) => {
        const input = { name: `Lead ${String(place)}`, email: `push-${String(place)}@example.com`, title: 'Engineer' };
        leads.push((await client.ask<{ createLead: { lead: { id: string } } }>(createLead, { input }, token)).createLead.lead.id);
      });
      bench.note(`crm-push: ${String(contacts)} leads are there`);
      const unknown = await pushAll(instances, crm, sandbox, token);
      bench.note(`crm-push: pushed in ${unknown.seconds.toFixed(1)} s with ${String(unknown.pushes)} calls`);
      await atOnce(leads, WRITERS, async (id) => { await client.ask(updateLead, { input: { id, title: 'Chief Engineer' } }, token); });
      const known = await pushAll(instances, crm, sandbox, token);
      bench.note(`crm-push: pushed again in ${known.seconds.toFixed(1)} s with ${String(known.pushes)} calls`);
      const emails = await sandbox.emails();
      return [
        ...lines(subject, 'unknown', unknown, naive.unknown, { contacts, limit, must: subject.unknown }),
        ...lines(subject, 'known', known, naive.known, { contacts, limit, must: subject.known }),
        figureLine(`${crm.title}: contacts too many or too few`, Math.abs(emails.length - contacts) + emails.length - new Set(emails).size, String, { must: 0 }),
      ];
    });
  } finally {
    await sandbox.stop();
  }
};

/** Leads that are pushed to a CRM as fast as it allows, first unknown there, then known by their ids. */
export const crmPush: Row = {
  name: 'crm-push',
  run: async (bench) => {
    const measured: Line[] = [];
    for (const subject of subjects) measured.push(...(await measure(bench, subject)));
    return measured;
  },
};
