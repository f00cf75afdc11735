/** Each task of the front desk, by mouse and by keyboard alone, on a telephone and at a desk. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ABREAST, EVERYBODY, holdBack, stageOf } from './stage.mjs';

const stage = stageOf();

/** @type {Record<string, (desk: Awaited<ReturnType<typeof stage.enter>>) => Promise<void>>} */
const TASKS = {
  async 'finds by search, filter and order, all of it in the address'({ page, hand, ...desk }) {
    await desk.says('44 credentials');
    await desk.searchFor('amelie');
    await desk.search.press('ArrowDown');
    await desk.focusOn(desk.grid.getByRole('rowheader').getByRole('link').first());
    await desk.filter('Access system', 'Conference Centre Évian');
    await page.waitForURL(/system=/);
    await desk.row('Speaker tag').waitFor();
    await desk.row('Spare card').waitFor({ state: 'detached' });
    await desk.sortBy('Credential', 'Credential, A to Z');
    await page.waitForURL(/sort=name/);
    const expected = ['Auditorium PIN', 'Meeting room PIN – late hours', 'Speaker tag'];
    const shown = (await desk.names()).filter((name) => expected.includes(name));
    assert.deepEqual(shown, expected);
    await page.reload();
    await desk.row('Speaker tag').waitFor();
    assert.equal(await desk.search.inputValue(), 'amelie');
    assert.deepEqual(
      (await desk.names()).filter((name) => expected.includes(name)),
      expected,
    );

    await desk.sortBy('Credential', 'Credential, Z to A');
    await page.waitForURL(/sort=-name/);
    await desk.searchFor('nobody is called that');
    await desk.says('Nothing found');
    await hand.press(desk.button('Clear filters').last());
    await desk.says('44 credentials');
    await desk.filter('Method', 'Cloud key');
    await desk.filter('State', 'Issued');
    await desk.row('Hạnh – from anywhere').waitFor();
    assert.equal(await desk.row('Room 101 – Amélie Dubois').count(), 0);
    const methods = await page.getByLabel('Method', { exact: true }).locator('option').allInnerTexts();
    assert.deepEqual(methods.slice(1), ['PIN code', 'Card', 'Mobile key', 'Cloud key', 'Face scan']);
    await desk.sortBy('Credential', 'Newest first');
    await page.waitForURL((url) => [null, '-created'].includes(url.searchParams.get('sort')));
    assert.equal(await desk.grid.locator('[aria-sort]').count(), 0);
  },

  async 'reads what is the matter, and copies the JSON'({ page, hand, pane, ...desk }) {
    await desk.openCredential('Garden code');
    await page.waitForURL(/credential=/);
    const text = await pane.innerText();
    for (const part of ['Another code was set', '1234', '60818', 'Give the holder the new code', 'Puerta del jardín'])
      assert.ok(text.includes(part), part);
    await desk.press('Copy PIN code', pane);
    await desk.says('Copied.');
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '60818');
    const json = pane.getByText('Raw JSON', { exact: true }).first();
    await hand.press(json);
    await hand.press(desk.button('Copy', pane));
    await desk.says('Copied.');
    const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    assert.equal(copied.display_name, 'Garden code');
    await page.goBack();
    await pane.waitFor({ state: 'detached' });
    await page.goForward();
    await desk.title('Garden code').waitFor();
    await hand.press(desk.button('Close', pane));
    const link = desk.row('Garden code').getByRole('link');
    await desk.focusOn(link);
    assert.match(await desk.described(link), /Warning.*Δημήτρης Παπαδόπουλος.*Ends in/);
    // To close it is the way back: the way forward opens it again.
    await page.goForward();
    await desk.title('Garden code').waitFor();
  },

  async 'creates with what it says while one types'({ server, hand, dialog, field, ...desk }) {
    await desk.press('Create credential');
    await hand.choose(field('Access system'), 'Head Office – Brivo');
    await hand.choose(field('Holder'), 'Nguyễn Thị Hạnh');
    await hand.press(desk.radio('PIN code'));
    const code = dialog.getByRole('textbox', { name: /PIN code/ });
    await hand.write(code, '12a4');
    await desk.says('Must be digits only', dialog);
    assert.match(await desk.described(code), /Error: Must be digits only/);
    assert.equal(await code.getAttribute('aria-invalid'), 'true');
    await desk.says('1 problem', dialog);
    await desk.press('Create credential', dialog);
    await desk.focusOn(code);
    assert.equal(server.sent('create').length, 0);

    await hand.write(code, '12');
    await hand.writeMoment(dialog.getByLabel('Valid until'), { day: '2031-06-01', time: '12:00' });
    await desk.says('4 to 9 digits', dialog.locator('.issue.warning'));
    await desk.press('Generate', dialog);
    const made = await code.inputValue();
    assert.match(made, /^\d{4,9}$/);
    await desk.says('No problems', dialog);
    await desk.press('Create credential', dialog);
    await desk.says(/was created/);
    await desk.title('Nguyễn Thị Hạnh – code').waitFor();
    const [{ body }] = server.sent('create');
    assert.deepEqual([body.code, body.ends_at], [made, '2031-06-01T12:00:00-06:00'], 'noon in Denver');
  },

  async 'follows the brand of the access system'({ server, hand, dialog, field, ...desk }) {
    await desk.press('Create credential');
    assert.equal(await desk.radio('RFID 48').count(), 0);
    await hand.choose(field('Access system'), 'Grand Hôtel Évian – Visionline');
    await hand.choose(field('Holder'), 'Amélie Dubois');
    await hand.press(desk.radio('Mobile key'));
    const phones = dialog.getByRole('checkbox', { name: 'Works on all phones of its holder' });
    await hand.press(phones);
    await desk.press('Switch it on', dialog);
    assert.ok(await phones.isChecked());
    assert.equal(await desk.radio('Staff').count(), 0, 'a mobile key is a guest’s');
    await hand.press(desk.radio('PIN code'));
    await desk.says('Visionline asks for it whatever the method.', dialog);
    await desk.says('not by PIN code', dialog);
    assert.equal(await dialog.getByText('Works beside these cards').count(), 0);
    await hand.press(desk.radio('Card'));
    await desk.says('Works beside these cards', dialog);
    await hand.press(desk.radio('RFID 48'));
    await hand.press(dialog.getByRole('checkbox', { name: 'Works beside the cards' }));
    await hand.press(dialog.getByRole('checkbox', { name: 'Room 101', exact: true }).first());
    await desk.press('Create credential', dialog);
    await desk.says(/was created/);
    const [{ body }] = server.sent('create');
    assert.deepEqual(body.visionline_metadata, { card_format: 'rfid48', card_function_type: 'guest', auto_join: true });
    assert.equal(body.allowed_acs_entrance_ids.length, 1);
    await desk.says('Room 101', desk.pane.locator('.doors'));
  },

  async 'learns from the server what it refuses'({ server, hand, dialog, field, ...desk }) {
    await desk.press('Create credential');
    await hand.choose(field('Access system'), 'Head Office – Brivo');
    await hand.choose(field('Holder'), 'Nguyễn Thị Hạnh');
    await hand.press(desk.radio('Cloud key'));
    await server.fault('validation', 'credentials/create');
    await desk.press('Create credential', dialog);
    await desk.focusOn(field('Access system'));
    assert.match(await desk.described(field('Access system')), /Required/);
    await desk.says('visionline_metadata.override', dialog.locator('.homeless'));
    await desk.says('Correct what is marked and try again.', dialog);
    await desk.press('Create credential', dialog);
    await desk.says(/was created/);
    assert.equal(server.sent('create').length, 2);
  },

  async 'changes a code, where there is something to change'({ server, hand, pane, dialog, ...desk }) {
    await desk.openCredential('Old sauna card');
    await desk.says('There is nothing to do', pane);
    assert.equal(await pane.getByRole('group', { name: 'Actions' }).count(), 0);
    await hand.press(desk.button('Close', pane));
    await desk.openCredential('Auditorium PIN');
    await desk.says('both set in Salto KS', pane);
    assert.equal(await desk.button('Update', pane).count(), 0);
    await hand.press(desk.button('Close', pane));
    await desk.openCredential('Contractor code');
    await desk.press('Update', pane);
    await desk.says('Nothing is changed yet', dialog);
    await hand.write(dialog.getByRole('textbox', { name: /PIN code/ }), '808099');
    await desk.press('Save changes', dialog);
    await desk.says('“Contractor code” was updated.');
    await desk.says('808099', pane);
    await desk.focusOn(desk.button('Update', pane));
    assert.deepEqual(Object.keys(server.sent('update')[0].body).sort(), ['acs_credential_id', 'code']);
    assert.equal(await dialog.count(), 0);
  },

  async 'goes back from a dialog, and is asked before what was entered is lost'({ page, hand, pane, dialog, ...desk }) {
    const code = dialog.getByRole('textbox', { name: /PIN code/ });
    await desk.openCredential('Contractor code');
    await desk.press('Update', pane);
    await dialog.waitFor();
    await page.goBack();
    await dialog.waitFor({ state: 'detached' });
    await desk.focusOn(desk.button('Update', pane));

    await desk.press('Update', pane);
    await hand.write(code, '808099');
    await page.goBack();
    await desk.says('What you have entered is not saved.', dialog);
    await desk.press('Keep editing', dialog);
    await desk.focusOn(code);
    assert.equal(await code.inputValue(), '808099');
    await hand.leave(dialog);
    await desk.focusOn(desk.button('Keep editing', dialog));
    await page.keyboard.press('Escape');
    await desk.press('Throw it away', dialog);
    await dialog.waitFor({ state: 'detached' });
    await desk.focusOn(desk.button('Update', pane));

    // The way forward to a dialog that is closed leads nowhere, and the way back from there is the page's own.
    await page.goForward();
    await page.goBack();
    await pane.waitFor({ state: 'detached' });
    await page.goForward();
    await pane.waitFor();

    // A page that is loaded anew throws away what was entered as well.
    await desk.press('Update', pane);
    await hand.write(code, '808099');
    const asked = page.waitForEvent('dialog');
    await page.evaluate(() => void setTimeout(() => location.reload()));
    await (await asked).dismiss();
    assert.equal((await asked).type(), 'beforeunload');
    assert.equal(await code.inputValue(), '808099');
    await hand.leave(dialog);
    await desk.press('Throw it away', dialog);

    // No step of a dialog is left on the way back, not even if the page was loaded anew meanwhile.
    await desk.press('Update', pane);
    await dialog.waitFor();
    await page.reload();
    await pane.waitFor();
    await page.goBack();
    await pane.waitFor({ state: 'detached' });
    await page.reload();
    await desk.press('Create credential');
    await dialog.waitFor();
    await page.goBack();
    await dialog.waitFor({ state: 'detached' });
    await desk.says('1 of 44 credentials');
  },

  async 'gives it to somebody and takes it back'({ server, hand, pane, dialog, ...desk }) {
    await desk.openCredential('Contractor code');
    await desk.press('Assign', pane);
    await desk.press('Assign', dialog);
    await desk.says('Choose who receives it.', dialog);
    assert.equal(server.sent('assign').length, 0);
    await hand.choose(desk.field('Holder'), 'Nguyễn Thị Hạnh');
    await desk.press('Assign', dialog);
    await desk.says('has a new holder');
    await desk.says('Nguyễn Thị Hạnh', pane);
    await desk.focusOn(desk.button('Reassign', pane));

    await desk.press('Reassign', pane);
    await dialog.getByRole('heading', { name: 'Reassign “Contractor code”' }).waitFor();
    await desk.says('Now held by Nguyễn Thị Hạnh.', dialog);
    const offered = await desk.field('Holder').locator('option').allInnerTexts();
    assert.ok(offered.includes('Amélie Dubois') && !offered.includes('Nguyễn Thị Hạnh'), String(offered));
    await desk.press('Cancel', dialog);

    await desk.press('Unassign', pane);
    await desk.says('Nguyễn Thị Hạnh can no longer use it', dialog);
    await desk.press('Unassign', dialog);
    await desk.says('has no holder any more');
    await desk.says('Nobody', pane);
  },

  async 'deletes what it names, or does not'({ server, page, pane, dialog, ...desk }) {
    await desk.find('Spare card');
    const step = await page.evaluate(() => navigation.currentEntry.index);
    await desk.openCredential('Spare card');
    await desk.press('Delete', pane);
    await dialog.getByRole('heading', { name: 'Delete “Spare card”?' }).waitFor();
    await desk.says('Nobody · Grand Hôtel Évian · No end', dialog);
    await desk.focusOn(desk.button('Cancel', dialog));
    await desk.press('Cancel', dialog);
    await desk.focusOn(desk.button('Delete', pane));
    assert.equal(server.sent('delete').length, 0);
    await desk.press('Delete', pane);
    await desk.press('Delete', dialog);
    await desk.says('“Spare card” was deleted.');
    await pane.waitFor({ state: 'detached' });
    await desk.says('0 of 43 credentials');
    await page.waitForFunction((step) => navigation.currentEntry.index === step, step);
  },

  async 'deletes several, and tries again what failed'({ server, page, dialog, ...desk }) {
    const all = page.getByRole('checkbox', { name: 'Select all shown' });
    await desk.hand.press(all);
    await desk.says('44 selected');
    await desk.press('Clear selection');
    await desk.focusOn(all);
    await desk.searchFor('PIN');
    const names = ['Auditorium PIN', 'Meeting room PIN – late hours'];
    for (const name of names) await desk.tick(name);
    await desk.says('2 selected');
    await server.fault('401', 'credentials/delete');
    await desk.press('Delete…');
    await dialog.getByRole('heading', { name: 'Delete 2 credentials?' }).waitFor();
    for (const name of names) await desk.says(name, dialog);
    await desk.says(/Amélie Dubois\s·\sConference Centre Évian\s·\sNo end/, dialog);
    await desk.press('Delete 2 credentials', dialog);
    await dialog.getByRole('heading', { name: '1 of 2 could not be deleted' }).waitFor();
    await desk.says('does not accept', dialog);
    await desk.says('1 selected');
    await desk.press('Try again', dialog);
    await dialog.waitFor({ state: 'detached' });
    await desk.says(/was deleted/);
    for (const name of names) assert.equal(await desk.row(name).count(), 0);
    assert.equal(server.sent('delete').length, 3);
    assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), 'BODY');

    // The row that takes the place of one that is gone is where one goes on.
    await desk.searchFor('');
    const rows = await desk.names();
    await desk.tick('Next stay');
    await desk.press('Delete…');
    await desk.press('Delete', dialog);
    await desk.focusOn(desk.row(rows[rows.indexOf('Next stay') + 1]).getByRole('link'));
  },

  async 'waits until it is issued, or stops waiting'({ server, pane, dialog, ...desk }) {
    await desk.openCredential('Luggage gate – Maria');
    await desk.says('Sync not known', pane);
    assert.equal(await pane.locator('.actions .primary').count(), 0, 'nobody is told to wait for what is in trouble');
    await desk.hand.press(desk.button('Close', pane));
    await desk.openCredential('Phone key for Room 102');
    await desk.says('It opens no door yet. The key arrives when its holder opens the app.', pane);
    assert.match(await desk.button('Wait until issued', pane).getAttribute('class'), /primary/);
    await desk.hand.press(desk.button('Close', pane));
    await desk.openCredential('Second card for Room 101');
    const answer = await holdBack(desk.page, /credentials\/get/, 1);
    await desk.press('Wait until issued', pane);
    await dialog.getByRole('heading', { name: 'Waiting for “Second card for Room 101”' }).waitFor();
    await dialog.getByRole('progressbar').waitFor();
    await desk.says(/asked 1 time/, dialog);
    await desk.press('Stop waiting', dialog);
    answer();
    await desk.focusOn(desk.button('Wait until issued', pane));
    await desk.hand.press(desk.button('Close', pane));

    await server.createCard({ starts_at: '2031-06-01T12:00:00Z' });
    await desk.press('Reload');
    await desk.openCredential('Łukasz Wójcik – card');
    await desk.press('Wait until issued', pane);
    await dialog.getByRole('heading', { name: '“Łukasz Wójcik – card” is issued' }).waitFor();
    await desk.says(/It opens its doors from .*2031.* on\./, dialog);
    await desk.press('Done', dialog);
    await desk.says('Issued', pane);
    assert.equal(await desk.button('Wait until issued', pane).count(), 0);
  },

  async 'tries JSON in the playground'({ page, hand, ...desk }) {
    await desk.view('Playground');
    const text = page.getByRole('textbox', { name: 'JSON' });
    const found = page.getByRole('list', { name: 'Issues' });
    await hand.choose(page.getByLabel('Model'), 'update');
    await hand.write(
      text,
      '{ "acs_credential_id": "6a0f1c9e-4b1e-4a52-9d0f-0d2c7b1f4f10",\n  "code": "12a4", "endsAt": "x" }',
    );
    await desk.says('1 error, 1 warning');
    await desk.says('2:3', found);
    await desk.says(/^[\d.]+ (µs|ms)$/);
    await hand.press(found.getByRole('button', { name: /code.*Must be digits only/ }));
    await desk.focusOn(text);
    const marked = await text.evaluate((node) => node.value.slice(node.selectionStart, node.selectionEnd));
    assert.equal(marked, '"code": "12a4"');
    await desk.press('Use “ends_at”', found);
    assert.match(await text.inputValue(), /"ends_at": "x"/);
    await desk.says('2 errors');
    await desk.press('Copy');
    const call = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(call, /credentials\.update\(\{\n {2}acs_credential_id: /);
    await hand.write(text, '{ "code": }');
    await desk.says('1:11', found);
    assert.ok(await desk.button('Format').isDisabled());
    await desk.press('Good sample');
    await desk.says('Nothing to complain about');
    const sample = await text.inputValue();
    await desk.press('Back to my text');
    await desk.focusOn(text);
    assert.equal(await text.inputValue(), '{ "code": }');
    const inOneLine = sample.replaceAll(/\n */g, ' ');
    await hand.write(text, inOneLine);
    await desk.press('Format');
    assert.equal(await text.inputValue(), sample);
    await desk.press('Back to my text');
    assert.equal(await text.inputValue(), inOneLine);
    assert.equal(await desk.button('Back to my text').count(), 0);
  },

  async 'chooses the server, and is warned of keys'({ server, page, hand, ...desk }) {
    await desk.view('Settings');
    await hand.press(page.getByRole('radio', { name: 'Live', exact: true }));
    await desk.view('Credentials');
    await desk.view('Settings');
    assert.ok(await page.getByRole('radio', { name: 'Sandbox', exact: true }).isChecked(), 'nothing is connected yet');
    await hand.press(page.getByRole('radio', { name: 'Live', exact: true }));
    await hand.write(page.getByLabel('Endpoint'), '');
    await desk.press('Connect');
    await desk.focusOn(page.getByLabel('Endpoint'));
    assert.match(await desk.described(page.getByLabel('Endpoint')), /Endpoint is empty\./);
    await hand.choose(page.getByLabel('Kind of credentials'), 'API key');
    await desk.says('Keys do not belong in pages');
    await hand.write(page.getByLabel('Endpoint'), server.url);
    await hand.write(page.getByLabel('Token'), 'seam_pk_1');
    await desk.press('Connect');
    await desk.focusOn(page.getByLabel('Token'));
    assert.equal(await page.getByLabel('Token').getAttribute('aria-invalid'), 'true');
    assert.match(await desk.described(page.getByLabel('Token')), /Token is a publishable key/);
    await hand.write(page.getByLabel('Token'), 'seam_test_1');
    await desk.press('Connect');
    await desk.says('Connected: the server answers.');
    await desk.view('Credentials');
    await desk.says('44 credentials');
    const places = await page.evaluate(() => [location.href, localStorage.length, JSON.stringify(sessionStorage)]);
    assert.doesNotMatch(places[0], /seam_test_1/);
    assert.equal(places[1], 0);
    assert.match(places[2], /seam_test_1/);
    const { headers } = server.sent('list').at(-1);
    assert.equal(headers.authorization, 'Bearer seam_test_1');
    await desk.view('Settings');
    await hand.press(page.getByRole('radio', { name: 'Sandbox', exact: true }));
    await desk.says('Back in the sandbox.');
    assert.doesNotMatch(await page.evaluate(() => JSON.stringify(sessionStorage)), /seam_test_1/);
  },
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

test('a list that becomes narrow keeps what is opened in sight, and a view is come back to as it was left', async (t) => {
  const { page, server, grid, pane, ...desk } = await stage.enter(t, { screen: { width: 1024, height: 768 } });
  await desk.open(server.url);
  await desk.says('44 credentials');
  const scroller = page.locator('.scroller');
  await scroller.evaluate((node) => node.scrollTo(0, 1400));
  // The last row that is seen in whole.
  const last = grid.locator('[aria-rowindex="32"]');
  await last.getByRole('link').click();
  await pane.waitFor();
  await page.waitForFunction(() => {
    const [box, row] = ['.is-cards', '.row.is-open'].map((one) => document.querySelector(one)?.getBoundingClientRect());
    return row?.top >= box?.top && row?.bottom <= box?.bottom;
  });
  await desk.press('Close', pane);
  await page.locator('.scroller:not(.is-cards)').waitFor();
  await desk.focusOn(last.getByRole('link'));
  const top = await scroller.evaluate((node) => node.scrollTop);
  assert.ok(top > 600);
  await desk.view('Settings');
  await page.goBack();
  await page.waitForFunction((top) => document.querySelector('.scroller')?.scrollTop === top, top);
  desk.complaints();
});

test('a pane that covers the list has the focus, and so it has from the skip link', async (t) => {
  const { page, server, search, ...desk } = await stage.enter(t);
  await desk.open(server.url);
  await desk.openCredential('Garden code');
  await search.focus();
  await page.setViewportSize({ width: 390, height: 844 });
  const title = desk.title('Garden code');
  await desk.focusOn(title);
  await page.keyboard.press('Shift+Tab');
  await desk.focusOn(page.getByRole('link', { name: 'Skip to the content' }));
  await page.keyboard.press('Enter');
  await desk.focusOn(title);
  desk.complaints();
});

test('the playground tells of JSON that lies too deep within itself, and goes on', async (t) => {
  const { page, server, ...desk } = await stage.enter(t);
  await page.goto(`${server.url}/?view=playground`);
  const text = page.getByRole('textbox', { name: 'JSON' });
  for (const depth of [150, 3000]) {
    await text.fill('{"x":'.repeat(depth) + '1' + '}'.repeat(depth));
    await desk.says('Nests deeper than 100');
  }
  assert.ok(await desk.button('Format').isDisabled());
  await desk.says('// Once the text is JSON that can be read');
  await desk.view('Settings');
  await desk.view('Playground');
  await desk.press('Good sample');
  await desk.says('Nothing to complain about');
  desk.complaints();
});
