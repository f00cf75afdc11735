/** The demo page against the sandbox, as somebody at the desk uses it. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '../sandbox/server.mjs';
import { launchChromium } from './chromium.mjs';

const folder = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

let sandbox;
let browser;
let page;
let complaints;

before(async () => {
  sandbox = await startSandbox({ www: folder('www'), pkg: folder('pkg') });
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await sandbox?.close();
});
beforeEach(async () => {
  await control('reset');
  complaints = [];
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Paris' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.stack));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
});
afterEach(() => page.context().close());

const control = (what, body) =>
  fetch(`${sandbox.url}/_sandbox/${what}`, { method: 'POST', body: body && JSON.stringify(body) });
const fault = (name, path, times) => control('faults', { fault: name, path: `/acs/${path}`, times });
const sent = (path) => sandbox.requests.filter((request) => request.path === `/acs/credentials/${path}`);

const row = (name) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
const dialog = () => page.getByRole('dialog');
const pane = () => page.getByRole('complementary');
const press = (name, where = page) => where.getByRole('button', { name, exact: true }).click();
const says = (text, where = page) => where.getByText(text).first().waitFor();
const focusOn = (locator) => locator.and(page.locator(':focus')).waitFor();

async function open(search = '') {
  await page.goto(`${sandbox.url}/${search}`);
  await page.getByRole('table').getByRole('link').first().waitFor();
}

async function openCredential(name) {
  await page.getByRole('link', { name, exact: true }).click();
  await pane().getByRole('heading', { name, exact: true }).waitFor();
  await pane().locator('.doors').waitFor();
}

/** Fills the form so far that only the code is left to be right. */
async function beginCreate() {
  await press('New credential');
  await dialog().getByLabel('Access system').selectOption({ label: 'Head Office – Brivo' });
  await dialog().getByLabel('Holder', { exact: true }).selectOption({ label: 'Nguyễn Thị Hạnh' });
  await dialog().getByRole('radio', { name: 'PIN code' }).check();
}

const codeInput = () => dialog().getByRole('textbox', { name: 'PIN code' });

/** What a screen reader reads with the field: its hint and its issues. */
const described = (input) =>
  input.evaluate((node) =>
    node
      .getAttribute('aria-describedby')
      .split(' ')
      .map((id) => document.getElementById(id).textContent)
      .join(' '),
  );

describe('the list', () => {
  test('shows the seeded credentials with names and states in words', async () => {
    await open();
    await says('44 credentials');
    assert.equal(await page.getByRole('table').getByRole('link').count(), 44);
    const text = await row('Gate code that failed').innerText();
    for (const part of ['Maria João Conceição', 'Luggage Storage', 'PIN code', 'Needs attention', 'refused the code'])
      assert.ok(text.includes(part), `${part} in ${text}`);
    await says('Waiting to be issued', row('Next stay'));
    await says('Begins in 20 days', row('Next stay'));
    await says('Another code was set', row('Garden code'));
    await says('Being deleted', row('Old sauna card'));
    await says('Unassigned', row('Spare card'));
    await says('Ended', row('Card of last week'));
    assert.deepEqual(complaints, []);
  });

  test('keeps search and filter in the address', async () => {
    await open();
    await page.getByRole('searchbox').fill('amelie');
    await page.waitForURL(/q=amelie/);
    await page.getByLabel('Access system').selectOption({ label: 'Conference Centre Évian' });
    await page.waitForURL(/system=/);
    await row('Auditorium PIN').waitFor();
    await row('Spare card').waitFor({ state: 'detached' });
    const shown = await page.getByRole('table').getByRole('link').allInnerTexts();
    await page.reload();
    await row('Auditorium PIN').waitFor();
    assert.equal(await page.getByRole('searchbox').inputValue(), 'amelie');
    assert.deepEqual(await page.getByRole('table').getByRole('link').allInnerTexts(), shown);

    await page.getByRole('searchbox').fill('nobody is called that');
    await says('Nothing found');
    await press('Show all credentials');
    await says('44 credentials');
    assert.deepEqual(complaints, []);
  });

  test('drops the answer to an outdated search', async () => {
    await open();
    await fault('delay:60000', 'credentials/list');
    await page.getByRole('searchbox').fill('room');
    await page.waitForRequest(/search=room/);
    await page.getByRole('searchbox').fill('garage');
    await says('1 credential');
    await row("Zoë O'Brien – garage").waitFor();
    assert.deepEqual(complaints, []);
  });

  test('loads more by the cursor', async () => {
    const { acs_systems } = await (await fetch(`${sandbox.url}/api/seam/acs/systems/list`)).json();
    const { acs_system_id } = acs_systems.find(({ external_type }) => external_type === 'brivo_account');
    const users = await (await fetch(`${sandbox.url}/api/seam/acs/users/list?acs_system_id=${acs_system_id}`)).json();
    const [{ acs_user_id }] = users.acs_users;
    for (let index = 0; index < 10; index++)
      await fetch(`${sandbox.url}/api/seam/acs/credentials/create`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ access_method: 'cloud_key', acs_user_id }),
      });
    await open();
    await says('50 credentials shown, more to load');
    await press('Load more');
    await says('54 credentials');
    assert.equal(await page.getByRole('button', { name: 'Load more' }).count(), 0);
    assert.deepEqual(complaints, []);
  });

  test('says what failed and tries again', async () => {
    await fault('401', 'credentials/list');
    await page.goto(sandbox.url);
    await says('does not accept');
    await press('Try again');
    await says('44 credentials');
  });

  test('shows ids where names cannot be had, and still works', async () => {
    for (const names of ['systems', 'users', 'entrances']) await fault('500', `${names}/list`);
    await open();
    await openCredential('Spare card');
    await press('New credential');
    await dialog().getByLabel('Holder', { exact: true }).fill('nobody');
    await says('Must be a UUID', dialog());
  });
});

