export type ProgressProps = {
  /** What is under way, for somebody who does not see the bar. */
  label: string;
  /** How far it is, from 0 to `max`; without it only that it goes on. */
  value?: number | undefined;
  max?: number | undefined;
};

/**
 * How far something long is. The words below say the same; one may leave and come back.
 *
 * @example <Progress label="people.csv" value={400} max={1204} />
 */
export function Progress({ label, value, max }: ProgressProps) {
  if (value === undefined || !max)
    return (
      <div className="wm-progress" aria-hidden="true">
        <span className="wm-progress__moving" />
      </div>
    );
  return <progress className="wm-progress" aria-label={label} value={Math.min(value, max)} max={max} />;
}
