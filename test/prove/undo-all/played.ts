/** One sequence of steps played in an organisation of its own. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainDate } from '#dates';
import { type Database, newId, type RunId, type TenantId, withActor } from '#db';
import { reviewAfter } from '#frame';
import { type Actor, commandActor } from '#modules/access';
import { addSetting } from '#modules/people';
import { undoRun } from '#modules/sources';
import { importKinds } from '../../../src/app.ts';
import { type Ask, type Ground, PROOF_DAY } from '../ground.ts';
import { fileOf, madeUpKinds, SETTINGS, WHO } from '../made-up/index.ts';
import type { Import, Step } from './steps.ts';

/** What is told: `who`, `what` and `says`, by kind. */
export type Told = ReadonlyMap<string, string>;

export type Played = {
  actor: Actor;
  /** Every import in order, and whether it stands. */
  imports: { step: Import; runId: RunId; stands: boolean }[];
};

/** What a proof goes by: one database that is open, and a directory for its files. */
export type Stage = { ground: Ground; db: Database };

let files = 0;

export async function foundFor({ db }: Stage): Promise<Actor> {
  const actor = commandActor(newId<TenantId>(), 'proof', plainDate(PROOF_DAY));
  await withActor(db, actor, async (tx) => {
    for (const { name, urn } of SETTINGS)
      await addSetting(tx, actor.tenantId, { name, kind: 'secondary', urn });
  });
  return actor;
}

/** Plays the steps one after the other, each with the review that follows on it. An undoing that is refused is left out. */
export async function play(stage: Stage, steps: readonly Step[]): Promise<Played> {
  const actor = await foundFor(stage);
  const imports: Played['imports'] = [];
  for (const step of steps) {
    if (step.do === 'import') {
      imports.push({ step, runId: await bringIn(stage, actor, step), stands: true });
      await reviewAfter(stage.db, actor, importKinds, false);
      continue;
    }
    const back = imports[step.which % Math.max(1, imports.length)];
    if (!back?.stands || !canBeTakenBack(back.step)) continue;
    await withActor(stage.db, actor, (tx) =>
      undoRun(tx, actor, importKinds, { runId: back.runId, reason: 'A proof' }),
    );
    back.stands = false;
    await reviewAfter(stage.db, actor, importKinds, false);
  }
  return { actor, imports };
}

export function canBeTakenBack({ kind }: Import): boolean {
  return (importKinds.find((each) => each.kind === kind.kind)?.undo.length ?? 0) > 0;
}

export async function bringIn(
  { ground, db }: Stage,
  actor: Actor,
  { kind, source, said }: Import,
): Promise<RunId> {
  files += 1;
  const path = join(ground.directory, `undo-${files % 50}.csv`);
  writeFileSync(path, fileOf(kind, said, []));
  const imported = importKinds.find((each) => each.kind === kind.kind);
  if (!imported) throw new Error(`There is no kind ${kind.kind}`);
  const mapping = kind.mapping && join(ground.directory, `${kind.mapping.name}.yaml`);
  let runId: RunId | undefined;
  await imported.bringIn(db, actor, {
    path,
    source,
    mapping,
    dryRun: false,
    confirmed: true,
    async done(_tx, id) {
      runId = id;
    },
  });
  if (runId === undefined) throw new Error('An import ended without a run');
  return runId;
}

/** Everything told of an organisation. */
export function toldOf({ ground, db }: Stage, { tenantId }: Actor): Promise<Told> {
  return ground.asOwner(db, async (ask) => {
    const told = new Map<string, string>();
    for (const { kind, told: statement } of madeUpKinds)
      for (const { who, what, says } of await ask(statement, [tenantId]))
        told.set(`${kind} # ${who} # ${what}`, String(says));
    return told;
  });
}

/** Who each young person and adult of an organisation is, and which each setting and area, as they are told of. */
export async function namesOf(ask: Ask, tenantId: string): Promise<Map<string, string>> {
  const rows = await ask(
    `select p.id, ${WHO} as who from people.person p where p.tenant_id = $1
     union all select s.id, s.urn from people.setting s where s.tenant_id = $1
     union all select f.id, f.source || ' ' || f.source_key from people.staff f where f.tenant_id = $1
     union all select c.id, c.area_code from records.comparison c where c.tenant_id = $1`,
    [tenantId],
  );
  return new Map(rows.map(({ id, who }) => [String(id), String(who)]));
}
