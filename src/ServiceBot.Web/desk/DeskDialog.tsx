import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTexts } from './language';

interface Act {
  label: string;
  isDisabled?: boolean;
  onAct: () => void;
}

interface Props {
  title: string;
  /** What the dialog is for; absent once it is done and there is only closing. */
  act?: Act | undefined;
  /** There is nothing to cancel: the way out says "close". */
  hasOnlyNews?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** The frame of every dialog: title, content, the way out, the act. Enter in a field of one line acts. */
export function DeskDialog({ title, act, hasOnlyNews, onClose, children }: Props) {
  const t = useTexts();
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (act && !act.isDisabled) act.onAct();
          }}
        >
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className="stack">{children}</DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{hasOnlyNews || !act ? t.close : t.cancel}</Button>
              {act && (
                <Button appearance="primary" type="submit" disabled={act.isDisabled ?? false}>
                  {act.label}
                </Button>
              )}
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
