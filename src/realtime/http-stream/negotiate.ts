/** What a client will take as an answer. */
export interface Wish {
  readonly transport: 'multipart' | 'sse';
  /** Whether it would rather have the stream than plain JSON, where both could answer. */
  readonly isPreferred: boolean;
}

interface Range {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly quality: number;
}

const json = new Set(['application/json', 'application/graphql-response+json', 'application/*', '*/*']);

const parameterOf = (text: string): [string, string] => {
  const [name = '', value = ''] = text.split('=', 2);
  return [name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, '$1')];
};

const readRange = (text: string): Range => {
  const [type = '', ...rest] = text.split(';');
  const parameters = new Map(rest.map(parameterOf));
  const quality = Number(parameters.get('q') ?? 1);
  return { type: type.trim().toLowerCase(), parameters, quality: Number.isNaN(quality) ? 1 : quality };
};

const streamOf = ({ type, parameters }: Range): Wish['transport'] | null => {
  if (type === 'text/event-stream') return 'sse';
  return type === 'multipart/mixed' && parameters.get('subscriptionspec') === '1.0' ? 'multipart' : null;
};

/** Which stream of ours an `Accept` header asks for by name, the most wanted first; null where it names none. */
export const negotiate = (accept: string | undefined): Wish | null => {
  const wanted = (accept ?? '').split(',').map(readRange).filter(({ quality }) => quality > 0).sort((one, other) => other.quality - one.quality);
  const place = wanted.findIndex((range) => streamOf(range) !== null);
  const found = wanted[place];
  const transport = found && streamOf(found);
  if (!transport) return null;
  return { transport, isPreferred: !wanted.slice(0, place).some(({ type }) => json.has(type)) };
};
