import { BackLink, Button, FileUpload } from '#ui';
import { FormPage, type FormState, type PageFrame } from '#web';
import { type Item, textIn } from '../rules/index.ts';

type Props = {
  frame: PageFrame;
  item: Extract<Item, { kind: 'file' }>;
  action: string;
  /** The page on which the item stands. */
  back: string;
  /** The file that is there already. */
  kept: string | undefined;
  form: FormState;
};

const ENDINGS = { pdf: '.pdf', picture: '.jpg,.jpeg,.png', text: '.txt' } as const;

/** Adds a file to an item, or takes it away again. A page of its own: what else was typed is kept where it was. */
export function FilePage({ frame, item, action, back, kept, form }: Props) {
  const { say, lang } = frame;
  const asks = textIn(item.asks, lang);
  const kinds = item.kinds.map((kind) => say(`answering.file.kinds.${kind}`)).join(', ');
  return (
    <FormPage
      frame={frame}
      form={form}
      title={asks}
      before={<BackLink href={back}>{say('answering.back')}</BackLink>}
    >
      {kept !== undefined && <p className="govuk-body">{say('answering.file.kept', { name: kept })}</p>}
      <form method="post" action={action} encType="multipart/form-data">
        <FileUpload
          name="file"
          label={say(kept === undefined ? 'answering.file.choose' : 'answering.file.replace')}
          hint={say('answering.file.takes', { kinds, largest: item.largest })}
          errorMessage={form.problem('file')}
          accept={item.kinds.map((kind) => ENDINGS[kind]).join(',')}
        />
        <Button preventDoubleClick>{say('answering.file.add')}</Button>
      </form>
      {kept !== undefined && (
        <form method="post" action={`${action}/remove`}>
          <Button kind="secondary" preventDoubleClick>
            {say('answering.file.remove')}
          </Button>
        </form>
      )}
    </FormPage>
  );
}
