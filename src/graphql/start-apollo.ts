import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { Context } from '../shared/context.ts';
import type { Logger } from '../shared/logger.ts';
import type { Door } from './door.ts';
import { formatError } from './format-error.ts';
import { preparePlugin } from './prepare-plugin.ts';
import { requestScope } from './request-scope.ts';

/** Nothing of Apollo's may speak to the network, read the environment, or wrap our resolvers. */
const disabled = [
  ApolloServerPluginCacheControlDisabled(),
  ApolloServerPluginInlineTraceDisabled(),
  ApolloServerPluginLandingPageDisabled(),
  ApolloServerPluginSchemaReportingDisabled(),
  ApolloServerPluginUsageReportingDisabled(),
];

/** Apollo Server over our door: it reads requests, guards against CSRF and executes; `prepare` decides what may run. */
export const startApollo = async (door: Door, http: FastifyInstance, log: Logger): Promise<ApolloServer<Context>> => {
  const apollo = new ApolloServer<Context>({
    schema: door.schema,
    // The same behaviour wherever it runs; what differs between installations is in our configuration.
    nodeEnv: 'production',
    introspection: true, // judged in prepare, for all transports
    dangerouslyDisableValidation: true, // as above
    documentStore: null,
    persistedQueries: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: door.limits.batch > 0,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: log,
    plugins: [...disabled, fastifyApolloDrainPlugin(http), preparePlugin(door)],
    formatError: (formatted, error) => {
      const scope = requestScope.getStore();
      return scope ? formatError(error, scope).toJSON() : formatted;
    },
  });
  await apollo.start();
  return apollo;
};
