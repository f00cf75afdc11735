/** Every view, light and dark, on a telephone and at a desk: without a complaint of axe, nothing cut off, and as a picture. */
import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { cutFilters, cutStates, cutTexts, noise, overflow, overlaps, strays } from './measures.mjs';
import { ABREAST, SCREENS, folder, holdBack, stageOf } from './stage.mjs';

const PICTURES = folder('target/screenshots');
/** A4 with its margins. */
const PAPER = { width: 718, height: 1047 };
const AXE = await readFile(folder('node_modules/axe-core/axe.min.js'), 'utf8');
const WIDTHS = [320, 360, 390, 768, 800, 1024, 1200, 1280, 1920, 2560];

const stage = stageOf();
before(() => mkdir(PICTURES, { recursive: true }));

/** @typedef {Awaited<ReturnType<typeof stage.enter>>} Desk */
const held = (path) => (desk) => desk.page.route(path, () => {});
const brand = (system) => async (desk) => {
  await desk.press('Create credential');
  await desk.hand.choose(desk.field('Access system'), system);
};

/**
 * What is done before the page is opened (`first`), and what then leads to the view.
 *
 * @type {Record<string, { first?: (desk: Desk) => Promise<unknown>, search?: string, lead?: (desk: Desk) => Promise<unknown> }>}
 */
