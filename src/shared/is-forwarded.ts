import type { IncomingHttpHeaders } from 'node:http';

const headersOfProxies = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'];

/** Whether something in between says that it hands a request on: whose it is, the connection itself does not tell then. */
export const isForwarded = (headers: IncomingHttpHeaders): boolean => headersOfProxies.some((header) => header in headers);
