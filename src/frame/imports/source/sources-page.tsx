import { britishDate } from '#dates';
import type { KnownRun, KnownSource } from '#modules/sources';
import { Button, EmptyState, InsetText, Tag, WarningText } from '#ui';
import { Layout, number, type PageFrame, type Say } from '#web';
import { kindInWords, momentInWords } from '../words.ts';
import { bringAddress, sourceAddress } from './addresses.ts';
import { RunBars } from './run-bars.tsx';
import { dayOf, type Standing } from './standing.ts';

export type ShownSource = KnownSource & {
  standing: Standing;
  recent: readonly KnownRun[];
  /** Whether files of this kind are taken. */
  isTaken: boolean;
};

type Props = { frame: PageFrame; sources: readonly ShownSource[]; waiting: number };

/** Every source and what it brings: when it last came, whether it is late, what stopped and what to do about it. */
export function SourcesPage({ frame, sources, waiting }: Props) {
  const { say } = frame;
  const title = say('sources.title');
  const groups = [...Map.groupBy(sources, ({ source }) => source)];
  return (
    <Layout frame={frame} title={title}>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say('sources.lead')}</p>
      {sources.length > 0 && <Button href="/sources/import">{say('imports.start.title')}</Button>}
      {waiting > 0 && (
        <InsetText>
          <p className="govuk-body wm-alone">
            <a className="govuk-link" href="/sources/import">
              {say('sources.waiting', { count: waiting })}
            </a>
          </p>
        </InsetText>
      )}
      {sources.length === 0 && (
        <EmptyState
          title={say('sources.none')}
          action={{ href: '/sources/import', text: say('imports.start.title') }}
        >
          <p className="govuk-body">{say('sources.none-about')}</p>
        </EmptyState>
      )}
      {groups.map(([source, kinds]) => (
        <section key={source} className="wm-source-group" aria-label={source}>
          <h2 className="govuk-heading-m">{source}</h2>
          <ul className="wm-source-list">
            {kinds.map((each, at) => (
              <SourceRow
                key={each.kind}
                say={say}
                source={each}
                id={`bars-${source}-${at}`.replace(/\W/g, '-')}
              />
            ))}
          </ul>
        </section>
      ))}
    </Layout>
  );
}

function SourceRow({ say, source, id }: { say: Say; source: ShownSource; id: string }) {
  const { kind, standing, lastAt, cadenceDays, stop, recent, isTaken } = source;
  const last = recent.find(({ undoneAt }) => undoneAt === null);
  const name = kindInWords(say, kind);
  return (
    <li className={`wm-source-row wm-source-row--${standing}`}>
      <div className="wm-source-row__what">
        <h3 className="govuk-heading-s wm-source-row__name">
          <a className="govuk-link" href={sourceAddress(source)}>
            {name}
          </a>
        </h3>
        <StandingTag say={say} standing={standing} />
      </div>
      <p className="govuk-body-s wm-source-row__when">
        {lastAt === null ? say('sources.never') : say('sources.last', { date: britishDate(dayOf(lastAt)) })}
        {last && ` ${countsInWords(say, last)}`}
        <br />
        {cadenceInWords(say, cadenceDays)}
      </p>
      <div className="wm-source-row__bars">
        {recent.length > 1 && <RunBars say={say} id={id} runs={recent} height={40} isPlain />}
      </div>
      <p className="govuk-body-s wm-source-row__next">
        {isTaken && (
          <a className="govuk-link" href={bringAddress(source)}>
            {say('sources.bring')}
            <span className="govuk-visually-hidden">
              {' '}
              {say('imports.from', { kind: name, source: source.source })}
            </span>
          </a>
        )}
      </p>
      {stop && (
        <div className="wm-source-row__stop">
          <WarningText>{say('sources.stopped', { file: stop.file, at: momentInWords(stop.at) })}</WarningText>
          <p className="govuk-body-s">{stop.message}</p>
          <p className="govuk-body-s">{say(`sources.next.${stop.rule}`)}</p>
        </div>
      )}
    </li>
  );
}

/** How a source stands, where there is anything to say beyond when it last came. */
export function StandingTag({ say, standing }: { say: Say; standing: Standing }) {
  if (standing === 'unexpected') return null;
  return <Tag className={`wm-state wm-state--${standing}`}>{say(`sources.standing.${standing}`)}</Tag>;
}

function countsInWords(say: Say, { read, refused }: KnownRun): string {
  const words = { read: number(read), refused: number(refused) };
  return say(refused > 0 ? 'sources.counts-refused' : 'sources.counts', words);
}

/** How often a file is expected. */
export function cadenceInWords(say: Say, cadenceDays: number | null): string {
  return cadenceDays === null ? say('sources.no-cadence') : say('sources.every', { count: cadenceDays });
}
