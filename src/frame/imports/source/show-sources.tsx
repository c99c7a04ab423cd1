import { z } from 'zod';
import { withActor } from '#db';
import { listMappings } from '#files';
import {
  countRuns,
  type ImportKind,
  type KnownSource,
  policies,
  recentRuns,
  runsOf,
  savedMappings,
  settleSource,
  sourcesOf,
  stopsOf,
  waitingUploads,
} from '#modules/sources';
import { Problems } from '#outcome';
import { type Ask, type FormState, newForm, notFound, page, type Reply, readForm, redirect } from '#web';
import { sourceAddress } from './addresses.ts';
import { SourcePage } from './source-page.tsx';
import { SourcesPage } from './sources-page.tsx';
import { standingOf } from './standing.ts';

/** Runs in the small picture of a source. */
const RECENT = 12;
const PER_PAGE = 25;
const STOPS = 20;

/** `GET /sources`: every kind of file from every source. */
export function showSources(kinds: readonly ImportKind[]): (ask: Ask) => Promise<Reply> {
  return (ask) => showAll(ask, kinds);
}

async function showAll({ db, actor, frame }: Ask, kinds: readonly ImportKind[]): Promise<Reply> {
  const { tenantId, today } = actor;
  const { sources, runs, waiting } = await withActor(db, actor, async (tx) => ({
    sources: await sourcesOf(tx, tenantId),
    runs: await recentRuns(tx, tenantId, RECENT),
    waiting: (await waitingUploads(tx, tenantId)).length,
  }));
  return page(
    <SourcesPage
      frame={frame}
      waiting={waiting}
      sources={sources.map((source) => ({
        ...source,
        standing: standingOf(source, today),
        isTaken: kinds.some(({ kind }) => kind === source.kind),
        recent: runs.filter((run) => run.source === source.source && run.kind === source.kind),
      }))}
    />,
  );
}

/** `GET /sources/:source/:kind`: how one stands, its history, and what is settled about it. */
export function showSource(kinds: readonly ImportKind[]): (ask: Ask) => Promise<Reply> {
  return (ask) => sourceOf(ask, kinds, (source, kind) => show(ask, source, kind, settledForm(source)));
}

const Settlement = z.object({
  cadence: z
    .string()
    .trim()
    .regex(/^(\d{1,3})?$/, 'sources.settle.cadence-wrong')
    .transform((text) => (text === '' ? null : Number(text)))
    .refine((days) => days === null || (days >= 1 && days <= 400), 'sources.settle.cadence-wrong'),
  policy: z.enum(policies, 'sources.settle.policy-missing'),
  share: z
    .string()
    .trim()
    .regex(/^\d{1,3}$/, 'sources.settle.share-wrong')
    .transform(Number)
    .refine((share) => share <= 100, 'sources.settle.share-wrong'),
  mapping: z.string().transform((name) => (name === '' ? null : name)),
});

/** `POST /sources/:source/:kind`: settles how its files are taken from now on. */
export function settle(kinds: readonly ImportKind[]): (ask: Ask) => Promise<Reply> {
  return (ask) =>
    sourceOf(ask, kinds, async (source, kind) => {
      if (!kind) return notFound();
      const { db, actor, form, say } = ask;
      try {
        const { cadence: cadenceDays, policy, share, mapping } = readForm(Settlement, form, say);
        const known = (await mappingsFor(ask, kind)).map(({ name }) => name);
        if (mapping !== null && !known.includes(mapping))
          throw new Problems([{ field: 'mapping', message: say('sources.settle.mapping-wrong') }]);
        const which = { source: source.source, kind: kind.kind, policies: kind.policies };
        await withActor(db, actor, (tx) =>
          settleSource(tx, actor, which, { policy, share, cadenceDays, mapping }),
        );
        return redirect(sourceAddress(source), { key: 'sources.settle.saved' });
      } catch (error) {
        if (!(error instanceof Problems)) throw error;
        return show(ask, source, kind, newForm(form, error.problems), 422);
      }
    });
}

/** One source and its kind; undefined for a kind that was brought once and that no file can be of any more. */
async function sourceOf(
  { db, actor, params }: Ask,
  kinds: readonly ImportKind[],
  act: (source: KnownSource, kind: ImportKind | undefined) => Promise<Reply>,
): Promise<Reply> {
  const { source = '', kind = '' } = params;
  const [known] = await withActor(db, actor, (tx) => sourcesOf(tx, actor.tenantId, { source, kind }));
  if (!known) return notFound();
  return act(
    known,
    kinds.find((each) => each.kind === kind),
  );
}

async function show(
  ask: Ask,
  source: KnownSource,
  kind: ImportKind | undefined,
  form: FormState,
  status = 200,
): Promise<Reply> {
  const { db, actor, frame, query } = ask;
  const { tenantId, today } = actor;
  const asked = Number([query.page ?? '1'].flat()[0]);
  const shown = Number.isInteger(asked) && asked > 0 ? asked : 1;
  const { total, runs, stops } = await withActor(db, actor, async (tx) => ({
    total: await countRuns(tx, tenantId, source),
    runs: await runsOf(tx, tenantId, { ...pick(source), most: PER_PAGE, after: (shown - 1) * PER_PAGE }),
    stops: await stopsOf(tx, tenantId, { ...pick(source), most: STOPS }),
  }));
  const settling = kind && { form, policies: kind.policies, mappings: await mappingsFor(ask, kind) };
  return page(
    <SourcePage
      frame={frame}
      source={source}
      standing={standingOf(source, today)}
      settling={settling}
      runs={runs}
      stops={stops}
      at={{ page: shown, pages: Math.max(1, Math.ceil(total / PER_PAGE)) }}
    />,
    { status },
  );
}

function pick({ source, kind }: KnownSource): { source: string; kind: string } {
  return { source, kind };
}

async function mappingsFor({ db, actor }: Ask, { section }: ImportKind) {
  const saved = await withActor(db, actor, (tx) => savedMappings(tx, actor.tenantId));
  return [...saved.map(({ mapping }) => mapping), ...(await listMappings())].filter(
    (mapping) => mapping[section] !== undefined,
  );
}

function settledForm({ cadenceDays, policy, share, mapping }: KnownSource): FormState {
  return newForm({
    cadence: cadenceDays === null ? '' : String(cadenceDays),
    policy,
    share: String(share),
    mapping: mapping ?? '',
  });
}
