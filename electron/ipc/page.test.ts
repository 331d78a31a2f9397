import { describe, expect, it } from 'vitest';
import { createPage, type PageContents } from './page';

class FakeContents implements PageContents {
  readonly sent: [string, unknown][] = [];
  url = 'app://batchwatch/index.html';
  destroyed = false;
  isDestroyed() {
    return this.destroyed;
  }
  getURL() {
    return this.url;
  }
  send(channel: string, payload: unknown) {
    this.sent.push([channel, payload]);
  }
}

describe('page', () => {
  it('hears nothing before it asked for its bootstrap, nor after it is gone', () => {
    const contents = new FakeContents();
    const page = createPage(() => contents);
    page.push('engine.reset', null);
    expect(contents.sent).toEqual([]);
    page.attach();
    page.push('engine.reset', null);
    expect(contents.sent).toEqual([['batchwatch:tell:engine.reset', null]]);
    page.detach();
    page.push('engine.reset', null);
    contents.destroyed = true;
    page.attach();
    page.push('engine.reset', null);
    expect(contents.sent).toHaveLength(1);
  });

  it('finds on a cold start the route that a click chose, the last one, once', () => {
    const contents = new FakeContents();
    const page = createPage(() => contents);
    page.navigate({ page: 'alerts' });
    page.navigate({ page: 'alert', env: 'prod', id: 'a' });
    expect(page.attach()).toEqual({ page: 'alert', env: 'prod', id: 'a' });
    expect(page.attach()).toBeUndefined();
    page.navigate({ page: 'settings' });
    expect(contents.sent).toEqual([['batchwatch:tell:app.navigate', { page: 'settings' }]]);
  });

  it('keeps the route while a window is there without its page', () => {
    const contents = new FakeContents();
    const page = createPage(() => contents);
    page.attach();
    contents.url = '';
    page.navigate({ page: 'alerts' });
    expect(contents.sent).toEqual([]);
    contents.url = 'app://batchwatch/index.html';
    expect(page.attach()).toEqual({ page: 'alerts' });
  });
});
