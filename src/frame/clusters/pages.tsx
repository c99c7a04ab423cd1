import { type Cluster, clusterKinds } from '#modules/access';
import type { ListedSetting } from '#modules/people';
import { BackLink, Button, Checkboxes, EmptyState, Input, Radios, Table } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame, type Say, SubmissionField } from '#web';
import { type Holder, Holders } from '../accounts/holders.tsx';

type Row = { cluster: Cluster; settings: readonly string[]; holders: readonly Holder[] };

/** Every cluster, with its settings and whoever has a role for it. */
export function ClustersPage({ frame, rows }: { frame: PageFrame; rows: readonly Row[] }) {
  const { say } = frame;
  return (
    <Layout frame={frame} title={say('clusters.title')}>
      <BackLink href="/accounts">{say('accounts.title')}</BackLink>
      <h1 className="govuk-heading-l">{say('clusters.title')}</h1>
      <p className="govuk-body">{say('clusters.about')}</p>
      <Button href="/clusters/new">{say('clusters.new')}</Button>
      {rows.length === 0 ? (
        <EmptyState title={say('clusters.none')}>
          <p className="govuk-body">{say('clusters.none-about')}</p>
        </EmptyState>
      ) : (
        <Table
          className="wm-cards"
          caption={say('clusters.found', { count: rows.length })}
          captionClassName="govuk-table__caption--m"
          firstCellIsHeader
          head={[say('clusters.name'), say('clusters.settings'), say('clusters.holders')]}
          rows={rows.map(({ cluster, settings, holders }) => [
            <Name key="name" say={say} cluster={cluster} />,
            settings.length === 0 ? say('clusters.no-setting') : settings.join(', '),
            <Holders key="holders" say={say} holders={holders} nobody={say('clusters.no-holder')} />,
          ])}
        />
      )}
    </Layout>
  );
}

function Name({ say, cluster: { id, name, kind } }: { say: Say; cluster: Cluster }) {
  return (
    <>
      <a className="govuk-link" href={`/clusters/${id}`}>
        {name}
      </a>
      <span className="wm-facts__from">{say(`clusters.kinds.${kind}`)}</span>
    </>
  );
}

type FormProps = {
  frame: PageFrame;
  form: FormState;
  /** Missing for one that is to be. */
  cluster: Cluster | undefined;
  settings: readonly ListedSetting[];
  holders: readonly Holder[];
};

/** Making or changing a cluster: what it is called, and a box for every setting. */
export function ClusterPage({ frame, form, cluster, settings, holders }: FormProps) {
  const { say } = frame;
  const title = cluster ? say('clusters.change', { name: cluster.name }) : say('clusters.new');
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href="/clusters">{say('clusters.title')}</BackLink>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l">{title}</h1>
      {holders.length > 0 && (
        <section aria-labelledby="holders" className="govuk-!-margin-bottom-6">
          <h2 className="govuk-heading-m" id="holders">
            {say('clusters.holders-about')}
          </h2>
          <Holders say={say} holders={holders} nobody={say('clusters.no-holder')} />
        </section>
      )}
      <form method="post" action={`/clusters/${cluster?.id ?? 'new'}`} noValidate>
        <SubmissionField form={form} />
        <Input
          name="name"
          label={say('clusters.name')}
          hint={say('clusters.name-hint')}
          autoComplete="off"
          className="govuk-input--width-20"
          value={form.value('name')}
          errorMessage={form.problem('name')}
        />
        <Radios
          name="kind"
          legend={say('clusters.kind')}
          value={form.value('kind')}
          errorMessage={form.problem('kind')}
          items={clusterKinds.map((kind) => ({ value: kind, text: say(`clusters.kinds.${kind}`) }))}
        />
        {form.values('were').map((id) => (
          <input key={id} type="hidden" name="were" value={id} />
        ))}
        <Checkboxes
          name="settings"
          legend={say('clusters.settings')}
          hint={say(settings.length === 0 ? 'clusters.settings-none' : 'clusters.settings-hint')}
          className="govuk-checkboxes--small wm-many-boxes"
          values={form.values('settings')}
          errorMessage={form.problem('settings')}
          items={settings.map(({ id, name, town }) => ({
            value: id,
            text: town === null ? name : `${name}, ${town}`,
          }))}
        />
        <Button preventDoubleClick>{say('clusters.save')}</Button>
      </form>
      {cluster && holders.length === 0 && (
        <form method="post" action={`/clusters/${cluster.id}/end`}>
          <p className="govuk-body">{say('clusters.end-about')}</p>
          <Button kind="warning" preventDoubleClick>
            {say('clusters.end')}
          </Button>
        </form>
      )}
    </Layout>
  );
}
