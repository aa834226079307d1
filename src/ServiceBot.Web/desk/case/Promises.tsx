import { Badge } from '@fluentui/react-components';
import type { PromiseView } from '../api/schema';
import { duration, moment, word } from '../format';
import { useTexts } from '../language';

/** What was promised, each with its clock: an open one counts down, an overdue one says by how much. */
export function Promises({ promises, now }: { promises: PromiseView[]; now: number }) {
  const t = useTexts();
  return (
    <section>
      <h2>{t.case.promises}</h2>
      {promises.length === 0 && <p className="soft small">{t.case.noPromises}</p>}
      <ul className="promises">
        {promises.map((promise) => {
          const left = Date.parse(promise.due) - now;
          const isOverdue = promise.status === 'open' && left < 0;
          return (
            <li key={promise.id} className={isOverdue ? 'is-overdue' : ''}>
              <div>
                {promise.text ?? word(t.case.promise, promise.what)}
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
            </li>
          );
        })}
      </ul>
    </section>
  );
}
