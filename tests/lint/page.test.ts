/** A page of a bundle is its template, with every word filled in and its scripts at the end of its head. */
import { filled } from '../../tools/page';

const TEMPLATE = '<head><meta content="%csp%" /></head><body>100% of %csp%</body>';

it('fills a word in wherever it stands, and leaves a sign of per cent alone', () => {
  expect(filled(TEMPLATE, { csp: "script-src 'self' $&" }, [])).toBe(
    `<head><meta content="script-src 'self' $&" /></head><body>100% of script-src 'self' $&</body>`,
  );
});

it('runs its scripts in their order, after the page is read', () => {
  expect(filled('<head>x</head><body></body>', {}, ['b.js', 'a.js'])).toBe(
    '<head>x<script defer src="b.js"></script><script defer src="a.js"></script></head><body></body>',
  );
});

it('refuses a word that nobody gave, and a page without a head', () => {
  expect(() => filled(TEMPLATE, {}, [])).toThrow('%csp%');
  expect(() => filled('<body></body>', {}, ['a.js'])).toThrow('</head>');
});
