import type { PushResult, PushRow } from '../../../../src/crm/crm-provider.ts';
import { createHubspot } from '../../../../src/crm/providers/hubspot/create-hubspot.ts';
import { aSession } from '../../a-session.ts';
import { answeringServer, say } from '../../answering-server.ts';

/*
 * What the sandbox does not do, and HubSpot may: batches that are refused whole without a word of which row,
 * answers without trace ids, records that vanish in a merge, rows that are passed over in silence.
 */

export interface Input {
  id?: string;
  objectWriteTraceId?: string;
  properties: Record<string, string>;
}
type Operation = 'read' | 'create' | 'update';
export type Says = (inputs: Input[], call: number) => [number, unknown];

export const nothing: Says = () => [200, { status: 'COMPLETE', results: [] }];
export const written: Says = (inputs) => [
  200,
  { status: 'COMPLETE', results: inputs.map((input, index) => ({ id: input.id ?? String(900 + index), properties: input.properties, objectWriteTraceId: input.objectWriteTraceId })) },
];

/** A HubSpot that says just this; without a word of its own, nothing is found and everything is written. */
export const hubspotThat = async (says: Partial<Record<Operation, Says>>) => {
  const calls: { operation: Operation; inputs: Input[]; body: Record<string, unknown> }[] = [];
  const server = await answeringServer((request, response) => {
    const operation = request.path.split('/').at(-1) as Operation;
    const body = JSON.parse(request.body) as { inputs: Input[] };
    const earlier = calls.filter((call) => call.operation === operation).length;
    calls.push({ operation, inputs: body.inputs, body });
    const [status, answer] = (says[operation] ?? (operation === 'read' ? nothing : written))(body.inputs, earlier);
    say(response, status, answer);
  });
  const hubspot = createHubspot({ clientId: 'id', clientSecret: 'secret', apiBaseUrl: server.url });
  const session = aSession();
  return {
    calls,
    session,
    url: server.url,
    close: server.close,
    push: async (rows: PushRow[]) => {
      const results = await hubspot.pushMany(session, 'contacts', rows);
      return Object.fromEntries(results.map((result) => [result.key, result])) as Record<string, PushResult>;
    },
  };
};

export const notValid = { status: 'error', category: 'VALIDATION_ERROR', message: 'Property values were not valid' };

export const traced = (error: object, ...traceIds: string[]) => ({ ...error, context: { objectWriteTraceId: traceIds } });
