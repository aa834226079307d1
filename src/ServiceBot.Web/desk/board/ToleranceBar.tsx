import type { ToleranceNow } from '../api/schema';
import { useTexts } from '../language';

/** How much is left, against the line below which the customer is lost; the number stands beside it. */
export function ToleranceBar({ tolerance: { t: value, a, zone } }: { tolerance: ToleranceNow }) {
  const t = useTexts();
  return (
    <span className={`tolerance is-${zone}`} title={t.board.tolerance(Math.round(value))}>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect className="track" width="100" height="6" rx="3" />
        <rect className="value" width={Math.max(2, value)} height="6" rx="3" />
        <rect className="line" x={a} width="1" height="6" />
      </svg>
      <span className="small">
        {t.board.tolerance(Math.round(value))} · {t.case.zone[zone]}
      </span>
    </span>
  );
}
