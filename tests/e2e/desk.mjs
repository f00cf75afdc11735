/** The panel as somebody at the desk sees it: where things are, and the steps that every journey takes. */
import { HANDS } from './hands.mjs';

/**
 * @param {import('playwright-core').Page} page
 * @param {keyof typeof HANDS} [by]
 */
export function deskOf(page, by = 'mouse') {
  const hand = HANDS[by](page);
  const grid = page.getByRole('grid');
  const pane = page.getByRole('complementary');
  const dialog = page.getByRole('dialog');
  const button = (name, where = page) => where.getByRole('button', { name, exact: true });
  const row = (name) => grid.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
  const field = (name, where = dialog) => where.getByLabel(name, { exact: true });
  const press = (name, where) => hand.press(button(name, where));

  const desk = {
    page,
    by,
    hand,
    grid,
    pane,
    dialog,
    button,
    row,
    field,
    press,
    search: page.getByRole('searchbox', { name: 'Search credentials' }),
    title: (name) => pane.getByRole('heading', { name, exact: true, level: 2 }),
    says: (text, where = page) => where.getByText(text).filter({ visible: true }).first().waitFor(),
    focusOn: (locator) => locator.and(page.locator(':focus')).waitFor(),
    names: () => grid.getByRole('rowheader').getByRole('link').allInnerTexts(),
    radio: (name) => dialog.getByRole('radio', { name, exact: true }),

    async open(url) {
      await page.goto(url);
      await grid.getByRole('rowheader').first().waitFor();
    },

    async searchFor(words) {
      await hand.write(desk.search, words);
      await page.waitForURL((url) => (url.searchParams.get('q') ?? '') === words);
    },

    /** As one does with more rows than fit: by its name. */
    async find(name) {
      await desk.searchFor(name);
      await hand.toRow(row(name));
      return row(name);
    },

    /** @param {{ isWhole?: boolean }} [how] isWhole: waits for its entrances, too */
    async openCredential(name, { isWhole = true } = {}) {
      const found = await desk.find(name);
      await hand.press(found.getByRole('link'));
      await desk.title(name).waitFor();
      if (isWhole) await pane.locator('.doors').waitFor();
    },

    /** On a narrow screen the filters wait behind a button. */
    async filter(name, choice) {
      const unfold = page.getByRole('button', { name: /^Filters/ });
      if ((await unfold.isVisible()) && (await unfold.getAttribute('aria-expanded')) === 'false')
        await hand.press(unfold);
      await hand.choose(page.getByRole('search').getByLabel(name, { exact: true }), choice);
    },

    async sortBy(column, choice) {
      const head = grid.getByRole('columnheader').getByRole('button', { name: column, exact: true });
      if (await head.count()) await hand.press(head);
      else await desk.filter('Sort by', choice);
    },

    async tick(name) {
      await hand.toRow(row(name));
      await hand.press(row(name).getByRole('checkbox'));
    },

    async view(name) {
      await hand.press(page.getByRole('navigation').getByRole('link', { name, exact: true }));
      await page.getByRole('main').getByRole('heading', { name, exact: true, level: 1 }).waitFor();
    },

    /** What a screen reader reads with the field: its hint and its issues. */
    described: (input) =>
      input.evaluate((node) =>
        node
          .getAttribute('aria-describedby')
          .split(' ')
          .map((id) => document.getElementById(id).textContent)
          .join(' ')
          .replace(/\s+/g, ' '),
      ),
  };
  return desk;
}
