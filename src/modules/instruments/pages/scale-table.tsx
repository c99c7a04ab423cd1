import { britishDate, type PlainDate } from '#dates';
import { Table } from '#ui';
import type { PageFrame } from '#web';
import { textIn } from '../rules/index.ts';
import type { Scored } from '../rules/score.ts';

type Props = {
  scored: readonly Scored[];
  before: { scored: readonly Scored[]; on: PlainDate } | undefined;
  frame: PageFrame;
};

/** What the answers come to, scale by scale, beside the time before. Nothing for an instrument without scales. */
export function ScaleTable({ scored, before, frame }: Props) {
  const { say, lang } = frame;
  if (scored.length === 0) return null;
  const inWords = ({ value, level, answered, scale }: Scored) => {
    if (level) return textIn(level.title, lang);
    return value === undefined
      ? say('instruments.too-few', { answered, needs: scale.needs ?? scale.items.length })
      : value.toLocaleString(lang, { maximumFractionDigits: 2 });
  };
  const was = new Map(before?.scored.map((one) => [one.scale.code, one]));
  return (
    <Table
      caption={say('instruments.scales')}
      captionClassName="govuk-table__caption--m"
      firstCellIsHeader
      head={[
        say('instruments.scale'),
        say('instruments.now'),
        ...(before ? [say('instruments.before', { date: britishDate(before.on) })] : []),
      ]}
      rows={scored.map((one) => {
        const earlier = was.get(one.scale.code);
        return [
          textIn(one.scale.title, lang),
          inWords(one),
          ...(before ? [earlier ? inWords(earlier) : '–'] : []),
        ];
      })}
    />
  );
}
