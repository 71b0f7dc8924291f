import pg from 'pg';

export default async (): Promise<void> => {
  const template = process.env.LEADWIRE_TEST_TEMPLATE;
  if (template === undefined) return;
  const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await admin.connect();
  await admin.query(`drop database if exists ${template} with (force)`);
  await admin.end();
};
