import { withActor } from '#db';
import { rollChoices } from '#modules/people';
import { FilterPanel, Select, Table } from '#ui';
import { type Ask, Layout, type Module, type PageFrame, page, type QualityCheck, type Reply } from '#web';
import { type QualityQuery, qualityAddress, readQualityQuery } from './ask.ts';

type Choices = Awaited<ReturnType<typeof rollChoices>>;
type Counted = { check: QualityCheck; count: number };

/** Every check of every module, in their order. */
export function checksOf(modules: readonly Module[]): QualityCheck[] {
  return modules
    .flatMap(({ quality }) => quality?.checks ?? [])
    .sort((one, other) => one.order - other.order);
}

/** `GET /quality`: what may be wrong with the data, in numbers. Nobody is named here. */
export function showQuality(modules: readonly Module[]): (ask: Ask) => Promise<Reply> {
  const checks = checksOf(modules);
  return async ({ db, actor, frame, query }) => {
    const asked = readQualityQuery(query);
    return withActor(db, actor, async (tx) => {
      const counts: Record<string, number> = {};
      for (const { quality } of modules)
        Object.assign(counts, await quality?.counts(tx, { actor, settingId: asked.settingId }));
      const counted = checks.map((check) => ({ check, count: counts[check.id] ?? 0 }));
      const choices = await rollChoices(tx, actor);
      return page(<QualityPage frame={frame} asked={asked} counted={counted} choices={choices} />);
    });
  };
}

function QualityPage({
  frame,
  asked,
  counted,
  choices,
}: {
  frame: PageFrame;
  asked: QualityQuery;
  counted: readonly Counted[];
  choices: Choices;
}) {
  const { say } = frame;
  const title = say('quality.title');
  const found = counted.filter(({ count }) => count > 0);
  const clear = counted.filter(({ count }) => count === 0);
  return (
    <Layout frame={frame} title={title}>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say('quality.about')}</p>
      {choices.settings.length > 1 && <SettingFilter frame={frame} asked={asked} choices={choices} />}
      {found.length === 0 ? (
        <p className="govuk-body">{say('quality.nothing')}</p>
      ) : (
        <Table
          className="wm-quality"
          caption={say('quality.found')}
          captionClassName="govuk-table__caption--m"
          head={[say('quality.what'), { content: say('quality.how-many'), format: 'numeric' }]}
          firstCellIsHeader
          rows={found.map(({ check, count }) => [
            <a
              key={check.id}
              className="govuk-link"
              href={qualityAddress(`/quality/${check.id}`, { ...asked, page: 1 })}
            >
              {say(check.title)}
            </a>,
            { content: count, format: 'numeric' as const },
          ])}
        />
      )}
      {clear.length > 0 && (
        <p className="govuk-body wm-quality__clear">
          {say('quality.clear', { list: clear.map(({ check }) => say(check.title)).join('; ') })}
        </p>
      )}
    </Layout>
  );
}

function SettingFilter({
  frame: { say, path },
  asked,
  choices,
}: {
  frame: PageFrame;
  asked: QualityQuery;
  choices: Choices;
}) {
  return (
    <FilterPanel action={path} submitText={say('people.show')}>
      <Select
        name="setting"
        label={say('people.setting')}
        value={asked.settingId}
        items={[
          { value: '', text: say('people.any') },
          ...choices.settings.map(({ id, name }) => ({ value: id, text: name })),
        ]}
      />
    </FilterPanel>
  );
}
