/** The static demo, as any host serves it under any path: the sandbox answers from inside the page. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { deskOf } from './desk.mjs';
import { host } from './host.mjs';
import { ABREAST, folder, newPage, stageOf } from './stage.mjs';

const run = promisify(execFile);
const PATH = '/some/where/';
const stage = stageOf();
let built;
let place;

const build = (...args) => run(process.execPath, [folder('xtask/static.mjs'), ...args]);

before(async () => {
  built = await mkdtemp(join(tmpdir(), 'static-demo-'));
  await build(built, '--credentials', '300');
  place = await host(built, PATH);
});
after(async () => {
  await place?.close();
  await rm(built, { recursive: true });
});

test('lists, creates, validates and fails on request, without a server', async (t) => {
  const { page, complaints } = await newPage(stage.browser());
  t.after(() => page.context().close());
  const { hand, dialog, field, ...desk } = deskOf(page);
  await desk.open(place.url);
  await desk.says('300 credentials');

  await desk.press('Create credential');
  await hand.choose(field('Access system'), 'Head Office – Brivo');
  await hand.choose(field('Holder'), 'Nguyễn Thị Hạnh');
  await hand.press(desk.radio('Cloud key'));
  await desk.press('Create credential', dialog);
  await desk.title('Nguyễn Thị Hạnh – cloud key').waitFor();
  await desk.says('Office Front Door', desk.pane);
  await page.reload();
  await desk.says('It no longer exists.', desk.pane);
  await desk.says('A sandbox that begins anew forgets what was made in it.', desk.pane);
  await hand.press(desk.pane.locator('.blank').getByRole('button', { name: 'Close' }));
  await desk.openCredential('Spare card');
  await desk.press('Delete', desk.pane);
  await desk.press('Delete', dialog);
  await desk.says('0 of 299 credentials');

  const refusal = await page.evaluate(async () => {
    const response = await fetch('/api/seam/acs/credentials/create', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ access_method: 'face', acs_user_id: 'nobody' }),
    });
    return { status: response.status, id: response.headers.get('seam-request-id'), ...(await response.json()) };
  });
  assert.equal(refusal.status, 400);
  assert.match(refusal.id, /^[\da-f-]{36}$/);
  assert.deepEqual(refusal.error.validation_errors.acs_user_id._errors, ['Invalid uuid']);

  await desk.view('Settings');
  await desk.press('Reset the sandbox');
  await desk.says('The sandbox is as it was in the beginning.');
  await hand.press(page.getByRole('radio', { name: 'Server errors', exact: true }));
  await desk.view('Credentials');
  await desk.says('1 of 300 credentials');
  await desk.press('Reload');
  await desk.says('The server has a problem of its own.');
  await desk.press('End it');
  await page.reload();
  await desk.says('1 of 300 credentials');

  complaints();
  assert.deepEqual(
    place.asked.filter((url) => !url.startsWith(PATH)),
    [],
    'everything is under the path',
  );
});

describe('where it cannot start it says so, and why:', ABREAST, () => {
  /** What is in its way, and what is said. @type {Record<string, [object, (page: import('playwright-core').Page) => Promise<unknown>, string]>} */
  const CASES = {
    'an address that is not secure': [
      {},
      (page) => page.addInitScript(() => Object.defineProperty(window, 'isSecureContext', { value: false })),
      'The demo needs a secure address.',
    ],
    'no service worker': [{ serviceWorkers: 'block' }, async () => {}, 'The demo cannot start in this browser.'],
    'no site data': [
      {},
      (page) =>
        page.addInitScript(() =>
          Object.defineProperty(window, 'localStorage', {
            get() {
              throw new DOMException('Access is denied', 'SecurityError');
            },
          }),
        ),
      'The demo cannot start in this browser.',
    ],
    'a part that is lost': [
      {},
      (page) => page.route('**/sandbox-*.js', (route) => route.abort()),
      'A part of the demo could not be loaded.',
    ],
  };
  for (const [name, [look, hinder, words]] of Object.entries(CASES))
    test(name, async (t) => {
      const { page } = await newPage(stage.browser(), look);
      t.after(() => page.context().close());
      await hinder(page);
      await page.goto(place.url);
      await page.getByText(words).waitFor();
    });
});

test('says what to do when not even its first part comes', async (t) => {
  const { page } = await newPage(stage.browser());
  t.after(() => page.context().close());
  await page.route('**/page.js', (route) => route.abort());
  await page.goto(place.url);
  const advice = page.getByText('Load the page again.');
  assert.equal(await advice.isVisible(), false);
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
  assert.ok(await advice.isVisible());
});

test('overwrites nothing that it did not write', async (t) => {
  const other = await mkdtemp(join(tmpdir(), 'static-demo-'));
  t.after(() => rm(other, { recursive: true }));
  await writeFile(join(other, 'mine.txt'), 'mine');
  await assert.rejects(build(other), /has other files in it/);
});