const VIEWS = {
  list: {},
  'list, ticked': {
    async lead(desk) {
      for (const name of ['Next stay', 'Replacement key']) await desk.tick(name);
    },
  },
  'list, filters': { lead: (desk) => desk.filter('State', 'Needs attention') },
  'list, loading': { first: held(/credentials\/list/), search: '?nothing', lead: (desk) => desk.says('Loading…') },
  'list, nothing found': { search: '?q=nobody', lead: (desk) => desk.says('Nothing found') },
  'list, failed': {
    first: ({ server }) => server.fault('401', 'credentials/list'),
    lead: (desk) => desk.says('could not be loaded'),
  },
  'list, no names': {
    first: ({ server }) => server.fault('500', 'users/list'),
    lead: (desk) => desk.says('Names could not be loaded'),
  },
  'list, empty': {
    first: ({ page }) =>
      page.route(/credentials\/list/, (route) =>
        route.fulfill({
          json: {
            acs_credentials: [],
            pagination: { has_next_page: false, next_page_cursor: null, next_page_url: null },
          },
        }),
      ),
    lead: (desk) => desk.says('No credentials yet'),
  },
  'detail, another code': { lead: (desk) => desk.openCredential('Garden code') },
  'detail, errors': { lead: (desk) => desk.openCredential('Luggage gate – Maria') },
  'detail, changes on their way': {
    async lead(desk) {
      await desk.openCredential('Staff Room 7 – being reassigned');
      const widths = await desk.pane.locator('.facts dd').evaluateAll((nodes) => nodes.map((node) => node.clientWidth));
      assert.ok(Math.min(...widths) > 120, 'every fact has room');
    },
  },
  'detail, JSON': {
    async lead(desk) {
      await desk.openCredential('Room 101 – Amélie Dubois');
      await desk.pane.getByText('Raw JSON', { exact: true }).first().click();
    },
  },
  'detail, failed': {
    search: '?credential=33333333-3333-3333-3333-333333333333',
    lead: (desk) => desk.says('could not be loaded', desk.pane),
  },
  'detail, a link cut off': {
    search: '?credential=33333333-3333',
    lead: (desk) => desk.says('This link leads to no credential.', desk.pane),
  },
  'create, Visionline': { lead: brand('Grand Hôtel Évian – Visionline') },
  'create, Latch': { lead: brand('Residences on 5th – Latch') },
  'create, problems': {
    async lead(desk) {
      await brand('Grand Hôtel Évian – Visionline')(desk);
      await desk.press('Create credential', desk.dialog);
      await desk.says(/\d problems/, desk.dialog);
    },
  },
  'create, answer lost': {
    async lead(desk) {
      await brand('Head Office – Brivo')(desk);
      await desk.hand.choose(desk.field('Holder'), 'Nguyễn Thị Hạnh');
      await desk.hand.press(desk.radio('Cloud key'));
      await desk.server.fault('reset', 'credentials/create');
      await desk.press('Create credential', desk.dialog);
      await desk.says(/New in the list since then/, desk.dialog);
    },
  },
  update: { lead: (desk) => opened(desk, 'Garden code', 'Update') },
  'update, not saved': {
    async lead(desk) {
      await newCode(desk, '808099');
      await desk.press('Cancel', desk.dialog);
      await desk.says('What you have entered is not saved.', desk.dialog);
    },
  },
  'update, answer lost': {
    async lead(desk) {
      await newCode(desk, '808099');
      await desk.server.fault('500', 'credentials/update');
      await desk.press('Save changes', desk.dialog);
      await desk.says(/It was looked at again just now/, desk.dialog);
    },
  },
  'update, a warning': {
    async lead(desk) {
      await newCode(desk, '12');
      await desk.press('Save changes', desk.dialog);
      await desk.says('1 warning', desk.dialog);
    },
  },
  assign: { lead: (desk) => opened(desk, 'Spare card', 'Assign') },
  unassign: { lead: (desk) => opened(desk, 'Garden code', 'Unassign') },
  delete: { lead: (desk) => opened(desk, 'Spare card', 'Delete') },
  'delete, some failed': {
    async lead(desk) {
      for (const name of ['Next stay', 'Replacement key']) await desk.tick(name);
      await desk.server.fault('401', 'credentials/delete', 2);
      await desk.press('Delete…');
      await desk.press('Delete 2 credentials', desk.dialog);
      await desk.dialog.getByRole('heading', { name: '2 of 2 could not be deleted' }).waitFor();
    },
  },
  'delete, stopped': {
    async lead(desk) {
      const answer = await holdBack(desk.page, /credentials\/delete/);
      await desk.page.getByRole('checkbox', { name: 'Select all shown' }).press('Space');
      await desk.press('Delete…');
      await desk.press('Delete 44 credentials', desk.dialog);
      await desk.press('Stop', desk.dialog);
      await desk.button('Stopping…', desk.dialog).waitFor();
      answer();
      await desk.dialog.getByRole('heading', { name: 'Stopped after 4 of 44' }).waitFor();
    },
  },
  wait: { lead: (desk) => opened(desk, 'Second card for Room 101', 'Wait until issued') },
  playground: { lead: (desk) => desk.view('Playground') },
  settings: { lead: (desk) => desk.view('Settings') },
  'settings, live': {
    async lead(desk) {
      await desk.view('Settings');
      await desk.page.getByRole('radio', { name: 'Live', exact: true }).check({ force: true });
      await desk.hand.choose(desk.page.getByLabel('Kind of credentials'), 'API key');
    },
  },
  'fault on': {
    async lead(desk) {
      await desk.view('Settings');
      await desk.page.getByRole('radio', { name: 'Server errors' }).check({ force: true });
      await desk.view('Credentials');
      await desk.press('Reload');
      await desk.page.getByRole('alert').filter({ hasText: 'problem of its own' }).first().waitFor();
    },
  },
};

async function opened(desk, name, action) {
  await desk.openCredential(name);
  await desk.press(action, desk.pane);
  await desk.dialog.waitFor();
}

/** Enters a code in place of one that is there. */
async function newCode(desk, code) {
  await opened(desk, 'Garden code', 'Update');
  await desk.hand.write(desk.dialog.getByRole('textbox', { name: /PIN code/ }), code);
}

/** Rules for each scheme: in the dark only the colours are others. */
const SCHEMES = { light: {}, dark: { runOnly: ['color-contrast'] } };

/** What axe finds, in a line each. */
function found(page, options) {
  return page.evaluate(async (options) => {
    const { violations } = await axe.run(document, { resultTypes: ['violations'], ...options });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, any }) => [id, String(target), any[0]?.message].join(' | ')),
    );
  }, options);
}

