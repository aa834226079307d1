import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
} from '@fluentui/react-components';
import { useState, type SubmitEvent } from 'react';
import { SignedOut, Trouble, type DeskApi } from '../api/client';
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
    <Dialog open onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface>
        <form
          onSubmit={(event: SubmitEvent) => {
            event.preventDefault();
            void change();
          }}
        >
          <DialogBody>
            <DialogTitle>{t.account.password}</DialogTitle>
            <DialogContent className="stack">
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
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{isDone ? t.close : t.cancel}</Button>
              {!isDone && (
                <Button appearance="primary" type="submit" disabled={!current || !next || !repeat}>
                  {t.account.change}
                </Button>
              )}
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
