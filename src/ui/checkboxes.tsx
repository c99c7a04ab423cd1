import { Fragment } from 'react';
import { ChoiceGroup } from './choice-group.tsx';
import { Hint } from './hint.tsx';
import { Label } from './label.tsx';
import { type ChoiceItem, type ChoiceProps, classes, ids, isShown } from './props.ts';

export type CheckboxItem = ChoiceItem & {
  /** This box has a field of its own. */
  name?: string | undefined;
  /** `exclusive`: "none of these", which unticks the others. */
  behaviour?: 'exclusive' | undefined;
};

export type CheckboxesProps = ChoiceProps & {
  items: readonly CheckboxItem[];
  /** The answers given so far. */
  values?: readonly (string | number)[] | undefined;
};

/**
 * Any number of answers from a few. `className` takes `govuk-checkboxes--small`.
 *
 * @example <Checkboxes name="days" legend="Which days?" items={[{ value: 1, text: 'Monday' }]} values={[1]} />
 */
export function Checkboxes({
  name,
  idPrefix = name,
  items,
  values = [],
  className,
  ...group
}: CheckboxesProps) {
  const chosen = values.map(String);
  // Without a fieldset to carry them, the hint and the error describe each box.
  const outer = isShown(group.legend)
    ? undefined
    : ids(
        group.describedBy,
        isShown(group.hint) && `${idPrefix}-hint`,
        isShown(group.errorMessage) && `${idPrefix}-error`,
      );
  return (
    <ChoiceGroup id={idPrefix} {...group}>
      <div className={classes('govuk-checkboxes', className)} data-module="govuk-checkboxes">
        {items.map((item, index) => {
          if ('divider' in item) {
            return (
              <div key={index} className="govuk-checkboxes__divider">
                {item.divider}
              </div>
            );
          }
          const id = item.id ?? (index === 0 ? idPrefix : `${idPrefix}-${index + 1}`);
          const checked = item.checked ?? chosen.includes(String(item.value));
          const asksMore = isShown(item.conditional);
          return (
            <Fragment key={index}>
              <div className="govuk-checkboxes__item">
                <input
                  className="govuk-checkboxes__input"
                  id={id}
                  name={item.name ?? name}
                  type="checkbox"
                  value={item.value}
                  defaultChecked={checked}
                  disabled={item.disabled}
                  data-aria-controls={asksMore ? `conditional-${id}` : undefined}
                  data-behaviour={item.behaviour}
                  aria-describedby={ids(outer, isShown(item.hint) && `${id}-item-hint`)}
                />
                <Label className="govuk-checkboxes__label" htmlFor={id}>
                  {item.text}
                </Label>
                {isShown(item.hint) && (
                  <Hint id={`${id}-item-hint`} className="govuk-checkboxes__hint">
                    {item.hint}
                  </Hint>
                )}
              </div>
              {asksMore && (
                <div
                  className={classes(
                    'govuk-checkboxes__conditional',
                    !checked && 'govuk-checkboxes__conditional--hidden',
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
