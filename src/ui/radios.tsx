import { Fragment } from 'react';
import { ChoiceGroup } from './choice-group.tsx';
import { Hint } from './hint.tsx';
import { Label } from './label.tsx';
import { type ChoiceItem, type ChoiceProps, classes, isShown } from './props.ts';

export type RadiosProps = ChoiceProps & {
  items: readonly ChoiceItem[];
  /** The answer given so far. */
  value?: string | number | undefined;
};

/**
 * One answer from a few, all in sight. `className` takes `govuk-radios--inline` and `govuk-radios--small`.
 *
 * @example <Radios name="agreed" legend="Has the young person agreed?" items={[{ value: 'yes', text: 'Yes' }]} />
 */
export function Radios({ name, idPrefix = name, items, value, className, ...group }: RadiosProps) {
  return (
    <ChoiceGroup id={idPrefix} {...group}>
      <div className={classes('govuk-radios', className)} data-module="govuk-radios">
        {items.map((item, index) => {
          if ('divider' in item) {
            return (
              <div key={index} className="govuk-radios__divider">
                {item.divider}
              </div>
            );
          }
          const id = item.id ?? (index === 0 ? idPrefix : `${idPrefix}-${index + 1}`);
          const checked =
            item.checked ?? (value !== undefined && value !== '' && String(item.value) === String(value));
          const asksMore = isShown(item.conditional);
          return (
            <Fragment key={index}>
              <div className="govuk-radios__item">
                <input
                  className="govuk-radios__input"
                  id={id}
                  name={name}
                  type="radio"
                  value={item.value}
                  defaultChecked={checked}
                  disabled={item.disabled}
                  data-aria-controls={asksMore ? `conditional-${id}` : undefined}
                  aria-describedby={isShown(item.hint) ? `${id}-item-hint` : undefined}
                />
                <Label className="govuk-radios__label" htmlFor={id}>
                  {item.text}
                </Label>
                {isShown(item.hint) && (
                  <Hint id={`${id}-item-hint`} className="govuk-radios__hint">
                    {item.hint}
                  </Hint>
                )}
              </div>
              {asksMore && (
                <div
                  className={classes(
                    'govuk-radios__conditional',
                    !checked && 'govuk-radios__conditional--hidden',
                  )}
                  id={`conditional-${id}`}
                >
                  {item.conditional}
                </div>
              )}
            </Fragment>
          );
        })}
      </div>
    </ChoiceGroup>
  );
}
