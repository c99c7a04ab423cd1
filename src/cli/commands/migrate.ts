import { type Command, where } from '../command.ts';

/** Brings the database up to date; opening it does the work, as for every command that may. */
export const migrateCommand: Command = {
  permission: 'installation',
  usage: 'migrate [--data DIR]',
  summary:
    'Brings the database up to date. On PostgreSQL, WAYMARK_OWNER_URL is the address of the role that owns it.',
  options: { data: where.data },
  handsOver: false,
  async run(call) {
    await call.database();
    call.io.out('The database is up to date.\n');
    return 0;
  },
};
