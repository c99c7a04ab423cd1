import type { Upload } from '#modules/sources';
import { Button, Details } from '#ui';
import type { Say } from '#web';
import { addressOf } from './at-upload.ts';

/** Erases a file that is not wanted. Folded away, so that nobody presses it on the way to something else. */
export function ThrowAway({ say, upload }: { say: Say; upload: Upload }) {
  return (
    <Details summary={say('imports.throw-away.summary')}>
      <form method="post" action={addressOf(upload, 'throw-away')}>
        <p className="govuk-body">{say('imports.throw-away.lead')}</p>
        <Button kind="warning" preventDoubleClick>
          {say('imports.throw-away.button')}
        </Button>
      </form>
    </Details>
  );
}
