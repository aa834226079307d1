import { expect, test } from 'vitest';
import reader from '../../../ServiceBot.Server/Desk/TranscriptReader.cs?raw';
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

test('every kind of entry that the transcript shows has words in each language', () => {
  const listed = /kind in \(([^)]*)\)/.exec(reader)?.[1] ?? '';
  const kinds = [...listed.matchAll(/'([a-z-]+)'/g)].map(([, kind = '']) => kind).filter((kind) => kind !== 'note');
  expect(kinds).toContain('unsent');
  for (const { conversation } of Object.values(texts))
    expect(Object.keys(conversation.event)).toEqual(expect.arrayContaining(kinds));
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
