import type { Context } from '../../shared/context.ts';

/** Ends now what a job was ordered for already: what fails here is left to the job, and the caller need not wait for it. */
export const endAtOnce = async ({ log }: Pick<Context, 'log'>, end: () => Promise<void>): Promise<void> => {
  try {
    await end();
  } catch (error) {
    log.warn({ err: error }, 'account: access could not be ended at once everywhere; a job goes on with it');
  }
};
