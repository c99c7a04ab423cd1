import { personFacts } from '#modules/people';
import {
  readBehaviourCategory,
  readBehaviourKind,
  readBehaviourLocation,
  readEventKey,
} from '../rules/index.ts';
import { keepCoverage, undoCoverage } from './keep-coverage.ts';

/**
 * Behaviour events as a kind of file, positive and negative alike: one row each. The source's own key says which event it
 * is; without one, everything that the row says does, so that two rows alike are one event. Descriptions are not read.
 */
export const behaviourKind = personFacts({
  kind: 'behaviour',
  section: 'behaviour',
  table: {
    entity: 'behaviour',
    table: 'records.behaviour',
    key: ['person_id', 'event_key'],
    values: ['on_date', 'kind', 'category', 'points', 'location', 'removed'],
    about: ['person_id', 'setting_id'],
  },
  codes: {
    kind: readBehaviourKind,
    category: readBehaviourCategory,
    location: readBehaviourLocation,
    key: readEventKey,
  },
  facts: ({ values }, _, { today }) => {
    const { on_date = null, kind = null, category = null } = values;
    const { points = null, location = null, removed = null, key = null } = values;
    if (typeof on_date === 'string' && on_date > today) return { ...STILL_TO_COME, found: on_date };
    const event_key = key ?? [on_date, kind, category, points, location, removed].map(String).join(' · ');
    // A blank cell says nothing, and so leaves what an earlier file said.
    return [
      {
        event_key,
        on_date: on_date ?? undefined,
        kind: kind ?? undefined,
        category: category ?? undefined,
        points: points ?? undefined,
        location: location ?? undefined,
        removed: removed ?? undefined,
      },
    ];
  },
  after: (tx, run, written) => keepCoverage(tx, run, 'behaviour', written),
  undo: [undoCoverage],
});

const STILL_TO_COME = {
  rule: 'date.future',
  field: 'on_date',
  message: 'This day is still to come: mend it.',
};
