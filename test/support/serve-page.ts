import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build, stop as stopEsbuild } from 'esbuild';

/** Serves a page that runs one module, bundled as a front end would be, on an address of its own. Imports are seen from the project. */
export const servePage = async (source: string): Promise<{ url: string; close: () => void }> => {
  const { outputFiles } = await build({ stdin: { contents: source, resolveDir: process.cwd() }, bundle: true, write: false, format: 'esm', define: { 'process.env.NODE_ENV': '"production"' } });
  await stopEsbuild();
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? outputFiles[0]?.text : '<!doctype html><link rel="icon" href="data:,"><body></body><script type="module" src="/page.js"></script>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, close: () => { server.close(); } };
};
