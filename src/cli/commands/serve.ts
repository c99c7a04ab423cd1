import { tendImports } from '#frame';
import { gate } from '#modules/access';
import { buildServer, type Fault, startServer } from '#web';
import { frameRoutes, importKinds, modules } from '../../app.ts';
import { type Command, Misused, where } from '../command.ts';
import { demoSignIns } from '../demo-sign-ins.ts';
import { takeOver } from '../hand-over.ts';
import { today } from '../today.ts';

/** The web server. Commands started meanwhile on the same data directory run inside it. */
export const serve: Command = {
  permission: 'installation',
  usage: 'serve [--port 3000] [--data DIR]',
  summary: 'Serves the pages until it is stopped (Ctrl+C). PORT is the port when --port is not given.',
  options: { data: where.data, port: { type: 'string' } },
  handsOver: false,
  async run(call) {
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
    const imports = await tendImports(db, importKinds, (fault: Fault) =>
      call.io.err(`${JSON.stringify(fault)}\n`),
    );
    const address = await startServer(app, port);
    await takeOver(db, call.runHere);
    call.io.out(`Waymark is at ${address.replace('127.0.0.1', 'localhost')}\n`);
    await stopped(call.io.signal);
    await imports.close();
    await app.close();
    return 0;
  },
};

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Misused(`${text} is not a port`);
  return port;
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve());
    signal.addEventListener('abort', () => resolve());
  });
}
