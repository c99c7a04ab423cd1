/** Whether the imports that were taken back are as if they had never been. */
import { type RunId, withActor } from '#db';
import { refreshProfiles } from '#modules/risk';
import { importKinds } from '../../../src/app.ts';
import { unsound } from '../check/soundness.ts';
import { keyOf, type Said, SETTINGS, upnOf } from '../made-up/index.ts';
import { bringIn, foundFor, namesOf, type Played, type Stage, type Told, toldOf } from './played.ts';
import type { Import } from './steps.ts';

/**
 * Reviews everybody, of whom only those have been reviewed that each import was about: nothing may come of it. Then holds
 * the organisation against another in which only the imports that stand were ever brought in. Whatever differs has
 * to be about somebody whom an undoing named as kept, and who is kept still; or, until the files that stand are brought
 * in once more, about a row that one of them found there already.
 *
 * @returns one sentence a fault, and how many young people are kept
 */
export async function judgePlayed(
  stage: Stage,
  { actor, imports }: Played,
): Promise<{ faults: string[]; kept: number }> {
  const stale = await withActor(stage.db, actor, (tx) => refreshProfiles(tx, actor, actor.today));
  const standing = imports.filter(({ stands }) => stands);
  const reference = await foundFor(stage);
  for (const { step } of standing) await bringIn(stage, reference, step);
  const wanted = await toldOf(stage, reference);
  const kept = await keptNow(stage, actor);
  const faults = [
    ...(await stage.ground.asOwner(stage.db, (ask) => unsound(ask, actor.tenantId))),
    ...kept.faults,
    ...(stale > 0 ? [`${stale} profiles are other than a review of everybody says`] : []),
  ];
  const again = saidAgain(imports);
  const found = await toldOf(stage, actor);
  for (const fact of differing(found, wanted)) {
    if (kept.who.has(keyIn(whoIn(fact)))) continue;
    // A later file that said it too may have lost it; what nobody said is never left.
    const lost = wanted.has(fact) || fact.includes('# found by ');
    if (lost && again.has(`${kindIn(fact)} ${whoIn(fact)}`)) continue;
    faults.push(`Nobody kept this back: ${tell(fact, found, wanted)}`);
  }
  // Once more in both: a file may come before those whom it is about, and go in the second time.
  // Where a fact goes depends on where its young person is, so people come first.
  const inOrder = standing.toSorted((one, other) => rank(one.step) - rank(other.step));
  for (const who of [actor, reference]) for (const { step } of inOrder) await bringIn(stage, who, step);
  const [after, wantedAfter] = [await toldOf(stage, actor), await toldOf(stage, reference)];
  const left = differing(after, wantedAfter).filter((fact) => !kept.who.has(keyIn(whoIn(fact))));
  const wantedLast = left.length === 0 ? wantedAfter : await withLostLast(stage, imports, inOrder);
  for (const fact of left)
    if (!again.has(`${kindIn(fact)} ${whoIn(fact)}`) || after.get(fact) !== wantedLast.get(fact))
      faults.push(`Not even bringing the files in again mends this: ${tell(fact, after, wantedAfter)}`);
  return { faults, kept: kept.who.size };
}

/**
 * Of sources trusted alike the one that spoke last is believed, and a word that was lost is spoken when its file comes
 * again: so it is in an organisation to which those rows came after all others, before everything comes once more.
 */
async function withLostLast(
  stage: Stage,
  imports: Played['imports'],
  again: Played['imports'],
): Promise<Told> {
  const organisation = await foundFor(stage);
  const standing = imports.flatMap(({ step, stands }, at) => {
    if (!stands) return [];
    const taken = imports.slice(0, at).filter(({ stands: still }) => !still);
    const isLost = ({ person }: Said) => taken.some((back) => isAbout(back.step, step, person));
    const [lost, rest] = [step.said.filter(isLost), step.said.filter((said) => !isLost(said))];
    return [{ lost: { ...step, said: lost }, rest: { ...step, said: rest } }];
  });
  const parts = [...standing.map(({ rest }) => rest), ...standing.map(({ lost }) => lost)];
  for (const part of parts) if (part.said.length > 0) await bringIn(stage, organisation, part);
  for (const { step } of again) await bringIn(stage, organisation, step);
  return toldOf(stage, organisation);
}

