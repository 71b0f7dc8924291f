import { Migration20261121000000 } from './Migration20261121000000.ts';
import { Migration20261121100000 } from './Migration20261121100000.ts';
import { Migration20261121200000 } from './Migration20261121200000.ts';
import { Migration20261121300000 } from './Migration20261121300000.ts';
import { Migration20261121400000 } from './Migration20261121400000.ts';
import { Migration20261121500000 } from './Migration20261121500000.ts';
import { Migration20261121600000 } from './Migration20261121600000.ts';
import { Migration20261121700000 } from './Migration20261121700000.ts';
import { Migration20261121800000 } from './Migration20261121800000.ts';
import { Migration20261121860000 } from './Migration20261121860000.ts';

/** All migrations, oldest first; a new one is a line here. */
export const migrations = [
  { name: 'Migration20261121000000', class: Migration20261121000000 },
  { name: 'Migration20261121100000', class: Migration20261121100000 },
  { name: 'Migration20261121200000', class: Migration20261121200000 },
  { name: 'Migration20261121300000', class: Migration20261121300000 },
  { name: 'Migration20261121400000', class: Migration20261121400000 },
  { name: 'Migration20261121500000', class: Migration20261121500000 },
  { name: 'Migration20261121600000', class: Migration20261121600000 },
  { name: 'Migration20261121700000', class: Migration20261121700000 },
  { name: 'Migration20261121800000', class: Migration20261121800000 },
  { name: 'Migration20261121860000', class: Migration20261121860000 },
];
