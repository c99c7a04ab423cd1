import type { ReactNode } from 'react';
import type { Problem } from '#outcome';
import {
  download,
  type FormState,
  newForm,
  notFound,
  type PublicAsk,
  page,
  type Reply,
  redirect,
} from '#web';
import { stillNeeded } from '../actions/end-response.ts';
import { AnsweringPage, type Around } from '../pages/answering-page.tsx';
import { CheckPage } from '../pages/check-page.tsx';
import type { Reading } from '../pages/item-field.tsx';
import { ThanksPage } from '../pages/thanks-page.tsx';
import type { Answer, Answers } from '../rules/answer.ts';
import { type Instrument, isAsked, itemsOn, type Respondent } from '../rules/index.ts';
import { fieldOf, readAnswer } from '../rules/read-answers.ts';
import { countedAnswers, isShown, shownPages } from '../rules/shown.ts';
import { typedFrom } from '../rules/typed.ts';

/** What somebody answers, as it stands. */
export type Standing = {
  instrument: Instrument;
  respondent: Respondent;
  answers: Answers;
  /** Goes up with everything that is kept. */
  revision: number;
  isEnded: boolean;
  whom?: ReactNode;
  last?: { answers: Answers; on: string } | undefined;
};

export type Kept = { standing: Standing; problems: readonly Problem[]; conflicts: readonly string[] };

/** Somebody who answers: where the pages are, and where what they say is kept. Nothing is there for whoever it is not for. */
export type Sitting = {
  /** Address of what is answered; its pages are below. */
  base: string;
  /** Where one goes afterwards. */
  back: { href: string; text: string } | undefined;
  /** Whether what was sent can be read again. */
  readsBack: boolean;
  /** Whether files can be added: adults who are signed in only. */
  takesFiles?: boolean | undefined;
  /** Where whoever has sent it is led; its own page says thank you where it is not said. */
  done?: string | undefined;
  load(): Promise<Standing | undefined>;
  /** Reads what a page says and keeps it, in one transaction. */
  keep(read: (standing: Standing) => Read, seen: number): Promise<Kept | undefined>;
  /** Ends it, unless something that is needed lacks: then nothing happens. */
  end(
    outcome: 'answered' | 'declined',
    lacks: (standing: Standing) => boolean,
  ): Promise<Standing | undefined>;
};

export type Read = { typed: ReadonlyMap<string, Answer | null>; problems: readonly Problem[] };

/** One page (`page` of the address), or all (`all`), or the last look before it is sent (`check`). */
export async function showAnswering(ask: PublicAsk, sitting: Sitting): Promise<Reply> {
  // A page that cannot be is no look at anybody.
  if (!/^(all|check|[1-9]\d?)$/.test(ask.params['page'] ?? '')) return notFound();
  const standing = await sitting.load();
  if (!standing) return notFound();
  if (standing.isEnded) return page(showThanks(ask, sitting, standing));
  if (ask.params['page'] === 'check') return showCheck(ask, sitting, standing, newForm());
  return showPage(ask, sitting, standing, newForm(typedFrom(standing.instrument, standing.answers)));
}

function showThanks(ask: PublicAsk, sitting: Sitting, standing: Standing) {
  const { instrument, answers } = standing;
  const read = sitting.readsBack ? { pages: shownPages(instrument, answers), answers } : undefined;
  return <ThanksPage {...around(ask, sitting, standing)} back={sitting.back} read={read} />;
}

function showPage(
  ask: PublicAsk,
  sitting: Sitting,
  standing: Standing,
  form: FormState,
  status = 200,
): Reply {
  const { instrument, answers, last, revision } = standing;
  const pages = shownPages(instrument, answers);
  const all = ask.params['page'] === 'all';
  const at = all ? 0 : Number(ask.params['page'] ?? '1') - 1;
  if (!Number.isInteger(at) || at < 0 || at >= pages.length) return notFound();
  const { base } = sitting;
  const back = at > 0 ? { href: `${base}/${at}`, text: ask.say('young.answering.back') } : sitting.back;
  return page(
    <AnsweringPage
      {...around(ask, sitting, standing)}
      {...{ pages, all, at, form, revision, answers, last, back }}
    />,
    { status },
  );
}

function around(
  ask: PublicAsk,
  { base, takesFiles = false }: Sitting,
  { instrument, respondent, whom }: Standing,
): Around {
  const { frame, query } = ask;
  const reading: Reading = { lang: frame.lang, respondent, easy: query['easy'] === '1' };
  return { frame, instrument, reading, base, whom, takesFiles, large: query['large'] === '1' };
}

/**
 * Keeps what a page says. What cannot be read is shown again as it was typed; everything else on the page is kept all the same. With
 * `go=keep` it answers how it stands, for the script that saves as one goes.
 */
