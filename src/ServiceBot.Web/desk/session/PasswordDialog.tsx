import { Field, Input, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useState } from 'react';
import { SignedOut, Trouble, type DeskApi } from '../api/client';
import { DeskDialog } from '../DeskDialog';
import { moment } from '../format';
import { useTexts } from '../language';

export function PasswordDialog({ api, onClose }: { api: DeskApi; onClose: () => void }) {
  const t = useTexts();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [repeat, setRepeat] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isDone, setDone] = useState(false);

  const change = async () => {
    if (next !== repeat) {
      setProblem(t.account.differs);
      return;
    }
    try {
      const answer = await api.ask('POST /api/desk/password', { body: { current, next } });
      if (answer.status === 204) setDone(true);
      else setProblem(t.account.problem[answer.body.problem](answer.body.until ? moment(answer.body.until, t) : ''));
    } catch (error) {
      if (!(error instanceof Trouble || error instanceof SignedOut)) throw error;
      setProblem(t.notice.trouble);
    }
  };

  return (
    <DeskDialog
      title={t.account.password}
      act={
        isDone
          ? undefined
          : { label: t.account.change, isDisabled: !current || !next || !repeat, onAct: () => void change() }
      }
      onClose={onClose}
    >
      {problem && !isDone && (
        <MessageBar intent="error" role="alert">
          <MessageBarBody>{problem}</MessageBarBody>
        </MessageBar>
      )}
      {isDone ? (
        <MessageBar intent="success" role="status">
          <MessageBarBody>{t.account.changed}</MessageBarBody>
        </MessageBar>
      ) : (
        <>
          <Field label={t.account.current} required>
            <Input
              type="password"
              autoComplete="current-password"
              value={current}
              onChange={(_, data) => setCurrent(data.value)}
            />
          </Field>
          <Field label={t.account.next} hint={t.account.nextHint} required>
            <Input
              type="password"
              autoComplete="new-password"
              value={next}
              onChange={(_, data) => setNext(data.value)}
            />
          </Field>
          <Field label={t.account.repeat} required>
            <Input
              type="password"
              autoComplete="new-password"
              value={repeat}
              onChange={(_, data) => setRepeat(data.value)}
            />
          </Field>
        </>
      )}
    </DeskDialog>
  );
}