/** Whether an import that was taken back said of somebody what a later one of its source may have said again. */
function isAbout(back: Import, later: Import, person: number): boolean {
  return (
    back.kind === later.kind &&
    back.source === later.source &&
    back.said.some((each) => each.person === person)
  );
}

function rank({ kind }: Import): number {
  return kind.kind === 'people' ? 0 : 1;
}

/**
 * Who is kept still: each undoing is asked again, in a transaction that is taken back. Asked again it finds nothing that
 * could go by now.
 */
async function keptNow(
  { ground, db }: Stage,
  actor: Played['actor'],
): Promise<{ who: Set<string>; faults: string[] }> {
  const { tenantId } = actor;
  const undoings = await ground.asOwner(db, (ask) =>
    ask(
      `select u.run_id, r.kind, u.kept from sources.undoing u join sources.run r on r.tenant_id = u.tenant_id and r.id = u.run_id
       where u.tenant_id = $1 and u.kept <> '[]'`,
      [tenantId],
    ),
  );
  const names = await ground.asOwner(db, (ask) => namesOf(ask, tenantId));
  const who = new Set<string>();
  const faults: string[] = [];
  await withActor(db, actor, async (tx) => {
    for (const { run_id, kind, kept } of undoings) {
      const before = kept as { personId: string; entityId: string }[];
      const only = new Set(before.flatMap(({ personId, entityId }) => [personId, entityId]));
      for (const undo of importKinds.find((each) => each.kind === kind)?.undo ?? []) {
        // Names of groups say nothing of anybody: one goes with the next undoing.
        if (undo.tables && !undo.tables.some(({ person, table }) => person || NAMED.has(table))) continue;
        const {
          removed,
          restored,
          kept: still,
        } = await undo(tx, { tenantId, runId: run_id as RunId, today: actor.today, only });
        if (removed + restored > 0)
          faults.push(`${removed + restored} rows of ${kind} are kept for no reason any more`);
        for (const { personId, entityId } of still)
          who.add(keyIn(names.get(String(personId ?? entityId)) ?? 'nobody'));
      }
    }
    throw new Undone();
  }).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return { who, faults };
}

/** Tables of what is told by itself, though it is about no young person. */
const NAMED = new Set(['people.setting', 'people.staff', 'records.comparison']);

class Undone extends Error {}

/**
 * Kinds and people of whom an import that was taken back said something and a later one that stands did too. Its row was
 * there already, or was refused for what the other had said: either way it wrote nothing that could stay. Where people
 * were taken back, that goes for everything that rests on who they are.
 */
function saidAgain(imports: Played['imports']): Set<string> {
  const again = new Set<string>();
  for (const [at, { step, stands }] of imports.entries()) {
    if (stands) continue;
    const about = new Set(step.said.map(({ person }) => person));
    for (const later of imports.slice(at + 1)) {
      const { kind, said, source } = later.step;
      if (!later.stands || (kind !== step.kind && step.kind.kind !== 'people')) continue;
      for (const { person } of said)
        if (about.has(person))
          for (const name of kind.who?.(person) ?? namesIn(person, source)) again.add(`${kind.kind} ${name}`);
    }
  }
  return again;
}

function namesIn(person: number, source: string): string[] {
  return [upnOf(person), ...SETTINGS.map(({ urn }) => `${source} ${keyOf(person)} at ${urn}`)];
}

function differing(one: Told, other: Told): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((fact) => one.get(fact) !== other.get(fact));
}

const kindIn = (fact: string) => fact.split(' # ')[0] ?? '';
const whoIn = (fact: string) => fact.split(' # ')[1] ?? '';
/** Somebody kept at one setting makes the same key at another one ambiguous. */
const keyIn = (who: string) => who.replace(/ at \d+$/, '');

function tell(fact: string, found: Told, wanted: Told): string {
  return `${fact} says ${found.get(fact) ?? 'nothing'} and should say ${wanted.get(fact) ?? 'nothing'}`;
}
