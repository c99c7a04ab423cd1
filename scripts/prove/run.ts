/**
 * `npm run prove -- [NAME…] [--minutes N] [--seed N] [--on embedded|server] [--quick] [--list]`
 *
 * Runs the long proofs (test/prove), each on the embedded database and on PostgreSQL: DATABASE_URL, the address of a
 * superuser, who makes databases of the proof's own there; else a local cluster as `npm test` finds one. Keeps what they
 * came to in docs/proofs and writes it into docs/proofs.md, except with --quick, which only shows that they run.
 */
import { parseArgs } from 'node:util';
import { circumstances } from '../../bench/rig/results.ts';
import { openGround } from '../../test/prove/ground.ts';
import type { Found, Proof } from '../../test/prove/proof.ts';
import { proofs } from '../../test/prove/proofs.ts';
import { borrowServer } from '../testing/postgres.ts';
import { keep, tellProofs, type Where } from './results.ts';

const { positionals: names, values } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string' },
    seed: { type: 'string' },
    on: { type: 'string' },
    quick: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});
const unknown = names.filter((name) => !proofs.some((proof) => proof.name === name));
const numbers = [values.minutes ?? '1', values.seed ?? '1'].map(Number);
let [passed, failed] = [0, 0];

if (values.list)
  for (const { name, about, minutes } of proofs)
    console.log(`${name.padEnd(10)} ${about} (${minutes} minutes)`);
else if (
  unknown.length > 0 ||
  numbers.some((number) => !(number >= 0)) ||
  !['embedded', 'server', undefined].includes(values.on)
)
  misused();
else await proveAll();

async function proveAll(): Promise<void> {
  for (const proof of proofs.filter(({ name }) => names.length === 0 || names.includes(name)))
    for (const where of proof.on)
      if (values.on === undefined || where === 'none' || where === values.on) await prove(proof, where);
  if (!values.quick && passed + failed > 0) tellProofs();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

async function prove(proof: Proof, where: Where): Promise<void> {
  const began = performance.now();
  const say = (line: string) =>
    console.log(`${String(Math.round((performance.now() - began) / 1000)).padStart(6)} s  ${line}`);
  // A seed of its own for every run unless one is asked for: the same ones would find the same.
  const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
  const minutes = values.minutes === undefined ? proof.minutes : Number(values.minutes);
  console.log(
    `\n— ${proof.name}, ${where === 'none' ? 'without a database' : `on the ${where} database`}: ${proof.about}; seed ${seed}`,
  );
  let version = 'none';
  const server = where === 'server' ? await lent() : undefined;
  if (server && 'absent' in server) {
    failed += 1;
    return console.log(`There is ${server.absent}. Say --on embedded to do without.`);
  }
  const found = await attempt(() =>
    proof.run({
      minutes,
      seed,
      quick: values.quick,
      say,
      async open() {
        const ground = await openGround(server?.url);
        version = ground.version;
        return ground;
      },
    }),
  );
  server?.giveBack();
  const seconds = Math.round((performance.now() - began) / 1000);
  tell(found, seconds);
  const { versions, ...rest } = circumstances();
  if (values.quick) return;
  keep({
    name: proof.name,
    about: proof.about,
    database: where,
    ...rest,
    versions: { postgresql: version, ...versions },
    seed,
    minutes: Math.round(seconds / 60),
    ...found,
  });
}

function lent() {
  const url = process.env.DATABASE_URL;
  return url ? { url, giveBack: () => {} } : borrowServer();
}

/** A proof that breaks has not held. */
async function attempt(run: () => Promise<Found>): Promise<Found> {
  try {
    return await run();
  } catch (error) {
    return { counts: {}, faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
  }
}

function tell({ counts, left = [], faults }: Found, seconds: number): void {
  const looked = Object.values(counts).some((count) => count > 0);
  if (looked && faults.length === 0) passed += 1;
  else failed += 1;
  for (const [what, count] of Object.entries(counts)) console.log(`         ${what}: ${count}`);
  for (const what of left) console.log(`         left out: ${what}`);
  for (const fault of faults) console.log(`FAULT    ${fault}`);
  if (!looked) console.log('FAULT    It looked at nothing.');
  console.log(`         ${seconds} s`);
}

function misused(): void {
  console.error(
    `Use: npm run prove -- [NAME…] [--minutes N] [--seed N] [--on embedded|server] [--quick] [--list]\nNames: ${proofs.map(({ name }) => name).join(', ')}`,
  );
  process.exitCode = 2;
}
