import { Migration20261121000000 } from './Migration20261121000000.ts';
import { Migration20261121100000 } from './Migration20261121100000.ts';

/** All migrations, oldest first; a new one is a line here. */
export const migrations = [
  { name: 'Migration20261121000000', class: Migration20261121000000 },
  { name: 'Migration20261121100000', class: Migration20261121100000 },
];
