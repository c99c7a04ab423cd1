import { type RunId, type Tx, withActor } from '#db';
import { record } from '#modules/audit';
import { accountNames } from '#modules/identity';
import { nameOnPage } from '#modules/people';
import { type ImportKind, type KeptBack, refusalsOf, runOf, type WholeRun } from '#modules/sources';
import { type Ask, notFound, page, type Reply, redirect } from '#web';
import { namesOf } from '../names.ts';
import { refusalsFile } from '../refusals-file.ts';
import { runAddress } from '../source/addresses.ts';
import type { ToldPerson } from '../told-table.tsx';
import { RunPage } from './run-page.tsx';
import { toldOf, touchedBy, tracedOf } from './traces.ts';

const PER_PAGE = 25;
/** Facts of one young person on a page. */
const EACH = 12;

/** `GET /sources/runs/:runId`: what came of one file, and whose record it touched. That they were listed is kept. */
export function showRun(kinds: readonly ImportKind[]): (ask: Ask) => Promise<Reply> {
  return async (ask) => {
    const { db, actor, frame, query } = ask;
    const asked = Number([query.page ?? '1'].flat()[0]);
    const shown = Number.isInteger(asked) && asked > 0 ? asked : 1;
    return withActor(db, actor, async (tx) => {
      const run = await runOf(tx, actor.tenantId, runIn(ask));
      if (!run) return notFound();
      const kind = kinds.find((each) => each.kind === run.kind);
      const people = kind ? await peopleOf(tx, ask, kind, run, shown) : { told: [], total: 0 };
      const pages = Math.max(1, Math.ceil(people.total / PER_PAGE));
      if (shown > pages) return redirect(`${runAddress(run.id)}?page=${pages}`);
      await record(tx, actor, {
        act: 'run.seen',
        subjectId: run.id,
        why: actor.roles.join(', '),
        number: people.told.length,
      });
      const names = await accountNames(tx, actor.tenantId, [run.accountId, run.undoing?.accountId ?? null]);
      return page(
        <RunPage
          frame={frame}
          shown={{
            run,
            by: names.get(run.accountId),
            undoneBy: names.get(run.undoing?.accountId ?? null),
            refusals: await refusalsOf(tx, actor.tenantId, run.id),
            people: people.told,
            touched: people.total,
            page: shown,
            pages,
            kept: await withNames(tx, ask, run.undoing?.kept ?? []),
            canUndo: run.undoing === null && kind !== undefined && kind.undo.length > 0,
          }}
        />,
      );
    });
  };
}

/** `GET …/refusals.csv`: what a run refused, as far as it was kept. */
export async function downloadRefusals(ask: Ask): Promise<Reply> {
  const { db, actor } = ask;
  const found = await withActor(db, actor, async (tx) => {
    const run = await runOf(tx, actor.tenantId, runIn(ask));
    if (!run) return undefined;
    const refusals = await refusalsOf(tx, actor.tenantId, run.id);
    await record(tx, actor, {
      act: 'run.refusals_downloaded',
      subjectId: run.id,
      why: actor.roles.join(', '),
      number: refusals.length,
    });
    return { run, refusals };
  });
  return found ? refusalsFile(found.run.file, found.refusals) : notFound();
}

/** The path has been checked to hold an id; whose it is, the query decides. */
export function runIn({ params }: Ask): RunId {
  return params['runId'] as RunId;
}

/** What stays when a run is taken back, with the names of those it is about. */
export async function withNames(
  tx: Tx,
  { actor, say }: Ask,
  kept: readonly KeptBack[],
): Promise<(KeptBack & { name: string | undefined })[]> {
  const names = await namesOf(
    tx,
    actor.tenantId,
    kept.map(({ personId }) => personId),
    say,
  );
  return kept.map((each) => ({ ...each, name: each.personId ? names.get(each.personId) : undefined }));
}

async function peopleOf(
  tx: Tx,
  { actor, say }: Ask,
  kind: ImportKind,
  run: WholeRun,
  shown: number,
): Promise<{ told: ToldPerson[]; total: number }> {
  const which = { tenantId: actor.tenantId, runId: run.id };
  const offset = (shown - 1) * PER_PAGE;
  const { people, total } = await touchedBy(tx, kind, which, { offset, limit: PER_PAGE });
  const facts = await tracedOf(
    tx,
    kind,
    which,
    people.map(({ personId }) => personId),
    EACH,
  );
  const byPerson = Map.groupBy(toldOf(kind, facts, say), ({ personId }) => personId);
  const told = people.map(
    (person): ToldPerson => ({
      key: person.personId,
      name: nameOnPage(say, person),
      href: `/people/${person.personId}`,
      facts: byPerson.get(person.personId) ?? [],
    }),
  );
  return { told, total };
}
