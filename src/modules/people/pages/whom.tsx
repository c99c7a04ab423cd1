import { PersonBanner, type PersonBannerProps } from '#ui';
import { type PageFrame, yearInWords } from '#web';
import type { SeenPerson } from '../actions/see-person.ts';
import { initialsOf, nameOnPage, placesInWords } from './name.ts';

type Props = Pick<PersonBannerProps, 'size' | 'children'> & {
  frame: PageFrame;
  person: SeenPerson;
  /** Their tutor group in words, where it is to be told. */
  group?: string | undefined;
};

/**
 * Whom a page is about, in the words of every page.
 *
 * @example <Whom frame={frame} person={person} size="form" />
 */
export function Whom({ frame, person, group, ...rest }: Props) {
  const { say } = frame;
  const where = [yearInWords(say, person.ncYear), placesInWords(frame, person), group];
  return (
    <PersonBanner
      {...rest}
      initials={initialsOf(person) || '?'}
      name={nameOnPage(say, person)}
      where={where.filter((part) => part !== undefined).join(' · ')}
    />
  );
}
