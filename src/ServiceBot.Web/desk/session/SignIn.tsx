import { Button, Field, Input, MessageBar, MessageBarBody, Title2 } from '@fluentui/react-components';
import { useState, type SubmitEvent } from 'react';
import { Trouble, type DeskApi } from '../api/client';
import type { AccountRefusal } from '../api/schema';
import { moment } from '../format';
import { useTexts } from '../language';
import { LanguageMenu } from './LanguageMenu';

interface Props {
  api: DeskApi;
  hasEnded: boolean;
  onSignedIn: () => void;
}

export function SignIn({ api, hasEnded, onSignedIn }: Props) {
  const t = useTexts();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<AccountRefusal | 'trouble'>();

  const submit = async () => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const answer = await api.ask('POST /api/desk/sign-in', { body: { name, password } });
      if (answer.status === 204) {
        api.forgetWho();
        onSignedIn();
        return;
      }
      setRefusal(answer.body);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      setRefusal('trouble');
    } finally {
      setBusy(false);
    }
  };

  return (
    <main className="sign-in">
      <form
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div className="row spread">
          <Title2 as="h1">{t.signIn.title}</Title2>
          <LanguageMenu />
        </div>
        <p className="soft">{t.signIn.lead}</p>
        {hasEnded && !refusal && (
          <MessageBar intent="info">
            <MessageBarBody>{t.signIn.ended}</MessageBarBody>
          </MessageBar>
        )}
        {refusal && (
          <MessageBar intent="error" role="alert">
            <MessageBarBody>
              {refusal === 'trouble'
                ? t.notice.trouble
                : t.account.problem[refusal.problem](refusal.until ? moment(refusal.until, t) : '')}
            </MessageBarBody>
          </MessageBar>
        )}
        <Field label={t.signIn.name} required>
          <Input
            name="username"
            autoComplete="username"
            autoFocus
            value={name}
            onChange={(_, data) => setName(data.value)}
          />
        </Field>
        <Field label={t.signIn.password} required>
          <Input
            name="password"
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(_, data) => setPassword(data.value)}
          />
        </Field>
        <Button appearance="primary" type="submit" disabled={isBusy || !name || !password}>
          {t.signIn.submit}
        </Button>
      </form>
    </main>
  );
}
