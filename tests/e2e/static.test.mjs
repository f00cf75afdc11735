/** The static demo, as any host serves it under any path: the sandbox answers from inside the page. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { deskOf } from './desk.mjs';
import { host } from './host.mjs';
import { folder, newPage, stageOf } from './stage.mjs';

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
  await hand.press(desk.button('Close', desk.pane));
  await desk.says('301 credentials');

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
  await hand.press(page.getByRole('radio', { name: 'Server errors', exact: true }));
  await desk.view('Credentials');
  await desk.press('Reload');
  await desk.says('The server has a problem of its own.');
  await desk.press('End it');
  await page.reload();
  await desk.says('300 credentials');

  complaints();
  assert.deepEqual(
    place.asked.filter((url) => !url.startsWith(PATH)),
    [],
    'everything is under the path',
  );
});

test('overwrites nothing that it did not write', async (t) => {
  const other = await mkdtemp(join(tmpdir(), 'static-demo-'));
  t.after(() => rm(other, { recursive: true }));
  await writeFile(join(other, 'mine.txt'), 'mine');
  await assert.rejects(build(other), /has other files in it/);
});
