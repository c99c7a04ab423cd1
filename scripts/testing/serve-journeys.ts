// The server of the journeys: a made-up council of its own, thrown away afterwards. Started by playwright.config.ts.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { castToday } from '#test/cast';

const port = process.env.WAYMARK_JOURNEY_PORT ?? '3999';
const data = mkdtempSync(join(tmpdir(), 'waymark-journeys-'));
// The day is the cast's, so that the journeys meet the same dates whenever they run.
const env = {
  ...process.env,
  WAYMARK_DATA: data,
  WAYMARK_TODAY: castToday,
  DATABASE_URL: undefined,
  PORT: port,
};

// The tests before have kept an empty database, which is copied sooner than made; where it is older it is brought up to date.
const [kept] = globSync('.cache/databases-*/migrated');
if (kept) cpSync(kept, join(data, 'database'), { recursive: true });

process.on('exit', () => rmSync(data, { recursive: true, force: true }));

const filled = spawnSync('bin/waymark', ['demo', '--young-people', '300', '--seed', '1'], {
  env,
  stdio: ['ignore', 2, 2],
});
if (filled.status !== 0) process.exit(1);

const server = spawn('bin/waymark', ['serve', '--port', port, '--data', data], {
  env,
  stdio: ['ignore', 2, 2],
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 0));
