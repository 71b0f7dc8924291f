import { listValues } from './field.ts';
import { addressFields, contact, lead } from './people-objects.ts';
import { defineObject, OWNER, READ_ONLY, REQUIRED, type SObject } from './sobject.ts';

const account = defineObject({ name: 'Account', label: 'Account', labelPlural: 'Accounts', keyPrefix: '001' }, [
  ['Name', 'Account Name', 'string', { ...REQUIRED, nameField: true }],
  ['Website', 'Website', 'url'],
  ['Phone', 'Account Phone', 'phone'],
  ['Industry', 'Industry', 'picklist', { picklistValues: listValues(['Agriculture', 'Education', 'Finance', 'Technology']) }],
  ['NumberOfEmployees', 'Employees', 'int'],
  ['AnnualRevenue', 'Annual Revenue', 'currency', { scale: 0 }],
  ['Description', 'Account Description', 'textarea', { length: 32_000 }],
  ...addressFields('Billing', 'Billing'),
  OWNER,
]);

const task = defineObject({ name: 'Task', label: 'Task', labelPlural: 'Tasks', keyPrefix: '00T' }, [
  ['WhoId', 'Name ID', 'reference', { referenceTo: ['Contact', 'Lead'], relationshipName: 'Who' }],
  ['WhatId', 'Related To ID', 'reference', { referenceTo: ['Account', 'Project__c'], relationshipName: 'What' }],
  ['Subject', 'Subject', 'combobox', { picklistValues: listValues(['Call', 'Email', 'Send Quote', 'Other']) }],
  ['ActivityDate', 'Due Date Only', 'date'],
  ['Status', 'Status', 'picklist', { nillable: false, defaultedOnCreate: true, picklistValues: listValues(['Not Started', 'In Progress', 'Completed', 'Deferred'], true) }],
  ['Priority', 'Priority', 'picklist', { nillable: false, defaultedOnCreate: true, picklistValues: listValues(['Normal', 'High', 'Low'], true) }],
  ['TaskSubtype', 'Task Subtype', 'picklist', { updateable: false, restrictedPicklist: true, picklistValues: listValues(['Task', 'Email', 'Call']) }],
  ['Description', 'Description', 'textarea', { length: 32_000 }],
  ['IsClosed', 'Closed', 'boolean', READ_ONLY],
  OWNER,
]);

/** An object of the customer's own, in which every type of field occurs. */
const project = defineObject({ name: 'Project__c', label: 'Project', labelPlural: 'Projects', keyPrefix: 'a00' }, [
  ['Name', 'Project Name', 'string', { ...REQUIRED, length: 80, nameField: true, idLookup: true }],
  ['Number__c', 'Number', 'string', { ...READ_ONLY, length: 30, autoNumber: true, defaultedOnCreate: true }],
  ['Band__c', 'Band', 'string', { ...READ_ONLY, length: 1300, calculated: true }],
  ['Project_Key__c', 'Project key', 'string', { length: 60, externalId: true, idLookup: true, unique: true, caseSensitive: true }],
  ['Contact__c', 'Contact', 'reference', { referenceTo: ['Contact'], relationshipName: 'Contact__r' }],
  ['Passport__c', 'Passport', 'encryptedstring'],
  ['Channel__c', 'Channel', 'combobox', { picklistValues: listValues(['Fair', 'Web']) }],
  ['Anything__c', 'Anything', 'anyType'],
  ['Notes__c', 'Notes', 'textarea', { length: 32_768 }],
  ['Summary__c', 'Summary', 'textarea', { length: 32_768, htmlFormatted: true, extraTypeInfo: 'richtextarea' }],
  ['Seats__c', 'Seats', 'int'],
  ['Serial__c', 'Serial', 'long'],
  ['Weight__c', 'Weight', 'double', { precision: 8, scale: 3 }],
  ['Budget__c', 'Budget', 'currency'],
  ['Chance__c', 'Chance', 'percent', { precision: 5, scale: 2 }],
  ['Active__c', 'Active', 'boolean'],
  ['Starts__c', 'Starts', 'date'],
  ['Kick_Off__c', 'Kick-off', 'datetime'],
  ['Daily_At__c', 'Daily at', 'time'],
  ['Contact_Email__c', 'Contact e-mail', 'email'],
  ['Hotline__c', 'Hotline', 'phone'],
  ['Site__c', 'Site', 'url'],
  ['Stage__c', 'Stage', 'picklist', { restrictedPicklist: true, picklistValues: [...listValues(['Idea', 'Running', 'Done']), { active: false, defaultValue: false, label: 'Retired', value: 'Retired', validFor: null }] }],
  ['Origin__c', 'Origin', 'picklist', { picklistValues: listValues(['Web', 'Fair']) }],
  ['Topics__c', 'Topics', 'multipicklist', { restrictedPicklist: true, picklistValues: listValues(['Roof', 'Solar', 'Heating']) }],
  ['Place__Street__s', 'Place (street)', 'textarea', { compoundFieldName: 'Place__c' }],
  ['Place__City__s', 'Place (city)', 'string', { length: 40, compoundFieldName: 'Place__c' }],
  ['Place__c', 'Place', 'address', READ_ONLY],
  ['Spot__Latitude__s', 'Spot (latitude)', 'double', { scale: 15, compoundFieldName: 'Spot__c' }],
  ['Spot__Longitude__s', 'Spot (longitude)', 'double', { scale: 15, compoundFieldName: 'Spot__c' }],
  ['Spot__c', 'Spot', 'location', READ_ONLY],
  ['Plan__c', 'Plan', 'base64'],
  OWNER,
]);

const user = defineObject({ name: 'User', label: 'User', labelPlural: 'Users', keyPrefix: '005', createable: false }, [
  ['Username', 'Username', 'string', { ...READ_ONLY, length: 80 }],
  ['Name', 'Full Name', 'string', { ...READ_ONLY, length: 121, nameField: true }],
  ['Email', 'Email', 'email', READ_ONLY],
  ['IsActive', 'Active', 'boolean', READ_ONLY],
]);

const organisation = defineObject({ name: 'Organization', label: 'Organization', labelPlural: 'Organizations', keyPrefix: '00D', createable: false }, [
  ['Name', 'Name', 'string', { ...READ_ONLY, length: 80, nameField: true }],
  ['IsSandbox', 'Is Sandbox', 'boolean', READ_ONLY],
  ['OrganizationType', 'Edition', 'picklist', { ...READ_ONLY, picklistValues: listValues(['Developer Edition', 'Enterprise Edition', 'Unlimited Edition']) }],
  ['InstanceName', 'Instance Name', 'string', { ...READ_ONLY, length: 5 }],
]);

/** The objects of a fresh organisation, by name in small letters. */
export const standardObjects = (): Map<string, SObject> =>
  new Map([contact, lead, account, task, project, user, organisation].map((object) => [object.name.toLowerCase(), object]));