describe('one credential', () => {
  test('shows the code that works, the entrances, every property and the JSON', async () => {
    await open();
    await openCredential('Garden code');
    await page.waitForURL(/credential=/);
    const text = await pane().innerText();
    for (const part of ['Another code was set', '1234', '60818', 'Give the holder the new code', 'Puerta del jardín'])
      assert.ok(text.includes(part), part);
    await pane().getByText('Raw JSON').click();
    await press('Copy', pane());
    await says('Copied.');
    const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    assert.equal(copied.display_name, 'Garden code');

    await page.goBack();
    await pane().waitFor({ state: 'hidden' });
    assert.deepEqual(complaints, []);
  });

  test('is created once the code is right, and nothing is sent before', async () => {
    await open();
    await beginCreate();
    await codeInput().fill('12a4');
    await says('Must be digits only', dialog());
    assert.match(await described(codeInput()), /Must be digits only/);
    assert.equal(await codeInput().getAttribute('aria-invalid'), 'true');
    await says('1 problem', dialog());
    await dialog().getByLabel('Valid until').fill('2031-06-01T12:00');
    await page.keyboard.press('Enter');
    await focusOn(codeInput());
    assert.equal(sent('create').length, 0);

    await codeInput().fill('12');
    await page.keyboard.press('Tab');
    await says('4 to 9 digits', dialog().locator('.issue.warning'));
    await codeInput().fill('240816');
    await says('No problems', dialog());
    await page.keyboard.press('Enter');
    await says(/was created/);
    const name = 'Nguyễn Thị Hạnh – code';
    await pane().getByRole('heading', { name, exact: true }).waitFor();
    await row(name).waitFor();
    const [{ body }] = sent('create');
    assert.equal(body.code, '240816');
    assert.equal(body.ends_at, '2031-06-01T10:00:00.000Z');
    assert.deepEqual(complaints, []);
  });

  test('follows the brand of the access system', async () => {
    await open();
    await press('New credential');
    const format = dialog().getByLabel('Card format');
    assert.equal(await format.isVisible(), false);
    await dialog().getByLabel('Access system').selectOption({ label: 'Grand Hôtel Évian – Visionline' });
    await format.waitFor();
    await dialog().getByLabel('Holder', { exact: true }).selectOption({ label: 'Amélie Dubois' });
    await dialog().getByRole('radio', { name: 'Card', exact: true }).check();
    await format.selectOption('rfid48');
    await dialog().getByRole('checkbox', { name: 'Works beside the cards' }).check();
    await dialog().getByLabel('Room 101', { exact: true }).check();
    await dialog().getByRole('button', { name: 'Create' }).click();
    await says(/was created/);
    const [{ body }] = sent('create');
    assert.deepEqual(body.visionline_metadata, { card_format: 'rfid48', auto_join: true });
    assert.equal(body.allowed_acs_entrance_ids.length, 1);
    await says('Room 101', pane().locator('.doors'));
    assert.deepEqual(complaints, []);
  });

  test('shows what the server refuses under the field it speaks of', async () => {
    await open();
    await beginCreate();
    await fault('validation', 'credentials/create');
    await dialog().getByRole('button', { name: 'Create' }).click();
    await says('The server refused it', dialog());
    await focusOn(dialog().getByLabel('Access system'));
    assert.match(await described(dialog().getByLabel('Access system')), /Required/);
    await says('visionline_metadata.override', dialog().locator('.homeless'));
    await dialog().getByRole('button', { name: 'Create' }).click();
    await says(/was created/);
    assert.equal(sent('create').length, 2);
  });

  test('is updated, assigned, unassigned and deleted', async () => {
    await open();
    await openCredential('Unassigned code');
    await press('Change');
    await says('Nothing is changed yet', dialog());
    await codeInput().fill('808099');
    await press('Save changes', dialog());
    await says('“Unassigned code” was changed.');
    await says('808099', pane());
    await dialog().waitFor({ state: 'detached' });
    await focusOn(pane().getByRole('button', { name: 'Change' }));
    assert.deepEqual(Object.keys(sent('update')[0].body).sort(), ['acs_credential_id', 'code']);

    await press('Assign');
    await press('Assign', dialog());
    await says('Choose who receives it.', dialog());
    assert.equal(sent('assign').length, 0);
    await dialog().getByLabel('Holder', { exact: true }).selectOption({ label: 'Nguyễn Thị Hạnh' });
    await press('Assign', dialog());
    await says('has a new holder');
    await says('Nguyễn Thị Hạnh', row('Unassigned code'));

    await press('Unassign');
    await says('Nguyễn Thị Hạnh can no longer use it', dialog());
    await press('Unassign', dialog());
    await says('has no holder any more');
    await says('Nobody', row('Unassigned code'));

    await press('Delete');
    await dialog().getByRole('heading', { name: 'Delete “Unassigned code”?' }).waitFor();
    await press('Cancel', dialog());
    assert.equal(sent('delete').length, 0);
    await press('Delete');
    await press('Delete', dialog());
    await says('“Unassigned code” was deleted.');
    await row('Unassigned code').waitFor({ state: 'detached' });
    await says('43 credentials');
    await pane().waitFor({ state: 'hidden' });
    assert.deepEqual(complaints, []);
  });

  test('stays as it was when an action fails, and the dialog says why', async () => {
    await open();
    await openCredential('Spare card');
    await press('Delete');
    await fault('404', 'credentials/delete');
    await press('Delete', dialog());
    await says('It no longer exists', dialog());
    await press('Cancel', dialog());
    await row('Spare card').waitFor();
  });

  test('is reached and left by keyboard alone', async () => {
    await open();
    const link = page.getByRole('link', { name: 'Garden code', exact: true });
    await link.focus();
    await page.keyboard.press('Enter');
    await focusOn(pane().getByRole('heading', { name: 'Garden code', exact: true }));
    await pane().getByRole('button', { name: 'Delete' }).focus();
    await page.keyboard.press('Enter');
    await focusOn(dialog().getByRole('button', { name: 'Cancel' }));
    await page.keyboard.press('Escape');
    await focusOn(pane().getByRole('button', { name: 'Delete' }));
    await page.keyboard.press('Escape');
    await focusOn(link);
    assert.deepEqual(complaints, []);
  });

  test('fits a telephone, and covers the list there', async () => {
    await page.setViewportSize({ width: 360, height: 700 });
    await open();
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok((await overflow()) <= 0);
    await openCredential('Room 101 – Amélie Dubois');
    assert.ok((await overflow()) <= 0);
    assert.equal(await page.locator('.behind').evaluate((node) => node.inert), true);
    await press('Close', pane());
    await focusOn(page.getByRole('link', { name: 'Room 101 – Amélie Dubois', exact: true }));
    assert.deepEqual(complaints, []);
  });
});
