import type { SaidView } from '../api/schema';
import { localized, moment, word } from '../format';
import { useTexts } from '../language';
import type { Texts } from '../texts/Texts';
import { remedies } from './remedies';

/** What was said and done so far, with its time: nobody apologises twice or offers what was turned down. */
export function SaidTimeline({ said }: { said: SaidView[] }) {
  const t = useTexts();
  return (
    <section>
      <h2>{t.case.said}</h2>
      {said.length === 0 && <p className="soft small">{t.case.nothingSaid}</p>}
      <ol className="said small">
        {said.map((line, i) => (
          <li key={`${line.at} ${i}`}>
            <time className="soft" dateTime={line.at}>
              {moment(line.at, t)}
            </time>
            <span className="grow">{lineText(line, t)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function lineText({ what, kind, remedies: offered, promise }: SaidView, t: Texts): string {
  const about = kind ? localized(kind, t) : '';
  const text = promise
    ? t.case.promised(
        promise.text?.replace(/[。.！!\s]+$/, '') ?? word(t.case.promise, promise.what),
        moment(promise.due, t),
        t.case.promiseStatus[promise.status],
      )
    : offered.map((bundle) => remedies(bundle, t)).join(t.case.or);
  return [t.case.saidWhat[what], text, about].filter(Boolean).join(' · ');
}
