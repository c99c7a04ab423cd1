import { withActor } from '#db';
import { record } from '#modules/audit';
import { nameOnPage } from '#modules/people';
import { BackLink, Table } from '#ui';
import {
  type Ask,
  type Finding,
  Layout,
  type Module,
  notFound,
  type PageFrame,
  page,
  type QualityCheck,
  type Reply,
  redirect,
} from '#web';
import { PER_PAGE } from '../list-ask.ts';
import { Pages } from '../pages.tsx';
import { type QualityQuery, qualityAddress, readQualityQuery } from './ask.ts';
import { checksOf } from './show-quality.tsx';

/** `GET /quality/:check`: whom one check finds, with the next step for each; kept as one look with the number shown. */
export function showCheck(modules: readonly Module[]): (ask: Ask) => Promise<Reply> {
  const checks = new Map(checksOf(modules).map((check) => [check.id, check]));
  return async ({ db, actor, frame, params, query }) => {
    const check = checks.get(params['check'] ?? '');
    if (!check) return notFound();
    const asked = readQualityQuery(query);
    const path = `/quality/${check.id}`;
    return withActor(db, actor, async (tx) => {
      const ask = { actor, settingId: asked.settingId };
      let total = 0;
      for (const { quality } of modules)
        if (quality?.checks.includes(check)) total = (await quality.counts(tx, ask))[check.id] ?? 0;
      const pages = Math.max(1, Math.ceil(total / PER_PAGE));
      if (asked.page > pages) return redirect(qualityAddress(path, { ...asked, page: pages }));
      const offset = (asked.page - 1) * PER_PAGE;
      const findings = await check.find(tx, { ...ask, limit: PER_PAGE, offset });
      await record(tx, actor, {
        act: 'quality.listed',
        why: `${check.id}: ${actor.roles.join(', ')}`,
        number: findings.length,
      });
      const more = check.more && actor.may.has(check.more.permission) ? check.more : undefined;
      return page(
        <CheckPage
          frame={frame}
          check={check}
          asked={asked}
          found={{ total, pages, findings }}
          more={more}
        />,
      );
    });
  };
}

type Found = { total: number; pages: number; findings: readonly Finding[] };

function CheckPage({
  frame,
  check,
  asked,
  found: { total, pages, findings },
  more,
}: {
  frame: PageFrame;
  check: QualityCheck;
  asked: QualityQuery;
  found: Found;
  more: QualityCheck['more'];
}) {
  const { say } = frame;
  const title = say(check.title);
  return (
    <Layout
      frame={frame}
      title={pages > 1 ? say('people.title-page', { title, page: asked.page, pages }) : title}
    >
      <BackLink href={qualityAddress('/quality', { ...asked, page: 1 })}>{say('quality.back')}</BackLink>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say(check.about)}</p>
      {more && (
        <p className="govuk-body wm-alone">
          <a className="govuk-link" href={more.href}>
            {say(more.label)}
          </a>
        </p>
      )}
      {findings.length === 0 ? (
        <p className="govuk-body">{say('quality.none-here')}</p>
      ) : (
        <>
          <h2 className="govuk-heading-m wm-count">{say('quality.number', { count: total })}</h2>
          <Findings findings={findings} frame={frame} />
          <Pages
            page={asked.page}
            pages={pages}
            href={(number) => qualityAddress(`/quality/${check.id}`, { ...asked, page: number })}
          />
        </>
      )}
    </Layout>
  );
}

function Findings({ findings, frame: { say } }: { findings: readonly Finding[]; frame: PageFrame }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, so the keyboard must reach it
    <section className="wm-scroll" aria-label={say('quality.found')} tabIndex={0}>
      <Table
        className="wm-findings"
        firstCellIsHeader
        head={[say('people.name'), say('people.setting'), say('quality.what'), say('quality.next')]}
        rows={findings.map((finding) => {
          const name = nameOnPage(say, finding);
          return [
            <a key="name" className="govuk-link" href={`/people/${finding.personId}`}>
              {name}
            </a>,
            finding.settingName ?? say('people.unknown'),
            finding.says(say),
            <a key="next" className="govuk-link" href={finding.next.href}>
              {say(finding.next.label)}
              <span className="govuk-visually-hidden"> ({name})</span>
            </a>,
          ];
        })}
      />
    </section>
  );
}
