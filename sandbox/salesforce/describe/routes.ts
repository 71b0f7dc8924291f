import type { FastifyInstance } from 'fastify';
import type { Sandbox } from '../state.ts';
import { findObject } from './find-object.ts';
import type { SObject } from './sobject.ts';

type ByObject = { Params: { version: string; object: string } };

const summary = ({ name, label, labelPlural, keyPrefix, createable }: SObject, version: string) => ({
  name,
  label,
  labelPlural,
  keyPrefix,
  custom: name.endsWith('__c'),
  createable,
  updateable: createable,
  deletable: createable,
  queryable: true,
  retrieveable: true,
  searchable: createable,
  triggerable: createable,
  layoutable: createable,
  deprecatedAndHidden: false,
  urls: {
    sobject: `/services/data/${version}/sobjects/${name}`,
    describe: `/services/data/${version}/sobjects/${name}/describe`,
    rowTemplate: `/services/data/${version}/sobjects/${name}/{ID}`,
  },
});

export function registerDescribe(app: FastifyInstance, sandbox: Sandbox): void {
  app.get<{ Params: { version: string } }>('/services/data/:version/sobjects', ({ params: { version } }) => ({
    encoding: 'UTF-8',
    maxBatchSize: 200,
    sobjects: [...sandbox.objects.values()].map((object) => summary(object, version)),
  }));
  app.get<ByObject>('/services/data/:version/sobjects/:object', ({ params: { version, object } }) => ({
    objectDescribe: summary(findObject(sandbox, object), version),
    recentItems: [],
  }));
  app.get<ByObject>('/services/data/:version/sobjects/:object/describe', ({ params: { version, object } }) => {
    const found = findObject(sandbox, object);
    return { ...summary(found, version), fields: [...found.fields.values()], childRelationships: [], recordTypeInfos: [] };
  });
}
