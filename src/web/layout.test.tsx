import { describe, expect, it } from 'vitest';
import type { PageFrame } from './frame.ts';
import { Layout, renderPage } from './layout.tsx';
import { wordsFor } from './words.ts';
import { EVERYWHERE } from './working-at.ts';

const frame: PageFrame = {
  lang: 'en',
  say: wordsFor('en'),
  path: '/people',
  account: { name: 'Priya Shah', organisation: 'Larkfield Academy' },
  places: [
    { href: '/today', label: 'Today', current: false },
    { href: '/people', label: 'People', current: true },
  ],
  workingAt: EVERYWHERE,
  flash: null,
  assets: { css: ['/assets/main.css'], early: ['/assets/early.js'], js: ['/assets/main.js'] },
  search: 'okafor',
  demo: false,
};

function page(changes: Partial<PageFrame> = {}, problems = false): string {
  return renderPage(
    <Layout frame={{ ...frame, ...changes }} title="People" problems={problems}>
      <h1>People</h1>
    </Layout>,
  );
}

describe('the layout', () => {
  it('is a whole document that says its language and direction', () => {
    expect(page()).toMatch(/^<!doctype html><html lang="en"/);
    expect(page({ lang: 'ar', dir: 'rtl' })).toContain('<html lang="ar" dir="rtl"');
  });

  it('starts the title with the heading, and with the error when a form was not accepted', () => {
    expect(page()).toContain('<title>People – Waymark</title>');
    expect(page({}, true)).toContain('<title>Error: People – Waymark</title>');
  });

  it('links the skip link to the main content', () => {
    expect(page()).toContain('href="#main-content"');
    expect(page()).toMatch(/<main[^>]* id="main-content"/);
  });

  it('shows the places it was given, the current one marked', () => {
    expect(page()).toMatch(/href="\/people" aria-current="page"/);
    expect(page()).toContain('>Today</a>');
    expect(page({ places: [] })).not.toContain('govuk-service-navigation');
  });

  it('lets an account search and sign out by forms, and shows neither to nobody', () => {
    expect(page()).toMatch(/<form[^>]* action="\/find" method="get".*name="q" value="okafor"/s);
    expect(page()).toMatch(/<form action="\/sign-out" method="post"><button type="submit"/);
    expect(page()).toContain('Larkfield Academy');
    expect(page({ account: null, workingAt: null })).not.toContain('<form');
    expect(page({ workingAt: null }), 'nobody to search for').not.toContain('action="/find"');
  });

  it('says what has just been done, once, before the page', () => {
    const html = page({ flash: { kind: 'success', text: 'Note saved' } });
    expect(html.indexOf('Note saved')).toBeGreaterThan(html.indexOf('<main'));
    expect(html.indexOf('Note saved')).toBeLessThan(html.indexOf('<h1'));
    expect(html).toContain('role="alert"');
    expect(page({ flash: { kind: 'note', text: 'The import has begun' } })).toContain('role="region"');
  });

  it('says that people are made up only in the demonstration', () => {
    expect(page({ demo: true })).toContain('made up');
    expect(page()).not.toContain('made up');
  });

  it('holds no script and no style of its own, so a strict content policy can stand', () => {
    const html = page({ demo: true, flash: { kind: 'success', text: 'Note saved' } });
    expect(html).not.toMatch(/ style=| on\w+="|<style/);
    expect(html).not.toMatch(/<script(?![^>]* src=)/);
    expect(html).toContain('<script type="module" src="/assets/main.js"></script>');
    expect(html).toContain('<link rel="stylesheet" href="/assets/main.css"/>');
  });
});
