/** What does not fit, by the page's own measures. */

/** Names and times of the table that are not shown to their end. */
export const cutTexts = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.table-body :is(.cell-name, .cell-holder, .cell-validity) .first')]
      .filter((node) => node.scrollWidth > node.clientWidth || node.scrollHeight > node.clientHeight + 1)
      .map((node) => node.textContent),
  );

/** Cells of the rows in sight that reach into another one, or out of their row. */
export const overlaps = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.table-body .row')].flatMap((row) => {
      const boxOf = (node) => node.getBoundingClientRect();
      const { top, bottom } = boxOf(row);
      const cells = [...row.querySelectorAll('.cell:not(.cell-tick)')].filter((node) => boxOf(node).height);
      const meets = (one, other) =>
        one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
      return cells
        .filter((cell) => {
          const box = boxOf(cell);
          const isOut = box.top < top || box.bottom > bottom || cell.scrollHeight > cell.clientHeight + 1;
          return isOut || cells.some((other) => other !== cell && meets(box, boxOf(other)));
        })
        .map((cell) => cell.textContent.trim());
    }),
  );

/** States that are not shown to their end. */
export const cutStates = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.badge > span')]
      .filter((node) => node.scrollWidth > node.clientWidth)
      .map((node) => node.textContent),
  );

/** What filters say that have no room to say it. */
export const cutFilters = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.filters select')]
      .filter((node) => node.offsetWidth)
      .filter((node) => {
        const width = node.offsetWidth;
        node.style.cssText = 'position: absolute; width: auto; max-width: none; field-sizing: content';
        const isCut = node.offsetWidth > width;
        node.style.cssText = '';
        return isCut;
      })
      .map((node) => node.selectedOptions[0].text),
  );

/** How much wider the page is than the screen, or what stands beside a pane, or the views in the bar, than their room. */
export const overflow = (page) =>
  page.evaluate(() => {
    const parts = ['.behind', '.bar nav'].map((part) => document.querySelector(part));
    const excess = parts.map((part) => part.scrollWidth - part.clientWidth);
    return Math.max(document.documentElement.scrollWidth - innerWidth, ...excess);
  });

/** What is unseen and does not scroll with what it stands in: it makes something else scroll into emptiness. */
export const strays = (page) =>
  page.evaluate(() => {
    const scrolls = (node) => ['auto', 'scroll'].includes(getComputedStyle(node).overflowY);
    const scrollerOf = (node) => (node === null || scrolls(node) ? node : scrollerOf(node.parentElement));
    return [...document.querySelectorAll('.unseen')]
      .filter((node) => scrollerOf(node.parentElement)?.contains(node.offsetParent) === false)
      .map((node) => node.textContent);
  });

/** What those who listen hear in vain: lists of nothing, parts of the page that are none, and what is said twice. */
export const noise = (page) =>
  page.evaluate(() => {
    const isHeard = (node) => node.checkVisibility() && !node.closest('[aria-hidden="true"]');
    const all = (query) => [...document.querySelectorAll(query)].filter(isHeard);
    const news = all('[role="status"]').flatMap((node) => node.textContent.trim() || []);
    return [
      ...all('ul, ol').filter((node) => !node.querySelector('li')),
      ...all('dialog :is(header, footer)'),
      ...all('p:not([role="status"], [role="status"] *)').filter((node) => news.includes(node.textContent.trim())),
    ].map((node) => `${node.localName}.${node.className} ${node.id}`);
  });
