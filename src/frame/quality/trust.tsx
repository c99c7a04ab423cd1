import { z } from 'zod';
import { withActor } from '#db';
import { trustSource } from '#modules/people';
import { type Trusted, trustedSources } from '#modules/sources';
import { BackLink, Button, Select } from '#ui';
import { type Ask, Layout, type PageFrame, page, type Reply, readForm, redirect } from '#web';

const LEAST = 1;
const MOST = 9;

/** `GET /quality/trust`: how far each source of people is believed where two differ. */
export async function showTrust({ db, actor, frame }: Ask): Promise<Reply> {
  const sources = await withActor(db, actor, (tx) => trustedSources(tx, actor.tenantId, 'people'));
  return page(<TrustPage frame={frame} sources={sources} />);
}

/** `POST /quality/trust`: one source is believed more or less from now on, also in what it has said already. */
export async function settleTrust({ db, actor, form, say }: Ask): Promise<Reply> {
  const schema = z.object({
    source: z.string().min(1).max(200),
    trust: z.coerce.number().int().min(LEAST).max(MOST),
  });
  const wish = readForm(schema, form, say);
  const count = await withActor(db, actor, (tx) => trustSource(tx, actor, wish));
  return redirect('/quality/trust', { key: 'quality.trust.done', values: { count } });
}

function TrustPage({ frame, sources }: { frame: PageFrame; sources: readonly Trusted[] }) {
  const { say } = frame;
  const title = say('quality.trust.title');
  return (
    <Layout frame={frame} title={title}>
      <BackLink href="/quality/contradictions">{say('quality.trust.back')}</BackLink>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say('quality.trust.about')}</p>
      {sources.length === 0 && <p className="govuk-body">{say('quality.trust.none')}</p>}
      {sources.map(({ source, trust }, at) => (
        <form key={source} method="post" action="/quality/trust" className="wm-trust">
          <input type="hidden" name="source" value={source} />
          <Select
            id={`trust-${at}`}
            name="trust"
            label={source}
            value={trust}
            items={Array.from({ length: MOST }, (_, step) => {
              const value = MOST - step;
              return {
                value,
                text: say(`quality.trust.step`, { value, word: say(`quality.trust.words.${wordOf(value)}`) }),
              };
            })}
          />
          <Button kind="secondary" preventDoubleClick>
            {say('quality.trust.button')}
            <span className="govuk-visually-hidden"> ({source})</span>
          </Button>
        </form>
      ))}
    </Layout>
  );
}

/** Words at the ends and in the middle; the steps between have their number. */
function wordOf(value: number): string {
  if (value === MOST) return 'most';
  if (value === LEAST) return 'least';
  return value === 5 ? 'usual' : 'between';
}
