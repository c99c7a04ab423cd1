import type { Page } from '@playwright/test';

type Listening = { home: string; scripts: 'on' | 'off' };

/**
 * Hears what would otherwise pass unnoticed: faults in our script, what the content security policy refused, anything
 * that did not load, and anything asked of another host. The list grows while the page is used.
 */
export function hearComplaints(page: Page, { home, scripts }: Listening): readonly string[] {
  const complaints: string[] = [];

  page.on('pageerror', ({ message }) => complaints.push(`script: ${message}`));

  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    // Said of a page that answers 404 or 422 as well. What is missing on a page is heard below.
    if (message.text().startsWith('Failed to load resource')) return;
    complaints.push(`console: ${message.text()}`);
  });

  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol !== 'data:' && origin !== home) complaints.push(`asked another host: ${request.url()}`);
  });

  page.on('response', (response) => {
    if (response.request().resourceType() === 'document' || response.status() < 400) return;
    complaints.push(`${response.status()}: ${response.url()}`);
  });

  page.on('requestfailed', (request) => {
    const type = request.resourceType();
    const keptOff = scripts === 'off' && type === 'script';
    // Whoever goes on before a page is whole breaks off what it still loads; a download takes the place of a page.
    const brokenOff = request.failure()?.errorText === 'net::ERR_ABORTED';
    if (!keptOff && !brokenOff) complaints.push(`did not load: ${request.url()}`);
  });

  return complaints;
}
