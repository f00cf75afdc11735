/** How the panel holds up when things go wrong: as its settings can make them, on a telephone and at a desk. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ABREAST, EVERYBODY, holdBack, SCREENS, stageOf } from './stage.mjs';

const stage = stageOf();

/** Name of the fault in the settings, what the page says of it, whether a change is refused. */
const FAULTS = [
  ['Offline', 'The server cannot be reached.'],
  ['Too many requests', 'The server is busy.'],
  ['Server errors', 'The server has a problem of its own.'],
  ['Session over', 'The server does not accept this panel’s sign-in.'],
];

/** What the settings say of a fault, where that is not how often is tried. */
const HINTS = {
  'Slow answers': /two and a half seconds more/,
  'Session over': /Nothing is tried again/,
  'Newer server': /Both are kept/,
};

/** @typedef {Awaited<ReturnType<typeof stage.enter>>} Desk */
/** @param {Desk} desk */
async function switchOn(desk, fault) {
  await desk.view('Settings');
  await desk.hand.press(desk.page.getByRole('radio', { name: fault, exact: true }));
  await desk.says(HINTS[fault] ?? /Reading and deleting are tried three times, other changes once\./);
  await desk.view('Credentials');
}

/** Somebody else deletes what is open here. @param {Desk} desk */
const deleteElsewhere = ({ page }) =>
  page.evaluate(async () => {
    const id = new URL(location.href).searchParams.get('credential');
    await fetch(`/api/seam/acs/credentials/delete?acs_credential_id=${id}`, { method: 'DELETE' });
  });

/** The id of what is open. @param {import('playwright-core').Page} page */
const opened = (page) => new URL(page.url()).searchParams.get('credential');

/** Goes to another tab, and comes back after so many milliseconds of the page's own clock. */
async function comeBack(page, after = 0) {
  const show = (isHidden) => {
    Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  };
  await page.evaluate(show, true);
  if (after > 0) await page.clock.fastForward(after);
  await page.evaluate(show, false);
}

/** Deletes a credential, as far as the request. @returns what lets the answer come */
async function deleting({ page, pane, dialog, openCredential, press }, name) {
  const answer = await holdBack(page, /credentials\/delete/);
  await openCredential(name);
  await press('Delete', pane);
  const isAsked = page.waitForRequest(/credentials\/delete/);
  await press('Delete', dialog);
  await isAsked;
  return answer;
}

/** A request has its answer, or the page has no use for it any more. */
const over = (page, path) =>
  new Promise((resolve) => {
    for (const event of ['requestfinished', 'requestfailed'])
      page.on(event, (request) => path.test(request.url()) && resolve());
  });

/** Fault, then what somebody does while it is on. @type {Record<string, (desk: Desk) => Promise<void>>} */
const TASKS = {
  async 'sees what is there while the rest is slow'(desk) {
    const { pane } = desk;
    await switchOn(desk, 'Slow answers');
    await desk.says('On purpose: slow answers');
    await desk.press('Reload');
    await desk.page.getByRole('progressbar', { name: 'Loading…' }).waitFor();
    await desk.row('Next stay').waitFor();
    await desk.openCredential('Spare card', { isWhole: false });
    await pane.locator('.ghost').first().waitFor();
    await desk.press('Update', pane);
    await desk.press('Cancel', desk.dialog);
    await desk.press('End it');
    await desk.page.getByText('On purpose').waitFor({ state: 'detached' });
    await desk.focusOn(desk.title('Spare card'));
  },

  async 'sees all that a newer server tells'(desk) {
    const { pane } = desk;
    await switchOn(desk, 'Newer server');
    await desk.press('Reload');
    await desk.row('Next stay').filter({ hasText: 'Palm' }).waitFor();
    await desk.openCredential('Spare card', { isWhole: false });
    await desk.says('Palm', pane);
    await desk.says('From a newer server', pane);
  },

  ...Object.fromEntries(
    FAULTS.map(([fault, words]) => [
      `is told of it and tries again: ${fault}`,
      async (desk) => {
        const { page, pane, dialog, hand } = desk;
        await desk.openCredential('Spare card');
        await hand.press(desk.button('Close', pane));
        await desk.searchFor('');
        await switchOn(desk, fault);
        await desk.openCredential('Contractor code', { isWhole: false });
        await desk.says(words, pane);

        // A change shows at once, is taken back, and the dialog keeps what was typed.
        await desk.press('Update', pane);
        const code = dialog.getByRole('textbox', { name: /PIN code/ });
        await hand.write(code, '808099');
        await desk.press('Save changes', dialog);
        await desk.says(words, dialog);
        assert.equal(await code.inputValue(), '808099');
        await desk.press('Cancel', dialog);
        await desk.press('Throw it away', dialog);
        await desk.says('8080', pane);
        assert.equal(await pane.getByText('808099').count(), 0);
        await hand.press(desk.button('Close', pane));

        // What was there stays; it says that it may be old.
        await desk.press('Reload');
        const alert = page.getByRole('alert').filter({ hasText: words });
        await desk.says('This may be out of date.', alert);
        await desk.row('Contractor code').waitFor();
        await desk.press('End it');
        await desk.press('Try again', alert);
        await alert.waitFor({ state: 'detached' });
        await desk.focusOn(page.getByRole('heading', { name: 'Credentials', level: 1 }));
        await desk.says('1 of 44 credentials');
      },
    ]),
  ),
};

