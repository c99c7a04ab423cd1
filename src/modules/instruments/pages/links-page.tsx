import { britishDate, type PlainDate } from '#dates';
import { QrCode } from '#modules/identity';
import { BackLink, InsetText, PrintSheet } from '#ui';
import { Layout, type PageFrame } from '#web';

/** A link to give out: whose it is, or that it is for everybody. */
export type GivenLink = {
  whose: string;
  where: string | undefined;
  address: string;
  closesOn: PlainDate;
};

type Props = {
  frame: PageFrame;
  title: string;
  links: readonly GivenLink[];
  back: { href: string; text: string };
  printed: { by: string; on: PlainDate };
  /** For all, on a sheet for the board; one for each time that it is asked. */
  isShared: boolean;
};

/** Links to cut out, or one for the board. Shown once: nothing of it is kept. */
export function LinksPage({ frame, title, links, back, printed, isShared }: Props) {
  const { say } = frame;
  return (
    <Layout frame={frame} title={title}>
      <div className="wm-screen-only">
        <BackLink href={back.href}>{back.text}</BackLink>
        <h1 className="govuk-heading-l">{title}</h1>
        <InsetText>{say(isShared ? 'campaigns.once-shared' : 'campaigns.once')}</InsetText>
      </div>
      <PrintSheet printed={say('people.printed', { name: printed.by, date: britishDate(printed.on) })}>
        <ul className={isShared && links.length === 1 ? 'wm-own-cards wm-own-cards--one' : 'wm-own-cards'}>
          {links.map(({ whose, where, address, closesOn }) => (
            <li key={address} className="wm-own-card">
              <QrCode text={address} label={say('campaigns.picture', { name: whose })} />
              <div className="wm-own-card__text">
                <p className="govuk-body govuk-!-font-weight-bold wm-own-card__name">{whose}</p>
                {where !== undefined && <p className="govuk-body-s wm-own-card__where">{where}</p>}
                <p className="govuk-body-s wm-own-card__how">
                  {say(isShared ? 'young.answering.how-shared' : 'young.answering.how', {
                    date: britishDate(closesOn),
                  })}
                </p>
                <p className="govuk-body-s wm-own-card__how wm-break">{address}</p>
              </div>
            </li>
          ))}
        </ul>
      </PrintSheet>
    </Layout>
  );
}