describe('the view', ABREAST, () => {
  for (const [name, { first, search = '', lead }] of Object.entries(VIEWS))
    for (const screen of SCREENS)
      test(`${name}, at ${screen.width} px`, async (t) => {
        const desk = await stage.enter(t, { screen });
        const { page } = desk;
        await first?.(desk);
        await (first || search ? page.goto(desk.server.url + '/' + search) : desk.open(desk.server.url));
        await lead?.(desk);
        await page.evaluate(AXE);
        for (const [colorScheme, rules] of Object.entries(SCHEMES)) {
          await page.emulateMedia({ colorScheme });
          assert.deepEqual(await found(page, rules), [], colorScheme);
          const file = `${name.replace(/[^\p{L}]+/gu, '-')}-${screen.width}-${colorScheme}.png`;
          await page.screenshot({ path: join(PICTURES, file) });
        }
        assert.ok((await overflow(page)) <= 0, 'nothing is wider than the screen');
        assert.deepEqual(await strays(page), []);
        assert.deepEqual(await noise(page), []);
        desk.complaints();
      });
});

test('fits every width, from small telephones to large screens', async (t) => {
  const desk = await stage.enter(t);
  const wide = [];
  const cut = [];
  const look = async (what) => {
    for (const width of WIDTHS) {
      await desk.page.setViewportSize({ width, height: 800 });
      if ((await overflow(desk.page)) > 0) wide.push(`${what} at ${width} px`);
      const texts = [...(await cutFilters(desk.page)), ...(await cutStates(desk.page))];
      cut.push(...texts.map((text) => `${text}, ${what} at ${width} px`));
    }
  };
  await desk.open(desk.server.url);
  await desk.page.setViewportSize(SCREENS[0]);
  await desk.filter('State', 'All states');
  await look('list');
  await desk.page.setViewportSize(SCREENS[0]);
  const enlarge = (size) => desk.page.evaluate((size) => (document.documentElement.style.fontSize = size), size);
  await enlarge('30px');
  assert.ok((await overflow(desk.page)) <= 0, 'the bar, with letters of twice the size');
  const names = await desk.grid.getByRole('rowheader').evaluateAll((nodes) => nodes.map((node) => node.clientWidth));
  assert.ok(Math.min(...names) > 200, 'names have room, with letters of twice the size');
  await desk.page.screenshot({ path: join(PICTURES, 'list-large-letters-390-light.png') });
  await enlarge('');
  await desk.page.setViewportSize(SCREENS[1]);
  assert.deepEqual(await cutTexts(desk.page), [], 'names and times are whole');
  for (const column of ['Method', 'Sync'])
    assert.ok(
      (await desk.button(column, desk.grid).locator('span').boundingBox()).width > 20,
      `${column} has a heading`,
    );
  await desk.openCredential('Garden code');
  assert.equal(await desk.row('Garden code').getByTitle('PIN code').count(), 1, 'a picture alone has a title');
  await look('detail');
  const lengthen = (node) => {
    document.createTreeWalker(node, NodeFilter.SHOW_TEXT).nextNode().data = 'A very long name. '.repeat(20);
  };
  await desk.pane.locator('h2 bdi').evaluate(lengthen);
  const { y } = await desk.button('Close', desk.pane).boundingBox();
  assert.ok(y < 24, 'the way out stays at the top');
  await desk.press('Update', desk.pane);
  await look('dialog');
  const sizeOf = (locator) => locator.evaluate((node) => getComputedStyle(node).fontSize);
  assert.equal(
    await sizeOf(desk.dialog),
    await sizeOf(desk.page.locator('body')),
    'words of a small dialog are as large as the page’s',
  );
  for (const view of ['playground', 'settings']) {
    await desk.page.goto(`${desk.server.url}/?view=${view}`);
    await desk.page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
    await look(view);
  }
  assert.deepEqual(wide, []);
  assert.deepEqual(cut, [], 'filters and states are whole');
});

