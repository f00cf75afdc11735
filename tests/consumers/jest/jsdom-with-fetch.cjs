// jsdom with Node's own fetch, as people who test requests set it up (jest-fixed-jsdom and the like).
const { TestEnvironment } = require('jest-environment-jsdom');

module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    Object.assign(this.global, { fetch, Response, Headers, AbortController, AbortSignal });
  }
};
