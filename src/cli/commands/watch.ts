import { watch as watchFolder, watchOnce } from '#frame';
import { type Command, Misused, where } from '../command.ts';
import { stopSignal } from '../stopped.ts';
import { watchingOf } from '../watching.ts';

/** `waymark watch`: brings in the files of a folder, once for a timer of the system, or until it is stopped. */
export const watch: Command = {
  permission: 'import.run',
  usage: 'watch [DIR] [--once] [--data DIR] [--tenant NAME]',
  summary:
    'Brings in what lies in DIR/<source>/<kind>/ (or WAYMARK_WATCH) under what is settled for each source; once, or until it is stopped.',
  options: { ...where, once: { type: 'boolean' } },
  handsOver: true,
  async run(call) {
    const dir = call.positionals[0] ?? process.env.WAYMARK_WATCH;
    if (!dir) throw new Misused('The folder is missing: give DIR, or set WAYMARK_WATCH');
    const watching = watchingOf(call, await call.database(), dir, stopSignal(call.io));
    if (!call.flag('once')) {
      await watchFolder(watching);
      return 0;
    }
    const taken = await watchOnce(watching);
    return taken.some(({ ended }) => ended === 'refused' || ended === 'stopped') ? 1 : 0;
  },
};
