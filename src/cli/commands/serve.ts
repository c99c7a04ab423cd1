import { tendImports, tendMessages, tendModules, tendRetention, tendSeals, watch } from '#frame';
import { gate } from '#modules/access';
import { providerFrom } from '#modules/identity';
import { postFrom } from '#modules/messages';
import { buildServer, type Fault, startServer } from '#web';
import { frameRoutes, importKinds, modules } from '../../app.ts';
import { type Command, Misused, where } from '../command.ts';
import { demoSignIns } from '../demo-sign-ins.ts';
import { takeOver } from '../hand-over.ts';
import { stopSignal, untilStopped } from '../stopped.ts';
import { today } from '../today.ts';
import { watchingOf } from '../watching.ts';
import { headsPath } from './audit.ts';

/** The web server. Commands started meanwhile on the same data directory run inside it. */
export const serve: Command = {
  permission: 'installation',
  usage: 'serve [--port 3000] [--watch DIR] [--data DIR] [--tenant NAME]',
  summary: 'Serves the pages until it is stopped (Ctrl+C). PORT is the port when --port is not given.',
  options: { ...where, port: { type: 'string' }, watch: { type: 'string' } },
  handsOver: false,
  async run(call) {
    // A provider that is half said would only show when somebody signs in.
    providerFrom(process.env);
    const post = postFrom(process.env);
    const port = portOf(call.option('port') ?? (process.env.PORT || '3000'));
    const db = await call.database();
    const app = await buildServer({
      db,
      modules,
      extraRoutes: frameRoutes,
      gate,
      today,
      demo: await demoSignIns(db),
    });
    const stop = stopSignal(call.io);
    const folder = call.option('watch') ?? (process.env.WAYMARK_WATCH || undefined);
    const watching = folder === undefined ? undefined : watchingOf(call, db, folder, stop);
    const report = (fault: Fault) => call.io.err(`${JSON.stringify(fault)}\n`);
    const imports = await tendImports(db, importKinds, report);
    const seals = await tendSeals(db, headsPath(call, db), report);
    const retention = tendRetention(db, modules, today, report);
    const tending = tendModules(db, modules, today, report);
    const origin = process.env.WAYMARK_ORIGIN ?? '';
    const mail = tendMessages(db, { modules, post, origin }, today, report);
    const address = await startServer(app, port);
    await takeOver(db, call.runHere);
    const watched = watching ? watch(watching) : Promise.resolve();
    call.io.out(`Waymark is at ${address.replace('127.0.0.1', 'localhost')}\n`);
    await untilStopped(stop);
    await watched;
    await imports.close();
    await app.close();
    await mail.close();
    post?.close();
    await tending.close();
    await retention.close();
    await seals.close();
    return 0;
  },
};

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Misused(`${text} is not a port`);
  return port;
}