describe('somebody', ABREAST, () => {
  for (const { called, ...somebody } of EVERYBODY)
    for (const [task, walk] of Object.entries(TASKS))
      test(`${called} ${task}`, async (t) => {
        const desk = await stage.enter(t, somebody);
        await desk.open(desk.server.url);
        await walk(desk);
        desk.complaints();
      });
});

describe('what says that a fault is on', ABREAST, () => {
  for (const screen of SCREENS)
    test(`covers nothing at ${screen.width} px`, async (t) => {
      const desk = await stage.enter(t, { screen });
      const { page, pane, grid } = desk;
      await desk.open(desk.server.url);
      await switchOn(desk, 'Slow answers');
      const { y } = await page.locator('.fault-notice').boundingBox();
      const endOf = async (locator) => {
        const { y, height } = await locator.boundingBox();
        return y + height;
      };
      const toEnd = (node) => (node.scrollTop = node.scrollHeight);
      await page.locator('.scroller').evaluate(toEnd);
      const last = grid.locator('[aria-rowindex="45"]');
      assert.ok((await endOf(last)) <= y, 'the last row');
      await desk.openCredential('Spare card', { isWhole: false });
      await page.locator('.detail').evaluate(toEnd);
      assert.ok((await endOf(pane.locator('.raw'))) <= y, 'the end of the details');
    });
});

