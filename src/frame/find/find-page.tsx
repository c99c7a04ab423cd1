import { type FindFound, type FindPart, Layout, type PageFrame } from '#web';

/** What one sort found under the words. */
export type FoundPart = { part: FindPart; found: FindFound };

type Props = {
  frame: PageFrame;
  text: string;
  found: readonly FoundPart[];
  /** Whoever looks may do so in an emergency as well. */
  mayBreakGlass: boolean;
};

/** What was found under some words, each sort under its name. */
export function FindPage({ frame, text, found, mayBreakGlass }: Props) {
  const { say } = frame;
  const title = text === '' ? say('find.title-empty') : say('find.title', { text });
  const some = found.filter((each) => each.found.rows.length > 0);
  return (
    <Layout frame={frame} title={title}>
      <h1 className="govuk-heading-l wm-find__title">{title}</h1>
      {text === '' && <p className="govuk-body">{say('find.how')}</p>}
      {text !== '' && some.length === 0 && <p className="govuk-body">{say('find.nothing')}</p>}
      {some.map((each) => (
        <FoundSection key={each.part.id} each={each} say={say} />
      ))}
      {mayBreakGlass && (
        <p className="govuk-body wm-alone">
          <a className="govuk-link" href="/break-glass">
            {say('glass.title')}
          </a>
        </p>
      )}
    </Layout>
  );
}

function FoundSection({ each: { part, found }, say }: { each: FoundPart; say: PageFrame['say'] }) {
  const id = `find-${part.id}`;
  return (
    <section className="wm-find" aria-labelledby={id}>
      <h2 className="govuk-heading-m" id={id}>
        {say(part.title)}
      </h2>
      <ul className="govuk-list wm-find__rows">
        {found.rows.map(({ key, href, name, where, note }) => (
          <li key={key} className="wm-find__row">
            <a className="govuk-link wm-find__name" href={href}>
              {name(say)}
            </a>{' '}
            <span className="wm-find__where">{where(say)}</span>
            {note !== undefined && <span className="wm-find__note"> {say(note)}</span>}
          </li>
        ))}
      </ul>
      {found.more && (
        <p className="govuk-body wm-alone">
          <a className="govuk-link" href={found.more.href}>
            {say(found.more.label)}
          </a>
        </p>
      )}
    </section>
  );
}
