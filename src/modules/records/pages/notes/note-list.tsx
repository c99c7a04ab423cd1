import { britishDate } from '#dates';
import { Tag } from '#ui';
import type { Say } from '#web';
import type { WrittenNote } from '../../queries/notes.ts';

/** Notes as they were written, line breaks and all. */
export function NoteList({ notes, say }: { notes: readonly WrittenNote[]; say: Say }) {
  return (
    <ul className="govuk-list wm-notes">
      {notes.map(({ id, author, onDate, body, isRestricted, isHidden }) => (
        <li key={id} className="wm-note">
          <p className="wm-note__from">
            {say('notes.by', { date: britishDate(onDate), author })}{' '}
            {isRestricted && <Tag className="govuk-tag--orange">{say('notes.restricted.tag')}</Tag>}
          </p>
          {isHidden ? (
            <p className="govuk-hint">{say('notes.restricted.hidden', { author })}</p>
          ) : (
            <p className="wm-note__body" dir="auto">
              {body}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
