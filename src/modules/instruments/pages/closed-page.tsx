import { britishDate, type PlainDate } from '#dates';
import { Layout, type PageFrame } from '#web';

type Props = { frame: PageFrame; opens: { opensOn: PlainDate; closesOn: PlainDate }; today: PlainDate };

/** The link is right, and it is too early or too late. */
export function ClosedPage({ frame, opens, today }: Props) {
  const { say } = frame;
  const early = today < opens.opensOn;
  const title = say(early ? 'young.answering.early' : 'young.answering.late');
  return (
    <Layout frame={frame} title={title}>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body-l">
        {early
          ? say('young.answering.early-about', { date: britishDate(opens.opensOn) })
          : say('young.answering.late-about')}
      </p>
    </Layout>
  );
}
