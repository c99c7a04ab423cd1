/** The weighted RONI of 10,000 young people: our review of the records beside a spreadsheet that LibreOffice works out. */
import { execFile } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import Papa from 'papaparse';
import { addDays, addMonths, plainDate } from '#dates';
import { type TenantId, withActor } from '#db';
import { commandActor } from '#modules/access';
import { compileRuleSet, reviewRoll, ruleSetNamed } from '#modules/risk';
import { fillDemo } from '../../src/demo/index.ts';
import type { Ground } from '../rig/ground.ts';
import { alternate, spread, timed } from '../rig/pairs.ts';
import { type Result, root } from '../rig/results.ts';
import { differences, type Told } from './differences.ts';
import { type Office, openOffice } from './office.ts';
import { readSheetRows, type SheetRow } from './rows.ts';
import { HEADINGS, writeSheet } from './sheet.ts';

const TODAY = plainDate('2026-11-20');
const SPREADSHEET = 'soffice --headless, the same facts as a sheet with formulas, to CSV';
const RULES = 'oxfordshire-roni-weighted';
const TIERS: Readonly<Record<string, string>> = {
  Red: 'intensive',
  Amber: 'targeted',
  Green: 'universal',
  '': 'universal',
};

/** Both sides start as a program of their own, read what they read from disk, and write a file with everybody in it. */
export async function measureSpreadsheet(
  open: () => Promise<Ground>,
  quick: boolean,
  wanted?: number,
): Promise<Pick<Result, 'sizes' | 'comparisons' | 'figures'>> {
  const youngPeople = wanted ?? (quick ? 300 : 10_000);
  const ground = await open();
  try {
    const office = await openOffice(ground.directory);
    return await compareOn(ground, office, youngPeople, quick ? 2 : 5);
  } finally {
    await ground.close();
  }
}

async function compareOn(ground: Ground, office: Office, youngPeople: number, turns: number) {
  const { tenantId, rows } = await madeUp(ground, youngPeople);
  const sheet = await kept(join(ground.directory, 'roni.fods'), writeSheet(rows, TODAY));
  const bare = await kept(join(ground.directory, 'bare.fods'), writeSheet(rows, TODAY, false));
  const reviewed = join(ground.directory, 'review.json');
  const open = await alternate(turns, 1, {
    what: `weighted RONI of ${rows.length} young people, database open, against LibreOffice ${office.version}`,
    ours: `reviewRoll, ${RULES}, as the server does it`,
    bare: SPREADSHEET,
    runOurs: () => timed(() => reviewOpen(ground, tenantId, rows.length)),
    runBare: () => timed(() => office.calculate(sheet)),
  });
  await ground.letGo();
  let calculated = '';
  const compared = await alternate(turns, 1, {
    what: `weighted RONI of ${rows.length} young people, program to file, against LibreOffice ${office.version}`,
    ours: `waymark review --rules ${RULES} --format json, from the database`,
    bare: SPREADSHEET,
    runOurs: () => timed(() => review(ground, reviewed)),
    runBare: () =>
      timed(async () => {
        calculated = await office.calculate(sheet);
      }),
  });
  const differ = differences(reviewTold(reviewed), sheetTold(calculated), rows);
  if (differ.length > 0)
    throw new Error(`${differ.length} of ${rows.length} differ, the first: ${differ.slice(0, 3).join('; ')}`);
  const without: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) without.push(await timed(() => office.calculate(bare)));
  return {
    sizes: {
      youngPeople: rows.length,
      formulas: rows.length * (HEADINGS.length - HEADINGS.indexOf('excluded on') - 1),
    },
    comparisons: [open, compared],
    figures: [
      { what: 'young people whose points and tier are the same on both sides', unit: '', value: rows.length },
      {
        what: 'LibreOffice with the same sheet and no formula: start, read, write',
        unit: 'ms',
        value: spread(without),
      },
    ],
  };
}

async function madeUp(
  ground: Ground,
  youngPeople: number,
): Promise<{ tenantId: TenantId; rows: SheetRow[] }> {
  const { tenantId } = await fillDemo(ground.db, { youngPeople, seed: 1, today: TODAY });
  await ground.rest();
  const sixMonths = addDays(addMonths(TODAY, -6), 1);
  const actor = commandActor(tenantId, 'bench', TODAY);
  const rows = await withActor(ground.db, actor, (tx) =>
    readSheetRows(tx, { tenantId, asOf: TODAY, sixMonths }),
  );
  return { tenantId, rows };
}

function reviewOpen({ db }: Ground, tenantId: TenantId, people: number): Promise<void> {
  return withActor(db, commandActor(tenantId, 'bench', TODAY), async (tx) => {
    let reviewed = 0;
    for await (const batch of reviewRoll(tx, { tenantId }, compileRuleSet(ruleSetNamed(RULES)), TODAY))
      reviewed += batch.length;
    if (reviewed !== people) throw new Error(`${reviewed} of ${people} young people were reviewed`);
  });
}

async function kept(path: string, lines: Iterable<string>): Promise<string> {
  await pipeline(Readable.from(lines), createWriteStream(path));
  return path;
}

async function review({ directory, url }: Ground, into: string): Promise<void> {
  const where = url === undefined ? ['--data', join(directory, 'data')] : [];
  const args = ['bin/waymark', 'review', '--rules', RULES, '--as-of', TODAY, '--format', 'json', ...where];
  const env = { ...process.env, DATABASE_URL: url ?? '' };
  const file = await open(into, 'w');
  try {
    const child = promisify(execFile)(process.execPath, args, { cwd: root, env, maxBuffer: 2 ** 31 - 1 });
    const { stdout } = await child;
    await file.writeFile(stdout);
  } finally {
    await file.close();
  }
}

function reviewTold(path: string): Told {
  const { people } = JSON.parse(readFileSync(path, 'utf8')) as {
    people: { sourceId: string; points: { known: number }; tier: string }[];
  };
  return new Map(people.map(({ sourceId, points, tier }) => [sourceId, { points: points.known, tier }]));
}

function sheetTold(path: string): Told {
  const { data } = Papa.parse<string[]>(readFileSync(path, 'utf8').trim());
  const at = (heading: string) => HEADINGS.indexOf(heading);
  return new Map(
    data.slice(2).map((cells) => [
      cells[at('key')] ?? '',
      {
        points: Number(cells[at('total')] || Number.NaN),
        tier: TIERS[cells[at('colour')] ?? ''] ?? 'none',
      },
    ]),
  );
}