test('has room for names of any length in a card', async (t) => {
  const desk = await stage.enter(t, { screen: SCREENS[0] });
  const { page, server } = desk;
  const LONG = {
    credentials: 'Wedding party, first night, family room and parking: Maximiliane von Hohenstein-Falkenberg',
    users: 'Maximiliane Alexandra Theodora von Hohenstein-Falkenberg zu Wolkenstein',
    systems: 'Grand Hôtel & Residences Évian, east wing, with conference centre and garage',
  };
  for (const [list, text] of Object.entries(LONG))
    await page.route(new RegExp(`${list}/list`), async (route) => {
      const response = await route.fetch();
      const body = await response.json();
      const name = list === 'systems' ? 'name' : 'display_name';
      for (const one of body[`acs_${list}`]) one[name] = text;
      await route.fulfill({ response, json: body });
    });
  await desk.open(server.url);
  await desk.says(LONG.systems, desk.grid);
  assert.deepEqual(await overlaps(page), []);
  await page.screenshot({ path: join(PICTURES, 'list-long-names-390-light.png') });
});

for (const screen of SCREENS)
  test(`asks about names of any length, at ${screen.width} px`, async (t) => {
    const desk = await stage.enter(t, { screen });
    const { page, server, dialog } = desk;
    await page.route(/credentials\/list/, async (route) => {
      const response = await route.fetch();
      const body = await response.json();
      for (const one of body.acs_credentials) one.display_name = one.display_name[0].repeat(300);
      await route.fulfill({ response, json: body });
    });
    await desk.open(server.url);
    const isWhole = () => dialog.locator('.form-body').evaluate((node) => node.scrollWidth <= node.clientWidth);
    const ticks = desk.grid.locator('.table-body').getByRole('checkbox');
    for (const [count, action] of [
      [1, 'Delete'],
      [2, 'Delete 2 credentials'],
    ]) {
      await desk.hand.press(ticks.nth(count - 1));
      await desk.press('Delete…');
      assert.ok(await isWhole(), `${count} asked for`);
      await page.screenshot({ path: join(PICTURES, `delete-long-names-${count}-${screen.width}-light.png`) });
      await server.fault('401', 'credentials/delete', count);
      await desk.press(action, dialog);
      await dialog.getByRole('heading', { name: 'could not be deleted' }).waitFor();
      assert.ok(await isWhole(), `${count} not deleted`);
      await desk.press('Close', dialog);
    }
  });

for (const screen of SCREENS)
  test(`a choice in the settings moves nothing, at ${screen.width} px`, async (t) => {
    const { page, server } = await stage.enter(t, { screen });
    await page.goto(`${server.url}/?view=settings`);
    const choices = page.locator('.choice');
    await choices.first().waitFor();
    const FAULTS = [
      'Nothing',
      'Slow answers',
      'Offline',
      'Too many requests',
      'Server errors',
      'Session over',
      'Newer server',
    ];
    assert.deepEqual(await choices.allInnerTexts(), ['Sandbox', 'Live', ...FAULTS]);
    const places = () =>
      choices.evaluateAll((nodes) => nodes.map((node) => JSON.stringify(node.getBoundingClientRect())));
    const before = await places();
    for (const name of FAULTS) {
      await page.getByRole('radio', { name, exact: true }).check({ force: true });
      assert.deepEqual(await places(), before, name);
    }
  });

test('buttons of a dialog stand in one line on a telephone', async (t) => {
  const desk = await stage.enter(t, { screen: SCREENS[0] });
  await desk.open(desk.server.url);
  await desk.press('Create credential');
  const [cancel, create] = ['Cancel', 'Create credential'].map((name) => desk.button(name, desk.dialog).boundingBox());
  assert.equal((await cancel).y, (await create).y);
});

