import { academicYearName } from '#dates';
import type { PersonSection, Say } from '#web';
import type { Span } from './spans.ts';

type Props = {
  spans: { now: Span; years: readonly Span[]; terms: readonly Span[] };
  /** What the address says besides, such as the list one came from. */
  query: Parameters<PersonSection['load']>[1]['query'];
  path: string;
  say: Say;
};

/** The whole way, a year, a term: each a link to the same page, so that it can be kept and sent. */
export function SpanLinks({ spans: { now, years, terms }, query, path, say }: Props) {
  const link = (span: Pick<Span, 'key'>, text: string) => (
    <li key={span.key ?? 'whole'} className="wm-spans__one">
      {span.key === now.key ? (
        <strong aria-current="true">{text}</strong>
      ) : (
        <a className="govuk-link" href={addressOf(path, query, span.key)}>
          {text}
        </a>
      )}
    </li>
  );
  return (
    <nav className="wm-spans" aria-label={say('journey.spans')}>
      <ul className="govuk-list wm-spans__row">
        {link({ key: undefined }, say('journey.whole'))}
        {years.map((span) => link(span, academicYearName(span.year ?? 0)))}
      </ul>
      {terms.length > 0 && (
        <ul className="govuk-list wm-spans__row">
          {terms.map((span) => link(span, say(`journey.terms.${span.term}`)))}
        </ul>
      )}
    </nav>
  );
}

function addressOf(path: string, query: Props['query'], key: string | undefined): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const first = [value ?? []].flat()[0];
    if (name !== 'way' && first !== undefined) asked.set(name, first);
  }
  if (key !== undefined) asked.set('way', key);
  return `${path}${asked.size > 0 ? `?${asked}` : ''}#journey`;
}
