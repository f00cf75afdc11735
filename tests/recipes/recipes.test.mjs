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
    import { watch } from './plain.js';
    const form = document.createElement('form');
    for (const [label, name] of [['User', 'acs_user_id'], ['Method', 'access_method'], ['Format', 'visionline_metadata.card_format']]) {
      const input = document.createElement('input');
      Object.assign(input, { name, ariaLabel: label });
      form.append(input, document.createElement('output'));
    }
    form.append(Object.assign(document.createElement('button'), { textContent: 'Create' }));
    const send = (payload) => { window.sent = payload; };
    const showOthers = (errors) => {
      window.others = errors;
      for (const input of form.querySelectorAll('input')) input.nextElementSibling.textContent = input.validationMessage;
    };
    form.addEventListener('invalid', () => { window.others ??= []; }, true); // the browser refuses by itself
    watch(form, 'create', { systemType: 'visionline_system' }, { send, showOthers });
    document.body.append(form);
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
    const onInvalid = (errors) => { window.others = errors; };
    const form = createElement(CreateForm, { onSubmit, onInvalid });
    createRoot(document.body.appendChild(document.createElement('main'))).render(form);
  `;
}

/** Every kind of field that payloads need. */
const FIELDS = `
  <form>
    <input name="code" value="4711"><input name="ends_at" type="datetime-local" value="2031-01-02T03:04">
    <input name="visionline_metadata.override" type="checkbox" checked><input name="is_multi_phone_sync_credential" type="checkbox">
    <input name="access_method" type="radio" value="card"><input name="access_method" type="radio" value="code" checked>
    <select name="allowed_acs_entrance_ids" multiple><option selected>a</option><option>b</option><option selected>c</option></select>
    <button>Create</button>
  </form>`;

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
    // What the form says of a refused submit may come later than the next letter.
    const refused = async () => {
      await page.evaluate(() => delete window.others);
      await page.getByRole('button').click();
      await page.waitForFunction(() => window.others !== undefined);
      return page.evaluate(() => JSON.stringify(window.others, (name, value) => (name === 'ref' ? '' : value)));
    };
    await page.getByLabel('Method').fill('face');
    await shows('Method', 'Must be "code", "card", "mobile_key" or "cloud_key", not "face".');
    await page.getByLabel('User').fill('42');
    await shows('User', 'Must be a UUID (8-4-4-4-12 hexadecimal digits), not "42".');
    await page.getByLabel('Format').fill('tlcode');
    await shows('Format', 'Must be "TLCode" or "rfid48", not "tlcode". Did you mean TLCode?');
    await refused();
    assert.equal(await page.evaluate(() => window.sent), undefined, 'an invalid form is not sent');

    await page.getByLabel('Format').fill('');
    await shows('Format', 'Is required by Visionline: TLCode or rfid48.');
    await page.getByLabel('Format').fill('TLCode');
    await page.getByLabel('Method').fill('card');
    await page.getByLabel('User').fill(ID);
    await page.waitForFunction(() =>
      [...document.querySelectorAll('output')].every((output) => output.textContent === ''),
    );
    await page.getByLabel('Method').fill('mobile_key');
    assert.match(await refused(), /is_multi_phone_sync_credential/);
    assert.equal(await page.evaluate(() => window.sent), undefined, 'an error without a field keeps the form, too');
    await page.getByLabel('Method').fill('card');
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
}

for (const name of [...Object.keys(PAGES), 'tanstack-query.js']) {
  test(`the README shows ${name} as it is`, () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    assert.ok(readme.includes(readFileSync(new URL(name, import.meta.url), 'utf8')));
  });
}

/** Gives a page what a recipe exports. */
async function add(page, recipe, define) {
  const contents = `import * as recipe from '${recipe}'; window.recipe = recipe;`;
  const resolveDir = fileURLToPath(new URL('.', import.meta.url));
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    write: false,
    format: 'esm',
    define,
  });
  await page.addScriptTag({ content: outputFiles[0].text, type: 'module' });
  await page.waitForFunction(() => window.recipe);
}

test('tanstack-query.js goes through the pages, and repeats what may pass and nothing else', async () => {
  const page = await browser.newPage();
  const asked = [];
  const busy = { status: 503, headers: { 'retry-after': '0' } };
  const answers = [];
  await page.route('http://localhost/**', async (route) => {
    const url = new URL(route.request().url());
    if (url.pathname === '/') return route.fulfill({ contentType: 'text/html', body: '<!doctype html>' });
    asked.push(url.search);
    const answer = answers.shift();
    return route.fulfill(answer.status ? answer : { json: answer });
  });
  const pageOf = (next_page_cursor) => ({
    acs_credentials: [],
    pagination: { has_next_page: next_page_cursor !== null, next_page_cursor, next_page_url: null },
  });
  await page.goto('http://localhost/');
  await add(page, './tanstack-query.js', { 'process.env.NODE_ENV': '"production"' });
  const fetchPages = (params, pages = 2) =>
    page.evaluate(
      async ([params, pages]) => {
        const { queryClient, pagesOf } = window.recipe;
        const query = queryClient.fetchInfiniteQuery({ ...pagesOf(params), pages });
        const outcome = await query.catch(({ kind, status }) => [kind, status]);
        return outcome.pages?.length ?? outcome;
      },
      [params, pages],
    );

  answers.push(busy, pageOf('b'), pageOf(null));
  assert.equal(await fetchPages({ limit: 1 }), 2);
  assert.deepEqual(asked.splice(0), [
    '?limit=1&_strict=true',
    '?limit=1&_strict=true',
    '?limit=1&page_cursor=b&_strict=true',
  ]);
  answers.push({ status: 404 });
  assert.deepEqual(await fetchPages({ limit: 2 }), ['api', 404]);
  answers.push(busy, busy, busy);
  assert.deepEqual(await fetchPages({ limit: 3 }), ['api', 503]);
  answers.push({ status: 429, headers: { 'retry-after': '61' } });
  assert.deepEqual(await fetchPages({ limit: 4 }), ['api', 429]);
  assert.deepEqual(await fetchPages({ limit: 0 }), ['invalid_input', undefined]);
  assert.equal(asked.splice(0).length, 5);

  const ended = pageOf('b');
  ended.pagination.has_next_page = false;
  for (const [limit, ...ends] of [
    [5, ended],
    [6, pageOf('')],
    [7, pageOf('b'), pageOf('b')],
  ]) {
    answers.push(...ends);
    assert.equal(await fetchPages({ limit }, 9), ends.length);
  }
  const thrown = await page.evaluate(() => {
    const queryFn = () => Promise.reject(undefined);
    return window.recipe.queryClient.fetchQuery({ queryKey: ['other'], queryFn }).catch((error) => error);
  });
  assert.equal(thrown, undefined);
  await page.close();
});

test('plain.js lets a form go once it is good, and keeps one whose fault no field can show', async () => {
  const page = await browser.newPage();
  await page.setContent(`
    <form>
      <input type="hidden" name="acs_user_id" value="${ID}"><input name="access_method" value="code">
      <fieldset><input name="code" value="12ab"></fieldset>
      <button>Create</button>
    </form>`);
  await add(page, './plain.js');
  await page.evaluate(() => {
    const note = (name) => (value) => (window.outcome[name] = value);
    window.recipe.watch(
      document.querySelector('form'),
      'create',
      {},
      { send: note('sent'), showOthers: note('others') },
    );
  });
  const outcomeOf = (change) =>
    page.evaluate((change) => {
      const form = document.querySelector('form');
      const { acs_user_id, code } = form.elements;
      window.outcome = {};
      if (change === 'reset') form.reset();
      if (change === 'set') code.value = '4711';
      if (change === 'disabled') code.parentElement.disabled = true;
      if (change === 'hidden') acs_user_id.value = 'x';
      if (change === 'readonly') Object.assign(code, { readOnly: true, value: 'x' }).parentElement.disabled = false;
      if (change === 'out of sight') Object.assign(code, { readOnly: false }).parentElement.hidden = true;
      form.querySelector('button').click();
      return { ...window.outcome, others: window.outcome.others.map(({ path }) => path.join('.')) };
    }, change);
  const good = { acs_user_id: ID, access_method: 'code' };
  const steps = [
    ['none', { others: [] }],
    ['reset', { others: [] }],
    ['set', { sent: { ...good, code: '4711' }, others: [] }],
    ['disabled', { sent: good, others: [] }],
    ['hidden', { others: ['acs_user_id'] }],
    ['readonly', { others: ['acs_user_id', 'code'] }],
    ['out of sight', { others: ['acs_user_id', 'code'] }],
  ];
  for (const [change, expected] of steps) assert.deepEqual(await outcomeOf(change), expected, change);
  await page.close();
});

test('plain.js makes of each field what the API wants', async () => {
  const page = await browser.newPage({ timezoneId: 'Europe/Paris' });
  await page.setContent(FIELDS);
  await add(page, './plain.js');
  const payload = await page.evaluate(() => JSON.stringify(window.recipe.payloadOf(document.querySelector('form'))));
  assert.deepEqual(JSON.parse(payload), {
    code: '4711',
    ends_at: '2031-01-02T02:04:00.000Z',
    visionline_metadata: { override: true },
    access_method: 'code',
    allowed_acs_entrance_ids: ['a', 'c'],
  });
  await page.close();
});
