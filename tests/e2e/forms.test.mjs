/** What a form says of what is entered, and what becomes of it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ABREAST, stageOf } from './stage.mjs';

const stage = stageOf();

/** A desk with the form open that changes a credential. */
async function updating(t, name) {
  const desk = await stage.enter(t);
  await desk.open(desk.server.url);
  await desk.openCredential(name);
  await desk.press('Update', desk.pane);
  await desk.dialog.waitFor();
  return desk;
}

describe('a form', ABREAST, () => {
  test('tells of a year that no clock shows, and goes on', async (t) => {
    const { server, dialog, ...desk } = await updating(t, 'Contractor code');
    const end = dialog.getByLabel('Valid until');
    await end.fill('202612-12-05T12:00');
    await desk.says('Day or time is incomplete.', dialog);
    await end.fill('2031-12-05T12:00');
    await desk.says('No problems', dialog);
    await desk.press('Save changes', dialog);
    await desk.says('“Contractor code” was updated.');
    assert.match(server.sent('update')[0].body.ends_at, /^2031-12-05T12:00:00/);
    desk.complaints();
  });

  test('offers no end after the last one that there is', async (t) => {
    const { dialog, page, ...desk } = await stage.enter(t);
    await desk.open(desk.server.url);
    await desk.press('Create credential');
    await dialog.getByLabel('Valid from').fill('9999-12-31T13:00');
    await desk.says('Must be later than the start.', dialog);
    assert.equal(await dialog.getByRole('button', { name: /^Use/ }).count(), 0);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await desk.press('Throw it away', dialog);
    desk.complaints();
  });

  /** How one sends without leaving the field first: then the warning would have been seen. */
  const WAYS = {
    click: (desk) => desk.press('Save changes', desk.dialog),
    Enter: ({ page }) => page.keyboard.press('Enter'),
  };
  for (const [way, send] of Object.entries(WAYS))
    test(`shows a warning before it sends, by ${way}`, async (t) => {
      const { server, ...desk } = await updating(t, 'Contractor code');
      const code = desk.dialog.getByLabel('PIN code');
      assert.match(await desk.described(code), /4 to 9 digits\./);
      await code.fill('12');
      assert.equal(await desk.dialog.getByText('No problems').count(), 0);
      await send(desk);
      await desk.says('Should have 4 to 9 digits', desk.dialog);
      await desk.says('1 warning', desk.dialog);
      await desk.focusOn(code);
      assert.equal(server.sent('update').length, 0);
      await send(desk);
      await desk.says('“Contractor code” was updated.');
      assert.equal(server.sent('update')[0].body.code, '12');
      desk.complaints();
    });

  test('looks for one of many as the list does: accents do not matter, nor how words stand', async (t) => {
    const { dialog, ...desk } = await stage.enter(t, { credentials: 1000 });
    await desk.open(desk.server.url);
    await desk.says('1,000 credentials');
    await desk.press('Create credential');
    await desk.hand.choose(desk.field('Access system'), 'Grand Hôtel Évian – Visionline');
    const cards = dialog.getByRole('group', { name: /^Works beside these cards/ });
    const found = () => cards.locator('.check').allInnerTexts();
    const sought = cards.getByRole('searchbox');
    await sought.fill('101  amelie');
    assert.deepEqual(await found(), ['Room 101 – Amélie Dubois']);
    await sought.fill('nobody is called that');
    await desk.says('Nothing found', cards.getByRole('status'));
    assert.deepEqual(await found(), []);
    desk.complaints();
  });

  test('says one thing of one mistake', async (t) => {
    const { page, dialog, ...desk } = await updating(t, 'Garden code');
    await dialog.getByLabel('Valid until').focus();
    await page.keyboard.press('Delete');
    await desk.says('Day or time is incomplete.', dialog);
    await desk.says('1 problem', dialog);
    assert.equal(await dialog.locator('.issue').count(), 1);
    desk.complaints();
  });
});
