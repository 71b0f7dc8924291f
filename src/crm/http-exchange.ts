import type { CrmExchange } from './crm-provider.ts';
import { exchangeFailure, oversizedAnswer, redirectedAnswer, unreadableAnswer } from './exchange-failure.ts';
import { maskText } from './mask-secrets.ts';
import { showable } from './showable.ts';
import { storableJson } from './storable-json.ts';
import { watchSending } from './watch-sending.ts';

/** From the first byte sent, or the connection, to the last byte read. */
const EXCHANGE_TIMEOUT_MS = 30_000;
/** Decompressed. The field lists of large accounts are some megabytes. */
const MAX_RESPONSE_BYTES = 8_388_608;

export interface HttpPolicy {
  timeoutMs: number;
  maxResponseBytes: number;
}

export const defaultHttpPolicy: HttpPolicy = { timeoutMs: EXCHANGE_TIMEOUT_MS, maxResponseBytes: MAX_RESPONSE_BYTES };

export interface HttpRequest {
  /** As people call it: `HubSpot`. */
  provider: string;
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  url: URL;
  headers: Record<string, string>;
  /** JSON, or a form. */
  body?: object | URLSearchParams;
  signal: AbortSignal;
  /** Never to be seen in what is recorded. */
  secrets: readonly string[];
  /** Left out where the whole body is a secret (tokens). */
  record?: (exchange: CrmExchange) => void;
  /** Where answers are words and no JSON: `body` is then a string. */
  answersText?: true;
}

export interface HttpAnswer {
  status: number;
  headers: Headers;
  /** JSON; undefined where there is no body, or (not with 2xx) one that is not JSON. */
  body: unknown;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

const readText = async (response: Response, maxBytes: number, provider: string): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop early cancels the stream, and with it the rest of the download.
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw oversizedAnswer(provider, maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
};

const readJson = async (response: Response, maxBytes: number, provider: string): Promise<unknown> => {
  const text = await readText(response, maxBytes, provider);
  if (text === '') return undefined;
  try {
    return JSON.parse(storableJson(text)) as unknown;
  } catch {
    // A proxy's error page: the status says enough.
    if (!response.ok) return undefined;
    throw unreadableAnswer(provider);
  }
};

const send = ({ method, url, headers, body }: HttpRequest, signal: AbortSignal): Promise<Response> => {
  const form = body instanceof URLSearchParams;
  return fetch(url, {
    method,
    headers: { accept: 'application/json', ...(body && !form && { 'content-type': 'application/json' }), ...headers },
    ...(body && { body: form ? body : JSON.stringify(body) }),
    redirect: 'manual',
    signal,
  });
};

/**
 * One request and its answer, whatever the status. It never follows a redirect and never tries again: when to
 * repeat is for whoever keeps the state. Throws CrmError with NETWORK, TIMEOUT, PROVIDER_DOWN (not JSON) or
 * UNKNOWN (too large, redirected), `undone` where nothing was sent; once `signal` is aborted, its reason.
 */
export const httpExchange = async (request: HttpRequest, { timeoutMs, maxResponseBytes }: HttpPolicy): Promise<HttpAnswer> => {
  const { provider, method, url, secrets, record } = request;
  const startedAt = performance.now();
  const sending = watchSending();
  let status: number | null = null;
  let body: unknown;
  try {
    const response = await sending.run(() => send(request, AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)])));
    status = response.status;
    if (REDIRECTS.has(status)) {
      await response.body?.cancel();
      throw redirectedAnswer(provider);
    }
    body = await (request.answersText ? readText : readJson)(response, maxResponseBytes, provider);
    return { status, headers: response.headers, body };
  } catch (error) {
    throw exchangeFailure(provider, error, request.signal, sending.isUnsent());
  } finally {
    record?.({
      method,
      path: maskText(url.pathname + url.search, secrets),
      status,
      body: showable(request.body instanceof URLSearchParams ? Object.fromEntries(request.body) : request.body, secrets),
      response: showable(body, secrets),
      durationMs: Math.round(performance.now() - startedAt),
    });
  }
};
