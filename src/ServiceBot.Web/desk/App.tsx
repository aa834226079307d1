import { FluentProvider, Spinner, webLightTheme, type Theme } from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { DeskApi, SignedOut, Trouble } from './api/client';
import type { Me } from './api/schema';
import { DeskScreen } from './DeskScreen';
import { LanguageContext } from './language';
import { SignIn } from './session/SignIn';
import { isLanguage, languageOf, texts, type Language } from './texts';

const stored = 'servicebot.desk.language';

/** Who is at this page: not known yet, nobody, or an agent. */
type Session = { kind: 'asking' } | { kind: 'nobody'; hasEnded: boolean } | { kind: 'agent'; me: Me };

export function App() {
  const api = useMemo(() => new DeskApi(), []);
  const [session, setSession] = useState<Session>({ kind: 'asking' });
  const [language, setLanguage] = useState<Language>(() => {
    const chosen = localStorage.getItem(stored);
    return isLanguage(chosen) ? chosen : languageOf(navigator.languages);
  });

  const ask = useCallback(async () => {
    try {
      const me = (await api.isSignedIn()) ? (await api.ask('GET /api/desk/me', {})).body : undefined;
      setSession(me ? { kind: 'agent', me } : { kind: 'nobody', hasEnded: false });
    } catch (error) {
      if (!(error instanceof SignedOut || error instanceof Trouble)) throw error;
      setSession({ kind: 'nobody', hasEnded: false });
    }
  }, [api]);

  useEffect(() => {
    // The state is set when the server has answered, not within the effect.
    // eslint-disable-next-line react-hooks/set-state-in-effect
    void ask();
  }, [ask]);

  useEffect(() => {
    document.documentElement.lang = language;
    document.title = texts[language].title;
  }, [language]);

  const end = useCallback(
    (hasEnded: boolean) => {
      api.forgetWho();
      setSession({ kind: 'nobody', hasEnded });
    },
    [api],
  );
  const onExpired = useCallback(() => end(true), [end]);

  const choice = useMemo(
    () => ({
      language,
      choose: (next: Language) => {
        localStorage.setItem(stored, next);
        setLanguage(next);
      },
    }),
    [language],
  );

  return (
    <LanguageContext value={choice}>
      <FluentProvider theme={themes[language]} className="desk-root">
        {session.kind === 'asking' && <Spinner className="center" />}
        {session.kind === 'nobody' && <SignIn api={api} hasEnded={session.hasEnded} onSignedIn={() => void ask()} />}
        {session.kind === 'agent' && (
          <DeskScreen api={api} me={session.me} onSignedOut={() => end(false)} onExpired={onExpired} />
        )}
      </FluentProvider>
    </LanguageContext>
  );
}

const latin = "'Segoe UI', system-ui, -apple-system, 'Helvetica Neue'";
const hans = "'PingFang SC', 'Microsoft YaHei UI', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC'";
const hant = "'PingFang TC', 'Microsoft JhengHei UI', 'Microsoft JhengHei', 'Noto Sans CJK TC', 'Noto Sans TC'";

const theme = (...families: string[]): Theme => ({
  ...webLightTheme,
  fontFamilyBase: [...families, 'sans-serif'].join(', '),
});

const themes: Record<Language, Theme> = {
  'zh-Hans': theme(latin, hans, hant),
  'zh-Hant': theme(latin, hant, hans),
  en: theme(latin, hans, hant),
};