test('a dialog is used at 400 % zoom: all of it scrolls', async (t) => {
  const desk = await stage.enter(t, { screen: { width: 320, height: 256 } });
  const { dialog } = desk;
  await desk.open(desk.server.url);
  await desk.press('Create credential');
  await desk.hand.choose(desk.field('Access system'), 'Grand Hôtel Évian – Visionline');
  const body = dialog.locator('.form-body');
  assert.ok(await body.evaluate((node) => node.scrollHeight <= node.clientHeight), 'the fields have their room');
  const create = desk.button('Create credential', dialog);
  await create.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await create.boundingBox();
  assert.ok(x >= 0 && x + width <= 320 && y + height <= 256, 'the button is whole');
  await desk.page.screenshot({ path: join(PICTURES, 'create-320x256-light.png') });
});

test('the focus is seen on the ground of the news', async (t) => {
  const desk = await stage.enter(t);
  const { page } = desk;
  await desk.open(desk.server.url);
  await desk.openCredential('Garden code');
  await desk.press('Copy PIN code', desk.pane);
  const dismiss = desk.button('Dismiss');
  await dismiss.focus();
  await page.keyboard.press('Shift');
  for (const colorScheme of Object.keys(SCHEMES)) {
    await page.emulateMedia({ colorScheme });
    const [ring, ink] = await dismiss.evaluate((node) => {
      const { outlineColor, color } = getComputedStyle(node);
      return [outlineColor, color];
    });
    assert.equal(ring, ink, colorScheme);
    await page.screenshot({ path: join(PICTURES, `news-${colorScheme}.png`) });
  }
});

test('prints all that the list shows, or the credential that is open, without the buttons', async (t) => {
  const desk = await stage.enter(t, { credentials: 100 });
  const { page, grid, pane } = desk;
  const printing = async (isOn) => {
    await page.emulateMedia({ media: isOn ? 'print' : 'screen' });
    await page.evaluate((name) => dispatchEvent(new Event(name)), isOn ? 'beforeprint' : 'afterprint');
  };
  await desk.open(desk.server.url);
  await desk.says('100 credentials');
  await printing(true);
  assert.equal(await grid.getByRole('rowheader').count(), 100);
  const [first, second] = await grid
    .getByRole('rowheader')
    .evaluateAll((nodes) => nodes.map((node) => node.closest('.row').getBoundingClientRect().toJSON()));
  assert.ok(second.top >= first.bottom - 1, 'a row stands below the other');
  const buttons = page.getByRole('button').filter({ visible: true, hasNot: page.locator('.icon-unsorted') });
  assert.equal(await buttons.count(), 0);
  await page.setViewportSize(PAPER);
  for (const words of [grid.locator('.method > span').first(), grid.getByText('Access system', { exact: true })])
    assert.ok((await words.boundingBox()).width > 20, 'words, not pictures');
  const head = grid.locator('.table-head');
  assert.equal(await head.evaluate((node) => getComputedStyle(node).display), 'table-header-group', 'on each page');
  assert.equal(await head.locator('button').first().boundingBox(), null, 'browsers repeat no button');
  await page.screenshot({ path: join(PICTURES, 'print-list.png'), fullPage: true });
  await printing(false);
  await desk.openCredential('Garden code');
  await printing(true);
  assert.equal(await grid.isVisible(), false);
  assert.equal(await desk.button('Close', pane).isVisible(), false);
  await desk.says('60818', pane);
  await printing(false);
  await page.goto(`${desk.server.url}/?view=playground`);
  await desk.says('6 errors, 5 warnings');
  await printing(true);
  assert.equal(await buttons.count(), 11, 'each issue');
  for (const part of ['textarea', '.found', '.call pre'])
    assert.ok(
      await page.locator(part).evaluate((node) => node.scrollHeight <= node.clientHeight + 1),
      `${part} is printed to its end`,
    );
  await page.screenshot({ path: join(PICTURES, 'print-playground.png'), fullPage: true });
});

