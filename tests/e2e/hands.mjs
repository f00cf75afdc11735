/** Two ways to do the same: with a mouse, and by keyboard alone. Journeys are written once for both. */
import assert from 'node:assert/strict';

const MOST_STOPS = 150;
const isFocused = (locator) => locator.evaluate((node) => node === document.activeElement);

const isBeforeFocus = (node) =>
  Boolean(document.activeElement.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING);

/** @param {import('playwright-core').Page} page */
const mouse = (page) => ({
  page,
  press: (locator) => locator.click(),
  choose: (select, label) => select.selectOption({ label }),
  write: (input, text) => input.fill(text),
  writeMoment: (input, { day, time }) => input.fill(`${day}T${time}`),
  toRow: (row) => row.getByRole('link').waitFor(),
  leave: (dialog) => dialog.getByRole('button', { name: 'Close' }).click(),
});

/** @param {import('playwright-core').Page} page */
function keyboard(page) {
  const key = (name) => page.keyboard.press(name);

  /** Tabs on, or back, until the locator has the focus: what Tab does not lead to cannot be used. */
  async function reach(locator) {
    await locator.waitFor();
    const way = (await locator.evaluate(isBeforeFocus)) ? 'Shift+Tab' : 'Tab';
    for (let stops = 0; stops < MOST_STOPS; stops++) {
      if (await isFocused(locator)) return;
      await key(way);
    }
    assert.fail(`Tab does not lead to ${locator}`);
  }

  /** Radios are one stop; the arrow keys go through them. */
  async function pick(radio) {
    const group = page.locator(`input[name="${await radio.getAttribute('name')}"]`);
    const checked = group.and(page.locator(':checked'));
    await reach((await checked.count()) ? checked : group.first());
    await key('Space');
    for (let left = await group.count(); left > 0 && !(await radio.isChecked()); left--) await key('ArrowDown');
    assert.ok(await radio.isChecked());
  }

  return {
    page,
    async press(locator) {
      if ((await locator.getAttribute('type')) === 'radio') return pick(locator);
      await reach(locator);
      await key((await locator.getAttribute('type')) === 'checkbox' ? 'Space' : 'Enter');
    },
    /** By the first letters of the choice, and down from there if others begin like it. */
    async choose(select, label) {
      await reach(select);
      const shown = () => select.evaluate((node) => node.selectedOptions[0]?.label.trim());
      const [letters] = /^[!-~]{0,4}/.exec(label);
      await (letters ? page.keyboard.type(letters) : key('Home'));
      for (let left = MOST_STOPS; left > 0 && (await shown()) !== label; left--) await key('ArrowDown');
      assert.equal(await shown(), label);
    },
    async write(input, text) {
      await reach(input);
      await key('Control+A');
      await page.keyboard.type(text);
      if (!text) await key('Delete');
    },
    /** As the browser's own language, American English here, has it, straight on. */
    async writeMoment(input, { day, time }) {
      await reach(input);
      const [year, month, date] = day.split('-');
      await page.keyboard.type(month + date + year);
      const [hour, minute] = time.split(':');
      await page.keyboard.type(String(hour % 12 || 12).padStart(2, '0') + minute + (hour < 12 ? 'A' : 'P'));
    },
    /** The table is one stop; the arrow keys go through its rows. */
    async toRow(row) {
      const link = row.getByRole('link');
      await reach(page.getByRole('grid').locator('a[tabindex="0"]'));
      await key('Home');
      const count = Number(await page.getByRole('grid').getAttribute('aria-rowcount'));
      for (let left = count; left > 0; left--) {
        if ((await link.count()) && (await isFocused(link))) return;
        await key('ArrowDown');
      }
      assert.fail(`the arrow keys do not lead to ${row}`);
    },
    leave: () => key('Escape'),
  };
}

export const HANDS = { mouse, keyboard };
