import { Table } from '#ui';
import type { Say } from '#web';
import type { CalibrationStep } from '../../rules/index.ts';
import { shareInWords } from './figures.ts';

const WIDTH = 240;
const HEIGHT = 18;

/** Of 100 young people with these points, about how many: a dot with its interval, and the same in figures. */
export function Calibration({ steps, say }: { steps: readonly CalibrationStep[] | undefined; say: Say }) {
  if (!steps) return null;
  const most = Math.max(...steps.map(({ share }) => share.high), 0.01);
  const title = say('validation.calibration.title');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, so the keyboard must reach it
    <section className="wm-scroll" aria-label={title} tabIndex={0}>
      <Table
        caption={title}
        captionClassName="govuk-table__caption--s"
        firstCellIsHeader
        head={[
          say('validation.calibration.points'),
          { content: say('validation.calibration.people'), format: 'numeric' },
          say('validation.calibration.share'),
          say('validation.calibration.picture'),
        ]}
        rows={steps.map((step) => [
          step.from === step.to
            ? String(step.from)
            : say('validation.calibration.between', { from: step.from, to: step.to }),
          { content: step.people, format: 'numeric' },
          shareInWords(say, step.share),
          <Interval key="picture" step={step} most={most} />,
        ])}
      />
    </section>
  );
}

function Interval({ step: { share }, most }: { step: CalibrationStep; most: number }) {
  const x = (value: number) => Math.round((value / most) * (WIDTH - 12)) + 6;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      stroke="currentColor"
      strokeWidth="2"
      fill="currentColor"
      aria-hidden="true"
      focusable="false"
      className="wm-interval"
    >
      <path
        d={`M${x(share.low)} 9H${x(share.high)}M${x(share.low)} 4v10M${x(share.high)} 4v10`}
        fill="none"
      />
      <circle cx={x(share.value)} cy="9" r="4" />
    </svg>
  );
}
