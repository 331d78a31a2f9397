import { describe, expect, it } from 'vitest';
import { htmlTitle, looksLike, plainWords } from './looks-like';

const COMMENT = '<!---->';

describe('what a body that is no JSON is', () => {
  it('finds the title of a page behind comments', () => {
    expect(htmlTitle(' <!-- a --> \n<!-- <html> -->\n<!DOCTYPE HTML><title>Grafana</title>')).toBe(
      'Grafana',
    );
    expect(htmlTitle(`${COMMENT.repeat(9_000)}<html><title>Sign in</title>`)).toBe('Sign in');
    expect(htmlTitle('<!-- <html><title>no page</title>')).toBeUndefined();
    expect(htmlTitle('<!-- a --> text <html>')).toBeUndefined();
  });

  // With time that doubles with each comment, this never ends, and neither does the thread that watches.
  it.each([40, 10_000])('reads %i comments and no page in no time', (count) => {
    const hostile = `${COMMENT.repeat(count)}x`;
    expect(htmlTitle(hostile)).toBeUndefined();
    expect(looksLike(hostile, '')).toBe('XML or HTML');
    expect(plainWords(hostile, 8)).toBe('<!---->…');
  });
});
