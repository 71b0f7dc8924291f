import { setTimeout as wait } from 'node:timers/promises';
import closeWithGrace from 'close-with-grace';
import { createApp, type App } from './app/create-app.ts';
import { StartError } from './shared/start-error.ts';
import { ConfigError, readConfig } from './config.ts';

/** How long stopping may take beyond the drain of sockets and the grace of running work, before the process ends regardless. */
const STOP_MARGIN_MS = 5_000;

/** Sockets, requests and jobs have the grace one after the other. */
const GRACES = 3;

/** One clear line for what the operator can mend; the whole error for what only we can. */
const explain = (error: unknown): string => {
  if (error instanceof ConfigError) return `These variables are wrong:\n${error.message.replace(/^/gm, '  ')}`;
  if (error instanceof StartError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

const start = async (): Promise<App> => {
  const config = readConfig();
  const app = await createApp({ config });
  const { DRAIN_DELAY_MS, DRAIN_MAX_MS, SHUTDOWN_GRACE_MS } = config;
  closeWithGrace({ delay: DRAIN_DELAY_MS + DRAIN_MAX_MS + GRACES * SHUTDOWN_GRACE_MS + STOP_MARGIN_MS, logger: false }, async ({ err }) => {
    if (err) app.log.fatal({ err }, 'stopping because of an error that nothing caught');
    // What is broken is not drained: its clients find another instance sooner.
    await (err ? Promise.race([app.stop(), wait(SHUTDOWN_GRACE_MS)]) : app.stop());
  });
  return app;
};

try {
  const app = await start();
  console.log(app.banner);
  // A parent that started us over IPC learns where we listen.
  process.send?.({ listening: app.url });
} catch (error) {
  console.error(`Leadwire cannot start: ${explain(error)}`);
  process.exit(1);
}
