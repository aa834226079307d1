import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { TolerancePoint } from '../api/schema';
import { moment, word } from '../format';
import { useTexts } from '../language';

const shortest = 5;

/** The curve in words, newest first. */
export function ToleranceReasons({ points }: { points: TolerancePoint[] }) {
  const t = useTexts();
  const [showsAll, setShowsAll] = useState(false);
  const reasons = points
    .flatMap((p, i) => p.reasons.map((reason, n) => ({ ...reason, at: p.at, key: `${i} ${n}` })))
    .reverse();
  if (reasons.length === 0) return null;
  const shown = showsAll ? reasons : reasons.slice(0, shortest);
  return (
    <>
      <h3>{t.case.reasons}</h3>
      <ul className="reasons">
        {shown.map((reason) => (
          <li key={reason.key}>
            <span className={reason.delta < 0 ? 'delta is-down' : 'delta is-up'}>{signed(reason.delta)}</span>
            <span className="grow">{word(t.case.reasonCode, reason.code)}</span>
            <time className="soft small" dateTime={reason.at}>
              {moment(reason.at, t)}
            </time>
          </li>
        ))}
      </ul>
      {shown.length < reasons.length && (
        <Button size="small" appearance="transparent" onClick={() => setShowsAll(true)}>
          {t.case.allReasons(reasons.length)}
        </Button>
      )}
    </>
  );
}

const signed = (delta: number) => `${delta < 0 ? '−' : '+'}${Math.abs(Math.round(delta * 10) / 10)}`;