describe('from the first request on', ABREAST, () => {
  /** Faults of the list, and what stands in its place. @type {[string, string][]} */
  const CASES = [
    ['401', 'The server does not accept'],
    ['500', 'The server has a problem of its own.'],
    ['html', 'The server has a problem of its own.'],
    ['malformed', 'The server’s answer makes no sense.'],
    ['truncated', 'The server cannot be reached.'],
  ];
  for (const [fault, words] of CASES)
    test(`the list fails by ${fault}, says so and is there on another try`, async (t) => {
      const { page, server, ...desk } = await stage.enter(t);
      await server.fault(fault, 'credentials/list', 3);
      await page.goto(server.url);
      await desk.says('The credentials could not be loaded');
      await desk.says(words);
      await server.clearFaults();
      await desk.press('Try again');
      await desk.says('44 credentials');
    });

  test('the second of several pages fails: what has come stays, and so does a try', async (t) => {
    const { page, server, ...desk } = await stage.enter(t, { credentials: 1200 });
    await page.route(/page_cursor=/, (route) => route.fulfill({ status: 400, body: '' }), { times: 1 });
    await page.goto(server.url);
    await desk.says('Not all credentials could be loaded.');
    await desk.says('500 credentials');
    await desk.press('Try again');
    await desk.says('1,200 credentials');
    await page.getByRole('checkbox', { name: 'Select all shown' }).check();
    await desk.press('Delete…');
    await desk.dialog.getByRole('heading', { name: 'Delete 1,200 credentials?' }).waitFor();
    await desk.says('and 1,192 more', desk.dialog);
  });

  test('what may have been made although its answer is lost is looked for before it is made again', async (t) => {
    const { server, hand, dialog, pane, field, ...desk } = await stage.enter(t);
    await desk.open(server.url);
    await desk.press('Create credential');
    await hand.choose(field('Access system'), 'Head Office – Brivo');
    await hand.choose(field('Holder'), 'Nguyễn Thị Hạnh');
    await hand.press(desk.radio('Cloud key'));
    await server.fault('reset', 'credentials/create');
    await desk.press('Create credential', dialog);
    await desk.says('Look whether the change was made before you try again.', dialog);
    await desk.says('New in the list since then: “Nguyễn Thị Hạnh – cloud key”.', dialog);
    await desk.press('Cancel', dialog);
    await desk.press('Throw it away', dialog);
    await desk.says('45 credentials');

    await desk.openCredential('Contractor code');
    await desk.press('Update', pane);
    await hand.write(dialog.getByRole('textbox', { name: /PIN code/ }), '808099');
    await server.fault('reset', 'credentials/update');
    await desk.press('Save changes', dialog);
    await desk.says('“Contractor code” was updated.');
    await pane.locator('.facts').getByText('808099').waitFor();
    assert.equal(server.sent('update').length, 1);
    assert.equal(await dialog.count(), 0);

    await desk.press('Update', pane);
    await hand.write(dialog.getByRole('textbox', { name: /PIN code/ }), '808100');
    await server.fault('500', 'credentials/update');
    await desk.press('Save changes', dialog);
    await desk.says('Look whether the change was made before you try again.', dialog);
    await desk.says('It was looked at again just now, and is not as you want it yet.', dialog);
    await pane.locator('.facts').getByText('808099').waitFor();
    desk.complaints();
  });

  /** What is lost on the way, and what then tells that it was made. @type {[string, string, string, (desk: Desk) => Promise<void>][]} */
  const LOST = [
    ['assign', 'Reassign', 'has a new holder', (desk) => desk.hand.choose(desk.field('Holder'), 'Amélie Dubois')],
    ['unassign', 'Unassign', 'has no holder any more', async () => {}],
  ];
  for (const [endpoint, action, words, fill] of LOST)
    test(`a lost answer of ${endpoint} is found in the credential itself`, async (t) => {
      const { server, dialog, pane, ...desk } = await stage.enter(t);
      await desk.open(server.url);
      await desk.openCredential('Garden code');
      await desk.press(action, pane);
      await fill({ dialog, pane, ...desk });
      await server.fault('reset', `credentials/${endpoint}`);
      await desk.press(action, dialog);
      await desk.says(words);
      assert.equal(await dialog.count(), 0);
      desk.complaints();
    });

  test('without names it shows ids, still works, and has them with the next reload', async (t) => {
    const { server, ...desk } = await stage.enter(t);
    for (const names of ['systems', 'users', 'entrances']) await server.fault('500', `${names}/list`);
    await desk.open(server.url);
    await desk.says('Names could not be loaded');
    await desk.openCredential('Spare card');
    await desk.press('Create credential');
    await desk.hand.write(desk.field('Holder'), 'nobody');
    await desk.says('Must be a UUID', desk.dialog);
    await desk.press('Cancel', desk.dialog);
    await desk.press('Throw it away', desk.dialog);
    await desk.press('Reload');
    await desk.says('Grand Hôtel Évian', desk.pane);
    await desk.page.getByText('Names could not be loaded').waitFor({ state: 'detached' });
    desk.complaints();
  });

  test('what has no name is called by its id', async (t) => {
    const { page, server, hand, grid, pane, dialog, ...desk } = await stage.enter(t);
    const nameless = ({ display_name, ...rest }) => (display_name === 'Spare card' ? rest : { display_name, ...rest });
    await page.route(/credentials\/(list|get)/, async (route) => {
      const response = await route.fetch();
      const { acs_credentials, acs_credential, ...body } = await response.json();
      if (acs_credentials) body.acs_credentials = acs_credentials.map(nameless);
      if (acs_credential) body.acs_credential = nameless(acs_credential);
      await route.fulfill({ response, json: body });
    });
    await desk.open(`${server.url}/?q=00099`);
    await hand.press(grid.getByRole('rowheader').getByRole('link', { name: /^[\da-f]{8}…$/ }));
    for (const [action, title] of [
      ['Update', /^Update “[\da-f]{8}…”$/],
      ['Assign', /^Assign “[\da-f]{8}…”$/],
      ['Delete', /^Delete “[\da-f]{8}…”\?$/],
    ]) {
      await desk.press(action, pane);
      await dialog.getByRole('heading', { name: title }).waitFor();
      await desk.press('Cancel', dialog);
    }
    await desk.press('Delete', pane);
    await desk.press('Delete', dialog);
    await desk.says(/^“[\da-f]{8}…” was deleted\.$/);
    desk.complaints();
  });

  test('what a server should not send spoils its own row at most', async (t) => {
    const { page, server, pane, grid, ...desk } = await stage.enter(t);
    const odd = {
      'Spare card': { display_name: '  ', warnings: 'none', errors: { error_code: 'odd' } },
      'Next stay': { display_name: 7 },
    };
    const spoil = (credential) => ({ ...credential, ...odd[credential.display_name] });
    const change = {
      acs_credentials: (list) => list.map(spoil),
      acs_credential: spoil,
      acs_entrances: (list) => list.map((entrance) => ({ ...entrance, errors: 'none', warnings: [null] })),
    };
    await page.route(/credentials\/(list|get)/, async (route) => {
      const response = await route.fetch();
      const entries = Object.entries(await response.json());
      const json = Object.fromEntries(entries.map(([name, value]) => [name, change[name]?.(value) ?? value]));
      await route.fulfill({ response, json });
    });
    await desk.open(server.url);
    await desk.says('44 credentials');
    await desk.sortBy('Credential');
    await desk.row('7').waitFor();
    await desk.filter('State', 'Unassigned');
    await desk.hand.press(grid.getByRole('link', { name: /^[\da-f]{8}…$/ }));
    await desk.says('Unassigned', pane);
    await pane.locator('.doors').waitFor();
    desk.complaints();
  });

  test('a list that takes long says so', async (t) => {
    const { page, server, ...desk } = await stage.enter(t);
    // It stands, so that a slow machine does not let time pass.
    await page.clock.install({ time: 0 });
    await page.clock.pauseAt(1000);
    await page.route(/credentials\/list/, () => {});
    await page.goto(server.url);
    await desk.says('Loading…');
    await page.clock.fastForward(7000);
    assert.equal(await page.getByText('longer than usual').count(), 0);
    await page.clock.fastForward(1000);
    await desk.says('Loading… This takes longer than usual.');
  });

  test('filters are cleared of what was typed a moment before, too', async (t) => {
    const { page, server, search, button, ...desk } = await stage.enter(t);
    await page.clock.install();
    await desk.open(`${server.url}/?state=issued`);
    await search.fill('spare');
    await button('Clear filters').click();
    await page.clock.fastForward(1000);
    await desk.says('44 credentials');
    assert.equal(await search.inputValue(), '');
  });

  test('what somebody else has changed meanwhile is seen by who comes back to the tab', async (t) => {
    const { page, server, pane, ...desk } = await stage.enter(t);
    await desk.open(server.url);
    await desk.openCredential('Contractor code');
    await server.ask('/api/seam/acs/credentials/update', 'POST', { acs_credential_id: opened(page), code: '808099' });
    await comeBack(page);
    await desk.says('808099', pane);
    desk.complaints();
  });

  test('and the list, after a while', async (t) => {
    const { page, server, ...desk } = await stage.enter(t);
    await page.clock.install();
    await desk.open(server.url);
    await desk.says('44 credentials');
    const { acs_credentials } = await server.ask('/api/seam/acs/credentials/list');
    const { acs_credential_id } = acs_credentials.find(({ display_name }) => display_name === 'Spare card');
    await server.ask('/api/seam/acs/credentials/delete', 'POST', { acs_credential_id });
    const before = server.sent('list').length;
    await comeBack(page);
    await page.clock.fastForward(61_000);
    assert.equal(server.sent('list').length, before);
    await comeBack(page, 61_000);
    await desk.says('43 credentials');
    desk.complaints();
  });

  test('who gives away what has been given away meanwhile, hears of it', async (t) => {
    const { page, server, dialog, pane, ...desk } = await stage.enter(t);
    await desk.open(server.url);
    await desk.openCredential('Spare card');
    await desk.press('Assign', pane);
    await dialog.getByRole('heading', { name: 'Assign “Spare card”' }).waitFor();
    const { acs_users } = await server.ask('/api/seam/acs/users/list');
    const { acs_user_id } = acs_users.find(({ full_name }) => full_name === 'Amélie Dubois');
    await server.ask('/api/seam/acs/credentials/assign', 'POST', { acs_credential_id: opened(page), acs_user_id });
    await comeBack(page);
    await desk.says('Now held by Amélie Dubois.', dialog);
    desk.complaints();
  });

  test('what is selected is ticked, however it was selected', async (t) => {
    const { page, server, grid, ...desk } = await stage.enter(t);
    await desk.open(server.url);
    const ticks = page.locator('.table-body .tick');
    const ticked = (count) =>
      page.waitForFunction((count) => {
        const are = (what) => document.querySelectorAll(`.table-body .row${what}`).length === count;
        return are(':has(input:checked)') && are('[aria-selected="true"]');
      }, count);
    await ticks.nth(0).click();
    await ticked(1);
    await ticks.nth(3).click({ modifiers: ['Shift'] });
    await ticked(4);
    await desk.press('Clear selection');
    await ticked(0);
    for (const place of [0, 1]) await ticks.nth(place).click();
    await desk.press('Clear selection');
    await ticked(0);
    await grid.getByRole('rowheader').getByRole('link').first().focus();
    for (const count of [2, 3]) {
      await page.keyboard.press('Shift+ArrowDown');
      await ticked(count);
    }
    desk.complaints();
  });

  for (const [what, id, words] of [
    ['what is gone', '33333333-3333-3333-3333-333333333333', 'It no longer exists.'],
    ['a link that was cut off', '33333333-3333', 'This link leads to no credential.'],
  ])
    test(`${what} is closed, not tried again`, async (t) => {
      const { page, server, pane, ...desk } = await stage.enter(t);
      await page.goto(`${server.url}/?credential=${id}`);
      await desk.says(words, pane);
      assert.equal(await desk.button('Try again', pane).count(), 0);
      await desk.hand.press(pane.locator('.blank').getByRole('button', { name: 'Close' }));
      await pane.waitFor({ state: 'detached' });
    });

  test('what somebody else has deleted leaves the list, whatever one was about to do with it', async (t) => {
    const desk = await stage.enter(t);
    const { server, pane, dialog, hand } = desk;
    /** @type {[string, string, string, (() => Promise<void>)?][]} */
    const changes = [
      ['Contractor code', 'Update', 'Save changes', () => hand.write(dialog.getByLabel('PIN code'), '808099')],
      ['Garden code', 'Unassign', 'Unassign'],
      ['Spare card', 'Assign', 'Assign', () => hand.choose(desk.field('Holder'), 'Amélie Dubois')],
    ];
    await desk.open(server.url);
    for (const [name, action, send, fill] of changes) {
      await desk.openCredential(name);
      await desk.press(action, pane);
      await fill?.();
      await deleteElsewhere(desk);
      await desk.press(send, dialog);
      await desk.says('It no longer exists.', pane);
      await desk.focusOn(pane.getByRole('heading', { level: 2 }).first());
      assert.equal(await dialog.count(), 0);
      assert.equal(await desk.row(name).count(), 0);
      await hand.press(pane.locator('.blank').getByRole('button', { name: 'Close' }));
    }
    await desk.openCredential('Second card for Room 101');
    await deleteElsewhere(desk);
    await desk.press('Wait until issued', pane);
    await desk.says('It no longer exists.', dialog);
    assert.equal(await desk.button('Wait again', dialog).count(), 0);
    await desk.press('Close', dialog);
    await desk.says('It no longer exists.', pane);
    await desk.says('0 of 40 credentials');
    desk.complaints();
  });

  test('what is deleted stays away, although an answer on the way still has it', async (t) => {
    const { page, server, pane, dialog, ...desk } = await stage.enter(t);
    await desk.open(server.url);
    const answerRead = await holdBack(page, /credentials\/get/);
    const isRead = over(page, /credentials\/get/);
    const answerDelete = await deleting({ page, pane, dialog, ...desk }, 'Garden gate – family');
    answerRead();
    await isRead;
    await page.evaluate(async () => (await fetch('/favicon.svg')).text());
    assert.equal(await desk.row('Garden gate – family').count(), 0);
    answerDelete();
    await desk.says('“Garden gate – family” was deleted.');
    await desk.says('0 of 43 credentials');
    desk.complaints();
  });

  test('a deletion under way has the focus, and keeps Escape', async (t) => {
    const { page, server, pane, dialog, ...desk } = await stage.enter(t);
    await desk.open(server.url);
    const answerDelete = await deleting({ page, pane, dialog, ...desk }, 'Spare card');
    await desk.focusOn(dialog.getByRole('heading', { name: 'Delete “Spare card”?' }));
    // Text takes no focus.
    await dialog.getByText('Deleting…').click();
    for (let times = 0; times < 3; times++) await page.keyboard.press('Escape');
    await desk.says('Deleting…', dialog);
    answerDelete();
    await desk.press('Dismiss');
    await desk.focusOn(page.getByRole('heading', { name: 'Credentials', level: 1 }));
    desk.complaints();
  });

  test('a deletion that was stopped tells what is left, and goes on with it', async (t) => {
    const { page, server, dialog, ...desk } = await stage.enter(t);
    await desk.open(server.url);
    const answerDelete = await holdBack(page, /credentials\/delete/);
    await page.getByRole('checkbox', { name: 'Select all shown' }).check();
    await desk.press('Delete…');
    const isAsked = page.waitForRequest(/credentials\/delete/);
    await desk.press('Delete 44 credentials', dialog);
    await isAsked;
    await desk.press('Stop', dialog);
    answerDelete();
    await dialog.getByRole('heading', { name: 'Stopped after 4 of 44' }).waitFor();
    await desk.says('40 were not tried any more. They are in the list as before.', dialog);
    assert.equal(await dialog.locator('.icon-error').count(), 0);
    await desk.says('40 credentials');

    await server.fault('401', 'credentials/delete', 12);
    await desk.press('Delete the other 40', dialog);
    await dialog.getByRole('heading', { name: '12 of 40 could not be deleted' }).waitFor();
    assert.equal(await dialog.locator('.failures li').count(), 8);
    await desk.says('and 4 more', dialog);
    await desk.press('Try these 12 again', dialog);
    await dialog.waitFor({ state: 'detached' });
    await desk.says('No credentials yet');
    desk.complaints();
  });

  test('a change that is made ends what was said of an older failure', async (t) => {
    const desk = await stage.enter(t);
    const { server, pane, dialog, hand } = desk;
    await desk.open(server.url);
    await switchOn(desk, 'Offline');
    await desk.openCredential('Contractor code', { isWhole: false });
    await desk.says('This may be out of date.', pane);
    await desk.says('The entrances could not be loaded.', pane);
    await desk.press('Update', pane);
    await desk.press('End it', dialog);
    await hand.write(dialog.getByLabel('PIN code'), '808099');
    await desk.press('Save changes', dialog);
    await pane.getByRole('alert').first().waitFor({ state: 'detached' });
    await pane.locator('.doors').waitFor();
    assert.equal(await pane.getByText('This may be out of date.').count(), 0);
    desk.complaints();
  });

  test('a wrong address is told from a credential that is gone', async (t) => {
    const { page, server, hand, ...desk } = await stage.enter(t);
    await desk.open(server.url);
    await desk.view('Settings');
    await hand.press(page.getByRole('radio', { name: 'Live', exact: true }));
    await hand.write(page.getByLabel('Endpoint'), '/api/saem');
    await desk.press('Connect');
    await desk.says('Check the endpoint in the settings.');
    await desk.view('Credentials');
    await desk.says('The server has nothing at this address. Check the endpoint in the settings.');
    assert.equal(await page.getByText('It no longer exists.').count(), 0);
    desk.complaints();
  });

  test('a sandbox that does not answer, or another server in its place, has reset nothing', async (t) => {
    const { page, server, ...desk } = await stage.enter(t);
    await page.goto(`${server.url}/?view=settings`);
    const RESET = '**/_sandbox/reset';
    for (const [press, answer] of [
      ['Reset the sandbox', (route) => route.abort()],
      ['Try again', (route) => route.fulfill({ body: 'Welcome!' })],
    ]) {
      await page.route(RESET, answer, { times: 1 });
      const isAsked = page.waitForRequest(RESET);
      await desk.press(press);
      await isAsked;
      await desk.says('The sandbox does not answer.');
    }
    await desk.press('Try again');
    await desk.says('The sandbox is as it was in the beginning.');
    desk.complaints();
  });

  test('an empty hotel says so, and offers the first step', async (t) => {
    const { page, server, ...desk } = await stage.enter(t);
    const nothing = {
      acs_credentials: [],
      pagination: { has_next_page: false, next_page_cursor: null, next_page_url: null },
    };
    await page.route(/credentials\/list/, (route) => route.fulfill({ json: { ...nothing, ok: true } }));
    await page.goto(server.url);
    await desk.says('No credentials yet');
    await desk.hand.press(page.getByRole('main').getByRole('button', { name: 'Create credential' }));
    await desk.dialog.getByRole('heading', { name: 'New credential' }).waitFor();
    desk.complaints();
  });
});
