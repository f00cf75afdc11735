/** The main tasks of the front desk in Firefox and WebKitGTK, by pointer and by keyboard. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startSandbox } from '../sandbox/server.mjs';
import { SCREENS, folder } from './stage.mjs';
import { startBrowser } from './webdriver.mjs';

const ENTER = '\uE007';
const ESCAPE = '\uE00C';
const [, DESK] = SCREENS;

// These run in the page. The dialog lies above all else.
const inSight = (selector, words) => {
  const place = document.querySelector('dialog[open]') ?? document;
  const nameOf = (node) => node.getAttribute('aria-label') ?? node.textContent.trim();
  return [...place.querySelectorAll(selector)].find(
    (node) => node.getClientRects().length && (!words || nameOf(node) === words),
  );
};
const says = (words) => document.body.innerText.includes(words);
const labelled = (words) => {
  const label = [...document.querySelectorAll('dialog label[for]')].find((node) =>
    node.textContent.trim().startsWith(words),
  );
  return label && document.getElementById(label.htmlFor);
};
const choice = (words, option) => {
  const label = [...document.querySelectorAll('dialog label')].find((node) => node.textContent.trim() === words);
  const select = label && document.getElementById(label.htmlFor);
  const wanted = [...(select?.options ?? [])].find((one) => one.label.trim() === option);
  if (!wanted) return false;
  select.value = wanted.value;
  return select.dispatchEvent(new Event('change', { bubbles: true }));
};
const isFocused = (selector) => document.activeElement.matches(selector);

for (const engine of ['firefox', 'webkit'])
  describe(`in ${engine}, somebody`, { timeout: 120_000 }, () => {
    let sandbox;
    let browser;
    before(async () => {
      sandbox = await startSandbox({ www: folder('www'), pkg: folder('pkg') });
      browser = await startBrowser(engine);
      await browser.resize(DESK.width, DESK.height);
    });
    after(async () => {
      await browser?.close();
      await sandbox?.close();
    });

    const press = async (selector, words) => browser.click(await browser.until(inSight, selector, words));
    const sees = (words) => browser.until(says, words);
    const open = async (search = '') => {
      // A dialog that has closed takes its step of the history back in the browser's own time, or else from the page to come.
      await browser.until(() => !history.state?.isAbove);
      await browser.open(`${sandbox.url}/${search}`);
      await browser.until(inSight, '[role="rowheader"] a');
    };

    test('finds one, reads it and comes back', async () => {
      await open();
      await sees('44 credentials');
      await browser.type(await browser.until(inSight, 'input[type="search"]'), 'garden code');
      await sees('1 of 44 credentials');
      await press('[role="rowheader"] a', 'Garden code');
      await sees('Give the holder the new code');
      await sees('Puerta del jardín');
      await browser.until(isFocused, '#detail-title');
      await browser.press(ESCAPE);
      await browser.until(isFocused, '[role="rowheader"] a');
      await browser.press(ENTER);
      await browser.until(isFocused, '#detail-title');
    });

    test('creates one, told what is wrong while typing', async () => {
      await open();
      await press('button', 'Create credential');
      await browser.until(choice, 'Access system', 'Head Office – Brivo');
      await browser.until(choice, 'Holder', 'Nguyễn Thị Hạnh');
      await press('label', 'PIN code');
      const code = await browser.until(labelled, 'PIN code');
      await browser.type(code, '12a4');
      await sees('Must be digits only');
      await browser.press(ENTER);
      await browser.until(isFocused, '[aria-invalid="true"]');
      await browser.type(code, '\uE003\uE003');
      await browser.type(code, '567');
      await browser.press(ENTER);
      await sees('“Nguyễn Thị Hạnh – code” was created.');
      const { body } = sandbox.requests.findLast(({ path }) => path === '/acs/credentials/create');
      assert.equal(body.code, '12567');
    });

    test('deletes one after being asked, and may go back', async () => {
      await open('?q=spare+card');
      await press('[role="rowheader"] a', 'Spare card');
      await press('aside button', 'Delete');
      await sees('Delete “Spare card”?');
      await browser.until(() => history.back() ?? true);
      await browser.until(() => !document.querySelector('dialog') && document.querySelector('#action-delete') !== null);
      await press('aside button', 'Delete');
      await sees('Delete “Spare card”?');
      await press('button', 'Delete');
      await sees('“Spare card” was deleted.');
      // The steps back, of the dialog and of the pane, take their time: another page opened meanwhile would be left again.
      await browser.until(() => history.state === null);
    });

    test('sees faults, and ends them', async () => {
      await open();
      await press('nav a', 'Settings');
      await press('label', 'Server errors');
      await press('nav a', 'Credentials');
      await press('button', 'Reload');
      await sees('The server has a problem of its own.');
      await press('button', 'End it');
      await press('button', 'Try again');
      await browser.until((words) => !document.body.innerText.includes(words), 'problem of its own');
    });

    test('checks JSON in the playground', async () => {
      await browser.open(`${sandbox.url}/?view=playground`);
      await browser.until(inSight, '#playground-text');
      await press('button', 'Good sample');
      await sees('Nothing to complain about');
      await press('button', 'Faulty sample');
      await browser.until(() => document.querySelectorAll('.found .at').length > 5);
    });
  });
