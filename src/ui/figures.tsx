import { classes } from './props.ts';

export type Figure = {
  label: string;
  value: string;
  /** One that wants to be looked at. */
  isNotable?: boolean | undefined;
};

/**
 * A few counts side by side, each under its name.
 *
 * @example <Figures figures={[{ label: 'Read', value: '1,204' }, { label: 'Refused', value: '3', isNotable: true }]} />
 */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className="wm-figures">
      {figures.map(({ label, value, isNotable }) => (
        <div key={label} className={classes('wm-figures__one', isNotable && 'wm-figures__one--notable')}>
          <dt className="wm-figures__label">{label}</dt>
          <dd className="wm-figures__value">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
