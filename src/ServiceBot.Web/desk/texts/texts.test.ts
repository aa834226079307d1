import { expect, test } from 'vitest';
import readme from '../../../ServiceBot/Tolerance/README.md?raw';
import { languageOf, texts } from '.';

const rows = [...readme.matchAll(/^\| `([\w-]+)` \| ([^|]*) \| ([^|]*) \| ([^|]*) \|$/gm)]
  .map(([, code = '', hans = '', hant = '', en = '']) => ({ code, hans, hant, en }))
  .filter(({ hans }) => /\p{Script=Han}/u.test(hans));

test('every reason of the tolerance model has the words of its README', () => {
  expect(rows.length).toBeGreaterThan(25);
  for (const { code, hans, hant, en } of rows) {
    expect(texts['zh-Hans'].case.reasonCode[code], code).toBe(hans);
    expect(texts['zh-Hant'].case.reasonCode[code], code).toBe(hant);
    expect(texts.en.case.reasonCode[code], code).toBe(en);
  }
});

test('no text of the Traditional desk is written in Simplified characters', () => {
  const flat = JSON.stringify(texts['zh-Hant'], (key, value: unknown) =>
    key === 'firstSentence' ? undefined : typeof value === 'function' ? String(value) : value,
  );

  expect(flat.match(/[们这还发对为请转处户码订单录语线级证说时间问题换]/g) ?? []).toEqual([]);
});

test.each([
  [['zh-TW', 'en'], 'zh-Hant'],
  [['zh-Hant-HK'], 'zh-Hant'],
  [['zh-CN'], 'zh-Hans'],
  [['zh'], 'zh-Hans'],
  [['fr', 'zh-MO'], 'zh-Hant'],
  [['fr'], 'en'],
])('a browser that asks for %s gets %s', (tags, language) => {
  expect(languageOf(tags)).toBe(language);
});
