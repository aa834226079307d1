import { en } from './en';
import type { Texts } from './Texts';
import { zhHans } from './zh-Hans';
import { zhHant } from './zh-Hant';

export type Language = 'zh-Hans' | 'zh-Hant' | 'en';

export const texts: Record<Language, Texts> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };

export const languageNames: Record<Language, string> = { 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', en: 'English' };

export function isLanguage(tag: string | null): tag is Language {
  return tag !== null && tag in texts;
}

/** The language a browser asks for; Traditional for Taiwan, Hong Kong and Macau. */
export function languageOf(tags: readonly string[]): Language {
  for (const tag of tags) {
    if (/^zh\b/i.test(tag)) return /hant|-(tw|hk|mo)\b/i.test(tag) ? 'zh-Hant' : 'zh-Hans';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
}
