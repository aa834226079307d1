import { createContext, useContext } from 'react';
import { texts, type Language } from './texts';
import type { Texts } from './texts/Texts';

export const LanguageContext = createContext<{ language: Language; choose: (language: Language) => void }>({
  language: 'en',
  choose: () => undefined,
});

export function useLanguage() {
  return useContext(LanguageContext);
}

export function useTexts(): Texts {
  return texts[useContext(LanguageContext).language];
}
