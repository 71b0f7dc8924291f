import { fastify, type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { applyFaults } from '../shared/apply-faults.ts';
import { registerBodyParsers, UnreadableBody } from '../shared/body-parsers.ts';
import { readControl, registerDisturbances } from '../shared/control-routes.ts';
import { noDisturbances } from '../shared/disturbances.ts';
import { recordRequests } from '../shared/record-requests.ts';
import type { Settings } from './settings.ts';

/** What one webhook has posted. */
type Posted = { readonly hook: string; readonly text: string };

/** How a webhook stands, by the word that it answers with then. */
const WORDS = { no_service: 404, channel_not_found: 404, channel_is_archived: 410, action_prohibited: 403, invalid_token: 403 } as const;
type Word = keyof typeof WORDS;

const message = z.looseObject({ text: z.string().min(1).optional(), blocks: z.array(z.unknown()).optional(), attachments: z.array(z.unknown()).optional() });
const broken = z.strictObject({ hook: z.string(), word: z.enum(Object.keys(WORDS) as [Word, ...Word[]]).nullable() });

/** Slack's own words for what it answers when it is told to fail. */
const spoken = new Map([[400, 'invalid_payload'], [403, 'action_prohibited'], [404, 'no_service'], [410, 'channel_is_archived'], [429, 'rate_limited'], [500, 'rollup_error']]);

/**
 * The incoming webhooks of Slack: every address of the form /services/T…/B…/… is one, and answers with a word of plain
 * text, `ok` or what is wrong. It does not listen yet.
 */
export async function createServer(_settings: Settings): Promise<FastifyInstance> {
  const disturbances = noDisturbances();
  let posted: Posted[] = [];
  const states = new Map<string, Word>();
  const app = fastify({ bodyLimit: 1_048_576, forceCloseConnections: true });
  await registerBodyParsers(app);
  applyFaults(app, disturbances, (status) => spoken.get(status) ?? `HTTP ${status}`);
  recordRequests(app, disturbances, { namesAt: () => [], beforeInPath: /^\/services\/[^/]+\/[^/]+\// });

  app.post<{ Params: Record<'workspace' | 'hook' | 'secret', string> }>('/services/:workspace/:hook/:secret', async ({ params: { hook }, body }, reply) => {
    reply.type('text/html');
    const word = states.get(hook);
    if (word !== undefined) return reply.code(WORDS[word]).send(word);
    const { success, data } = message.safeParse(body);
    if (!success || body instanceof UnreadableBody) return reply.code(400).send('invalid_payload');
    if (data.text === undefined && data.blocks === undefined && data.attachments === undefined) return reply.code(400).send('no_text');
    posted.push({ hook, text: data.text ?? '' });
    return reply.send('ok');
  });

  registerDisturbances(app, disturbances);
  app.get('/__sandbox/messages', () => posted);
  app.put('/__sandbox/webhooks', async (request, reply) => {
    const { hook, word } = readControl(request, broken);
    if (word === null) states.delete(hook);
    else states.set(hook, word);
    return reply.code(204).send();
  });
  app.delete('/__sandbox', async (_request, reply) => {
    posted = [];
    states.clear();
    Object.assign(disturbances, noDisturbances());
    return reply.code(204).send();
  });
  return app;
}
