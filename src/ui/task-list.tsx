import type { ComponentProps, ReactNode } from 'react';
import { classes, ids, isShown } from './props.ts';

export type Task = {
  title: ReactNode;
  /** Where it is done; without one there is nothing to press. */
  href?: string | undefined;
  hint?: ReactNode;
  /** How it stands, in a word: plain words for what is done, a `Tag` for what is not. */
  status: ReactNode;
  /** Something else has to be done before. */
  isBlocked?: boolean | undefined;
  className?: string | undefined;
};

export type TaskListProps = Omit<ComponentProps<'ul'>, 'children'> & {
  tasks: readonly Task[];
  idPrefix?: string | undefined;
};

/**
 * Things to do in some order, with how each stands.
 *
 * @example <TaskList tasks={[{ title: 'Bring people in', href: '/sources/new', status: <Tag>To do</Tag> }]} />
 */
export function TaskList({ tasks, idPrefix = 'task-list', className, ...rest }: TaskListProps) {
  return (
    <ul {...rest} className={classes('govuk-task-list', className)}>
      {tasks.map((task, at) => (
        <TaskItem key={at} task={task} id={`${idPrefix}-${at + 1}`} />
      ))}
    </ul>
  );
}

function TaskItem({
  task: { title, href, hint, status, isBlocked, className },
  id,
}: {
  task: Task;
  id: string;
}) {
  const hintId = isShown(hint) && `${id}-hint`;
  const statusId = `${id}-status`;
  return (
    <li className={classes('govuk-task-list__item', href && 'govuk-task-list__item--with-link', className)}>
      <div className="govuk-task-list__name-and-hint">
        {href ? (
          <a
            className="govuk-link govuk-task-list__link"
            href={href}
            aria-describedby={ids(hintId, statusId)}
          >
            {title}
          </a>
        ) : (
          <div>{title}</div>
        )}
        {hintId && (
          <div id={hintId} className="govuk-task-list__hint">
            {hint}
          </div>
        )}
      </div>
      <div
        className={classes(
          'govuk-task-list__status',
          isBlocked && 'govuk-task-list__status--cannot-start-yet',
        )}
        id={statusId}
      >
        {status}
      </div>
    </li>
  );
}
