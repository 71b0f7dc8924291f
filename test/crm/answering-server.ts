import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface AnsweringServer {
  url: string;
  seen: SeenRequest[];
  close: () => Promise<void>;
}

type Answer = (request: SeenRequest, response: ServerResponse) => void;

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

/** A foreign system that says just what a test lets it say. */
export const answeringServer = async (answer: Answer): Promise<AnsweringServer> => {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    readBody(request).then(
      (body) => {
        const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
        seen.push(one);
        answer(one, response);
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

/** Answers with JSON. */
export const say = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};
