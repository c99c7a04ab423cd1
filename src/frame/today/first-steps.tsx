import type { Tx } from '#db';
import type { Actor } from '#modules/access';
import { Tag, TaskList } from '#ui';
import type { FirstStep, Say } from '#web';

/** What has to be there before Waymark is of use, whether it is, and whether it is for whoever looks to do it. */
export type ShownStep = { step: FirstStep; isDone: boolean; isOwn: boolean };

/**
 * The first steps of an organisation, for whoever sees all of it and has one of them still to do. Those of colleagues are shown
 * among them, since each rests on the ones before. Nothing for anybody else, who could do nothing about any.
 */
export async function stepsOf(tx: Tx, actor: Actor, steps: readonly FirstStep[]): Promise<ShownStep[]> {
  if (actor.reach !== 'whole' || !steps.some(({ permission }) => actor.may.has(permission))) return [];
  const shown: ShownStep[] = [];
  for (const step of steps.toSorted((one, other) => one.order - other.order))
    shown.push({ step, isDone: await step.isDone(tx, actor), isOwn: actor.may.has(step.permission) });
  return shown.some(({ isDone, isOwn }) => isOwn && !isDone) ? shown : [];
}

/** What is still to be done: once there are young people, they come first and the rest of this after them. */
export function leftOf(steps: readonly ShownStep[]): ShownStep[] {
  return steps.filter(({ isDone }) => !isDone);
}

/** In the order in which each rests on those before it. */
export function FirstSteps({ steps, say }: { steps: readonly ShownStep[]; say: Say }) {
  const toDo = <Tag colour="yellow">{say('first-steps.to-do')}</Tag>;
  return (
    <section className="wm-today__part" aria-labelledby="first-steps">
      <h2 className="govuk-heading-m" id="first-steps">
        {say('first-steps.name')}
      </h2>
      <p className="govuk-body-s wm-today__about">{say('first-steps.about')}</p>
      <TaskList
        idPrefix="first-step"
        tasks={steps.map(({ step: { title, hint, href }, isDone, isOwn }) => ({
          title: say(title),
          href: isOwn ? href : undefined,
          hint: say(hint),
          status: isDone ? say('first-steps.done') : isOwn ? toDo : say('first-steps.not-yours'),
          isBlocked: !isDone && !isOwn,
        }))}
      />
    </section>
  );
}
