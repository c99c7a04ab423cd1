import { britishDate } from '#dates';
import type { Say } from '#web';
import type { WrittenNote } from '../../queries/notes.ts';

/** Notes as they were written, line breaks and all. */
export function NoteList({ notes, say }: { notes: readonly WrittenNote[]; say: Say }) {
  return (
    <ul className="govuk-list wm-notes">
      {notes.map(({ id, author, onDate, body }) => (
        <li key={id} className="wm-note">
          <p className="wm-note__from">{say('notes.by', { date: britishDate(onDate), author })}</p>
          <p className="wm-note__body" dir="auto">
            {body}
          </p>
        </li>
      ))}
    </ul>
  );
}