export async function saveAnswering(ask: PublicAsk, sitting: Sitting): Promise<Reply> {
  const { form, say } = ask;
  const at = ask.params['page'] ?? '1';
  const go = wayOn(ask);
  const seen = Number([form['revision'] ?? ''].flat()[0]);
  const kept = await sitting.keep(
    (standing) => readPage(ask, standing),
    Number.isInteger(seen) && seen >= 0 ? seen : 0,
  );
  if (!kept) return notFound();
  const { standing, conflicts } = kept;
  if (standing.isEnded) return redirect(`${sitting.base}/${at}`);
  const problems = [...kept.problems, ...conflictsInWords(conflicts, say)];
  if (go === 'keep') return keptReply(standing.revision, problems, conflicts);
  if (problems.length > 0) {
    // What somebody else changed meanwhile is shown as it stands; what could not be read as it was typed.
    const typed = { ...form, ...only(typedFrom(standing.instrument, standing.answers), conflicts) };
    return showPage(ask, sitting, standing, newForm(typed, problems), 422);
  }
  if (go === 'stop')
    return redirect(sitting.back?.href ?? sitting.base, { kind: 'note', key: 'young.answering.kept' });
  const pages = shownPages(standing.instrument, standing.answers).length;
  const next = at === 'all' || Number(at) >= pages ? 'check' : String(Number(at) + 1);
  return redirect(`${sitting.base}/${next}${viewIn(ask)}`);
}

/** Where it goes on once a page is kept: `keep` stays where it is, for the script. */
export function wayOn({ form }: Pick<PublicAsk, 'form'>): string {
  return String([form['go'] ?? 'next'].flat()[0]);
}

/** The answers on the page that was sent, as far as they can be read. */
function readPage(ask: PublicAsk, { instrument, answers }: Standing): Read {
  const pages = shownPages(instrument, answers);
  const at = Number(ask.params['page']);
  const shown = ask.params['page'] === 'all' ? pages : pages.slice(at - 1, at);
  const counted = countedAnswers(instrument, answers);
  const typed = new Map<string, Answer | null>();
  const problems: Problem[] = [];
  for (const item of shown.flatMap(itemsOn)) {
    // A file has a form of its own.
    if (!isAsked(item) || item.kind === 'file' || !isShown(item, counted)) continue;
    const read = readAnswer(instrument, item, ask.form, { say: ask.say, today: ask.today });
    if ('problem' in read) problems.push(read.problem);
    else typed.set(item.code, read.answer);
  }
  return { typed, problems };
}

function conflictsInWords(conflicts: readonly string[], say: PublicAsk['say']): Problem[] {
  return conflicts.map((code) => ({
    field: fieldOf({ code }),
    message: say('young.answering.changed-elsewhere'),
  }));
}

/** The fields of some items. */
function only(
  typed: Record<string, string | string[]>,
  items: readonly string[],
): Record<string, string | string[]> {
  const fields = items.map((code) => fieldOf({ code }));
  return Object.fromEntries(
    Object.entries(typed).filter(([name]) =>
      fields.some((field) => name === field || name.startsWith(`${field}.`) || name.startsWith(`${field}-`)),
    ),
  );
}

function keptReply(revision: number, problems: readonly Problem[], conflicts: readonly string[]): Reply {
  const body = JSON.stringify({ revision, problems, conflicts });
  return download({ name: 'kept.json', type: 'application/json; charset=utf-8', body });
}

function viewIn({ query }: PublicAsk): string {
  const chosen = ['easy', 'large'].filter((name) => query[name] === '1').map((name) => `${name}=1`);
  return chosen.length === 0 ? '' : `?${chosen.join('&')}`;
}

function showCheck(
  ask: PublicAsk,
  sitting: Sitting,
  standing: Standing,
  form: FormState,
  status = 200,
): Reply {
  const { instrument, answers } = standing;
  const pages = shownPages(instrument, answers);
  const needed = stillNeeded(instrument, answers);
  return page(<CheckPage {...around(ask, sitting, standing)} {...{ pages, answers, form, needed }} />, {
    status,
  });
}

/** Sends it, or ends it because they would rather not. */
export async function sendAnswering(ask: PublicAsk, sitting: Sitting): Promise<Reply> {
  const outcome = [ask.form['outcome'] ?? ''].flat()[0] === 'declined' ? 'declined' : 'answered';
  const lacks = ({ instrument, answers }: Standing) =>
    outcome === 'answered' && stillNeeded(instrument, answers).length > 0;
  const standing = await sitting.end(outcome, lacks);
  if (!standing) return notFound();
  if (standing.isEnded) return redirect(sitting.done ?? `${sitting.base}/1`);
  const problems = [{ field: '', message: ask.say('young.answering.lacks') }];
  return showCheck(ask, sitting, standing, newForm({}, problems), 422);
}
