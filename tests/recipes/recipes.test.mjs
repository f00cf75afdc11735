import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const ID = '33333333-3333-3333-3333-333333333333';

/** A page for each recipe: a form, and the last payload that it let pass. */
const PAGES = {
  'plain.js': `
    import { check, payloadOf } from './plain.js';
    const form = document.createElement('form');
    for (const [label, name] of [['User', 'acs_user_id'], ['Method', 'access_method'], ['Format', 'visionline_metadata.card_format']]) {
      const input = document.createElement('input');
      Object.assign(input, { name, ariaLabel: label });
      form.append(input, document.createElement('output'));
    }
    form.append(Object.assign(document.createElement('button'), { textContent: 'Create' }));
    const show = () => {
      check(form, 'create', { systemType: 'visionline_system' });
      for (const input of form.querySelectorAll('input')) input.nextElementSibling.textContent = input.validationMessage;
    };
    form.addEventListener('input', show);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      window.sent = payloadOf(form);
    });
    document.body.append(form);
    show();
  `,
  'react-hook-form.jsx': react('./react-hook-form.jsx'),
  'tanstack-form.jsx': react('./tanstack-form.jsx'),
};

function react(recipe) {
  return `
    import { createElement } from 'react';
    import { createRoot } from 'react-dom/client';
    import { CreateForm } from '${recipe}';
    const onSubmit = (payload) => { window.sent = payload; };
    createRoot(document.body.appendChild(document.createElement('main'))).render(createElement(CreateForm, { onSubmit }));
  `;
}

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
});
after(() => browser.close());

for (const [name, contents] of Object.entries(PAGES)) {
  test(`${name} shows the right message under the right field`, async () => {
    const resolveDir = fileURLToPath(new URL('.', import.meta.url));
    const { outputFiles } = await build({
      stdin: { contents, resolveDir },
      bundle: true,
      write: false,
      format: 'esm',
      jsx: 'automatic',
      define: { 'process.env.NODE_ENV': '"production"' },
    });
    const page = await browser.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.addScriptTag({ content: outputFiles[0].text, type: 'module' });

    const under = (label) => page.locator(`input[aria-label="${label}"] + output`);
    const shows = (label, text) => under(label).filter({ hasText: text }).waitFor();
    await page.getByLabel('Method').fill('face');
    await shows('Method', 'Must be "code", "card", "mobile_key" or "cloud_key", not "face".');
    await page.getByLabel('User').fill('42');
    await shows('User', 'Must be a UUID (8-4-4-4-12 hexadecimal digits), not "42".');
    await page.getByLabel('Format').fill('tlcode');
    await shows('Format', 'Must be "TLCode" or "rfid48", not "tlcode". Did you mean TLCode?');
    await page.getByRole('button').click();
    assert.equal(await page.evaluate(() => window.sent), undefined, 'an invalid form is not sent');

    await page.getByLabel('Format').fill('');
    await shows('Format', 'Is required by Visionline: TLCode or rfid48.');
    await page.getByLabel('Format').fill('TLCode');
    await page.getByLabel('Method').fill('card');
    await page.getByLabel('User').fill(ID);
    await page.waitForFunction(() =>
      [...document.querySelectorAll('output')].every((output) => output.textContent === ''),
    );
    await page.getByRole('button').click();
    await page.waitForFunction(() => window.sent !== undefined);
    assert.deepEqual(await page.evaluate(() => window.sent), {
      acs_user_id: ID,
      access_method: 'card',
      visionline_metadata: { card_format: 'TLCode' },
    });
    assert.deepEqual(errors, []);
    await page.close();
  });

  test(`the README shows ${name} as it is`, () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    assert.ok(readme.includes(readFileSync(new URL(name, import.meta.url), 'utf8')));
  });
}
