import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface ReceivedMail {
  from: string;
  to: string[];
  /** Headers and body, as they came. */
  data: string;
}

export interface SmtpServer {
  readonly url: string;
  readonly received: ReceivedMail[];
  readonly stop: () => Promise<void>;
}

/** What the server answers to a command; undefined where it takes it. */
type Refuse = (command: string) => string | undefined;

const serve = (socket: Socket, received: ReceivedMail[], refuse: Refuse): void => {
  let mail: ReceivedMail = { from: '', to: [], data: '' };
  let buffer = '';
  let inData = false;
  const say = (line: string) => { socket.write(`${line}\r\n`); };
  const take = (command: string): void => {
    const verb = command.split(/[ :]/)[0]?.toUpperCase();
    const refusal = refuse(command);
    if (verb === 'MAIL') mail = { from: /<(.*)>/.exec(command)?.[1] ?? '', to: [], data: '' };
    if (verb === 'RCPT' && refusal === undefined) mail.to.push(/<(.*)>/.exec(command)?.[1] ?? '');
    inData = verb === 'DATA' && refusal === undefined;
    say(refusal ?? (inData ? '354 go on' : '250 ok'));
    if (verb === 'QUIT') socket.end();
  };
  say('220 test');
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    buffer += chunk.toString();
    for (;;) {
      const ending = inData ? '\r\n.\r\n' : '\r\n';
      const end = buffer.indexOf(ending);
      if (end < 0) return;
      const part = buffer.slice(0, end);
      buffer = buffer.slice(end + ending.length);
      if (inData) {
        inData = false;
        received.push({ ...mail, data: part });
        say('250 taken');
      } else take(part);
    }
  });
};

/** A mail server of this machine that takes everything, but for what `refuse` answers. */
export const startSmtp = async (port = 0, refuse: Refuse = () => undefined): Promise<SmtpServer> => {
  const received: ReceivedMail[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    serve(socket, received, refuse);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    received,
    stop: () => new Promise((resolve) => {
      for (const socket of open) socket.destroy();
      server.close(() => resolve());
    }),
  };
};
