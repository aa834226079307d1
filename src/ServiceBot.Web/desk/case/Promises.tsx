import { Badge, Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { PromiseView, PromiseWord } from '../api/schema';
import { duration, moment, word } from '../format';
import { useTexts } from '../language';
import { PutOffDialog } from './PutOffDialog';

export type Settle = (promise: string, status: Exclude<PromiseWord, 'open'>) => void;

export type PutOff = (promise: string, due: Date, why: string, key: string) => void;

const settled = ['kept', 'broken', 'dropped'] as const;

/** What was promised, each with its clock: an open one counts down, an overdue one says by how much. */
export function Promises({
  promises,
  now,
  onSettle,
  onPutOff,
}: {
  promises: PromiseView[];
  now: number;
  onSettle: Settle | undefined;
  onPutOff?: PutOff | undefined;
}) {
  const t = useTexts();
  const [later, setLater] = useState<PromiseView>();
  return (
    <section>
      <h2>{t.case.promises}</h2>
      {promises.length === 0 && <p className="soft small">{t.case.noPromises}</p>}
      <ul className="promises">
        {promises.map((promise) => {
          const left = Date.parse(promise.due) - now;
          const words = promise.text ?? word(t.case.promise, promise.what);
          const isOverdue = promise.status === 'open' && left < 0;
          return (
            <li key={promise.id} className={isOverdue ? 'is-overdue' : ''}>
              <div>
                {words}
                {promise.subject && <span className="soft"> · {promise.subject}</span>}
              </div>
              <div className="row wrap small">
                <Badge
                  appearance="tint"
                  color={
                    promise.status === 'broken' || isOverdue
                      ? 'danger'
                      : promise.status === 'kept'
                        ? 'success'
                        : 'informative'
                  }
                >
                  {t.case.promiseStatus[promise.status]}
                </Badge>
                {promise.status === 'open' && (
                  <span>{isOverdue ? t.case.overdue(duration(-left, t)) : t.case.dueIn(duration(left, t))}</span>
                )}
                <time className="soft" dateTime={promise.due}>
                  {moment(promise.due, t, now)}
                </time>
              </div>
              {onSettle && promise.status === 'open' && (
                <div className="row wrap small">
                  {settled.map((status) => (
                    <Button
                      key={status}
                      size="small"
                      appearance="subtle"
                      aria-label={t.case.settleWhich(t.case.settle[status], words)}
                      onClick={() => onSettle(promise.id, status)}
                    >
                      {t.case.settle[status]}
                    </Button>
                  ))}
                  {onPutOff && !promise.isPutOff && !isOverdue && (
                    <Button
                      size="small"
                      appearance="subtle"
                      aria-label={t.case.settleWhich(t.case.putOff, words)}
                      onClick={() => setLater(promise)}
                    >
                      {t.case.putOff}
                    </Button>
                  )}
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {later && onPutOff && (
        <PutOffDialog
          promise={later}
          onPutOff={(due, why, key) => {
            setLater(undefined);
            onPutOff(later.id, due, why, key);
          }}
          onClose={() => setLater(undefined)}
        />
      )}
    </section>
  );
}