test('says on paper what paper has no room for', async (t) => {
  const desk = await stage.enter(t, { credentials: 2100 });
  await desk.open(desk.server.url);
  await desk.says('2,100 credentials');
  await desk.page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await desk.says('2,100 credentials – the first 2,000 are printed');
  await desk.page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.equal(await desk.page.getByText('are printed').count(), 0);
});

test('is whole where the reader has chosen the colours', async (t) => {
  const desk = await stage.enter(t, { look: { forcedColors: 'active' } });
  const edgeOf = (locator) =>
    locator.evaluate((node) => {
      const { outlineStyle, borderTopStyle, borderTopWidth } = getComputedStyle(node);
      return outlineStyle === 'solid' || (borderTopStyle === 'solid' && borderTopWidth !== '0px');
    });
  await desk.open(desk.server.url);
  await desk.openCredential('Garden code');
  assert.ok(await edgeOf(desk.row('Garden code')), 'the open row');
  assert.ok(await edgeOf(desk.page.locator('nav [aria-current="page"]')), 'the view');
  await desk.press('Create credential');
  await desk.hand.press(desk.radio('Card'));
  assert.ok(await edgeOf(desk.dialog), 'the dialog');
  const tile = desk.dialog.locator('.choice', { hasText: 'Card' });
  assert.match(await tile.evaluate((node) => getComputedStyle(node).outlineStyle), /solid/, 'the chosen tile');
  await desk.page.screenshot({ path: join(PICTURES, 'forced-colors-1280.png') });
  await desk.page.goto(`${desk.server.url}/?view=playground`);
  const colours = await desk.page
    .locator('.gutter li')
    .evaluateAll((nodes) => nodes.map((node) => [node.className, getComputedStyle(node).borderInlineStartColor]));
  const [marked, plain] = [true, false].map((isMarked) => colours.find(([mark]) => Boolean(mark) === isMarked)[1]);
  assert.notEqual(marked, plain, 'lines with an issue');
});

test('is ready for languages that are written from right to left', async (t) => {
  const desk = await stage.enter(t);
  await desk.open(desk.server.url);
  await desk.openCredential('Garden code');
  await desk.page.evaluate(() => (document.documentElement.dir = 'rtl'));
  const boxOf = (locator) => locator.boundingBox();
  assert.ok((await boxOf(desk.pane)).x < (await boxOf(desk.grid)).x, 'the pane is at the end of the line');
  assert.ok((await overflow(desk.page)) <= 0);
  await desk.page.screenshot({ path: join(PICTURES, 'right-to-left-1280-light.png') });
});

test('says times as exactly as one needs them, in the language of the page whatever the browser’s is', async (t) => {
  const { page, server, ...desk } = await stage.enter(t, { look: { locale: 'de-DE' } });
  const HOUR = 3_600_000;
  /** Hours from now, and what the list says of an end then. */
  const ends = [
    [0.7, /^Ends in 42 minutes$/],
    [35.2, /^Ends in 35 hours$/],
    [36 * 24, /^Ends in 36 days$/],
    [518 * 24, /^Ends in 17 months$/],
    [-35.2, /^Ended 35 hours ago$/],
  ];
  const endOf = (hours) => new Date(Date.now() + hours * HOUR).toISOString();
  await page.route(/credentials\/list/, async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    const some = body.acs_credentials.filter(({ starts_at }) => !starts_at);
    ends.forEach(([hours], index) => (some[index].ends_at = endOf(hours)));
    some[ends.length].ends_at = endOf(300 * 24);
    body.acs_credentials = some.slice(0, ends.length + 1);
    await route.fulfill({ response, json: body });
  });
  await desk.open(`${server.url}/?sort=validity`);
  for (const [, words] of ends) await desk.says(words, desk.grid);
  await desk.says('Ends in 10 months', desk.grid);
  const inTenMonths = desk.grid.getByRole('row').filter({ hasText: 'Ends in 10 months' });
  assert.match(await inTenMonths.innerText(), /[A-Z][a-z]{2} \d+, \d+:\d\d\s[AP]M (GMT|[A-Z]{3,4})/);
});
