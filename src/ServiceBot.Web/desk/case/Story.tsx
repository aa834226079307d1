import type { ConversationView } from '../api/schema';
import { duration, localized, money } from '../format';
import { useTexts } from '../language';
import { causeText, wantsText } from './CaseRecord';

/** What happened, what the customer wants and what the reader may do, before anything else: the first seconds of a hand-over. */
export function Story({ view }: { view: ConversationView }) {
  const t = useTexts();
  const open = view.cases.filter((c) => !c.isClosed);
  const shown = open.length > 0 ? open : view.cases.slice(-1);
  const { allowed } = view;
  return (
    <section className="story">
      {shown.length > 0 && <h2>{t.case.story}</h2>}
      {shown.map((c) => (
        <div key={c.id}>
          <p className="strong">
            {[
              localized(c.kind, t),
              c.subject,
              c.loss?.late == null ? '' : t.case.late(duration(c.loss.late * 60_000, t)),
              t.case.labelled(t.case.cause, causeText(c, t)),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <p className={c.urgency > 0 ? 'warn' : ''}>
            {t.case.labelled(t.case.wants, wantsText(c, t))}
            {c.urgency > 0 && ` · ${t.case.urgency(c.urgency)}`}
          </p>
        </div>
      ))}
      <h2>{t.case.allowed}</h2>
      <ul className="plain">
        <li className={allowed.mayGive ? '' : 'warn'}>
          {allowed.mayGive ? t.case.mayGive(money(allowed.left, t), money(allowed.dayLeft, t)) : t.case.mayNotGive}
        </li>
        <li className={allowed.mayApologise ? '' : 'warn'}>
          {allowed.mayApologise ? t.case.mayApologise : t.case.mayNotApologise}
        </li>
      </ul>
    </section>
  );
}
