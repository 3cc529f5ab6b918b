import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** What is typed or chosen in a form, by the names of its fields; a list is boxes to tick. */
export type Typed = Record<string, string | readonly string[]>;

/** The form of a page that sends there, or that asks this; the first where several do. */
export function formOf(page: Page, { action, field }: { action?: string | undefined; field?: string | undefined }): Locator {
  const form = page.locator(`main form[method=post]${action === undefined ? '' : `[action$="${action}"]`}`);
  return (field === undefined ? form : form.filter({ has: page.locator(named(field)) })).first();
}

/** Types in a form, opening what hides it. */
export async function type(form: Locator, typed: Typed): Promise<void> {
  await form.evaluate((element) => {
    for (let at: Element | null = element; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
    for (const inside of element.querySelectorAll('details')) inside.open = true;
  });
  for (const [name, value] of Object.entries(typed)) {
    const field = form.locator(named(name));
    const kind = await field.first().evaluate((one) => (one instanceof HTMLInputElement ? one.type : one.localName));
    if (kind === 'radio' || kind === 'checkbox')
      for (const one of [value].flat()) await field.and(form.locator(`[value="${one}"]`)).check();
    else if (kind === 'select') await field.selectOption(String(value));
    else if (kind === 'file') await field.setInputFiles(String(value));
    else await field.fill(String(value));
  }
}

/** Sends a form, and waits for the page that answers; what it refuses is the failure of the test. */
export async function send(page: Page, typed: Typed = {}, action?: string): Promise<void> {
  const form = formOf(page, { action, field: Object.keys(typed)[0] });
  await type(form, typed);
  const answered = page.waitForResponse((response) => response.request().method() === 'POST' && response.request().isNavigationRequest());
  await form.locator('button:not([type=button])').last().click();
  const status = (await answered).status();
  await page.waitForLoadState();
  expect([status, await page.locator('.govuk-error-summary').allInnerTexts()], `${page.url()}: ${await read(page)}`).toEqual([303, []]);
}

/** The words of a page, as they are read. */
export async function read(page: Page): Promise<string> {
  return (await page.locator('main').innerText()).replace(/[\s\u00a0\u202f]+/g, ' ');
}

/** A field by its name; boxes of a list have theirs with brackets. */
function named(name: string): string {
  return `[name="${name}"], [name="${name}[]"]`;
}
