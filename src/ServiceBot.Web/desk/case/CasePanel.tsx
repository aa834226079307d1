import type { ConversationView } from '../api/schema';
import { word } from '../format';
import { useTexts } from '../language';
import type { DeskClient } from '../state/DeskClient';
import { CaseCard } from './CaseCard';
import { ClaimFlags, type Lift } from './ClaimFlags';
import { CustomerCard } from './CustomerCard';
import { Given } from './Given';
import { Promises, type PutOff, type Settle } from './Promises';
import { SaidTimeline } from './SaidTimeline';
import { Story } from './Story';
import { ToleranceCurve } from './ToleranceCurve';
import { ToleranceReasons } from './ToleranceReasons';

interface Props {
  view: ConversationView;
  now: number;
  /** Undefined for whoever does not own the conversation. */
  onSettle: Settle | undefined;
  onPutOff: PutOff | undefined;
  onLift: Lift | undefined;
  client: DeskClient;
  /** Changes whenever something has happened in the conversation. */
  version: string;
}

/** What a person has to know in ten seconds: who, how they feel and why, what failed, what was said and promised, what is allowed. */
export function CasePanel({ view, now, onSettle, onPutOff, onLift, client, version }: Props) {
  const t = useTexts();
  const mood =
    view.emotion &&
    t.case.mood(
      t.case.intensity(view.emotion.intensity),
      word(t.case.emotion, view.emotion.emotion),
      word(t.case.target, view.emotion.target),
    );
  return (
    <aside className="case" aria-label={t.case.title}>
      <CustomerCard customer={view.customer} tolerance={view.tolerance.at(-1)?.t} />
      <Story view={view} />
      <section>
        <h2>{t.case.tolerance}</h2>
        {view.tolerance.length === 0 ? (
          <p className="soft small">{t.case.noTolerance}</p>
        ) : (
          <>
            <ToleranceCurve points={view.tolerance} />
            {mood && <p className="small">{mood}</p>}
            <ToleranceReasons points={view.tolerance} />
          </>
        )}
      </section>
      {view.cases.length === 0 ? (
        <section>
          <p className="soft small">{t.case.noCase}</p>
        </section>
      ) : (
        view.cases.map((one) => <CaseCard key={one.id} complaint={one} />)
      )}
      <Given conversation={view.id} client={client} now={now} version={version} />
      <ClaimFlags flags={view.flags} onLift={onLift} />
      <SaidTimeline said={view.said} />
      <Promises promises={view.promises} now={now} onSettle={onSettle} onPutOff={onPutOff} />
      {view.doNotAsk.length > 0 && (
        <section>
          <h2>{t.case.doNotAsk}</h2>
          <ul className="plain">
            {view.doNotAsk.map((known) => (
              <li key={known.what + (known.value ?? '')}>{t.case.known[known.what](known.value ?? '')}</li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}
