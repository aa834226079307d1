import type { TolerancePoint } from '../api/schema';
import { useTexts } from '../language';

const width = 320;
const height = 132;
const left = 26;
const right = 10;
const top = 8;
const bottom = 16;

/**
 * The customer's tolerance from reading to reading: the zone of tolerance as a band, what lies below it in red.
 * Each reading takes the same width: a curve over time would squeeze a lively minute into one point.
 */
export function ToleranceCurve({ points }: { points: TolerancePoint[] }) {
  const t = useTexts();
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return null;
  const x = (i: number) => left + (points.length === 1 ? 0.5 : i / (points.length - 1)) * (width - left - right);
  const y = (value: number) => top + (1 - value / 100) * (height - top - bottom);
  const path = (of: (p: TolerancePoint) => number) =>
    points.map((p, i) => `${i === 0 ? 'M' : 'L'}${x(i).toFixed(1)} ${y(of(p)).toFixed(1)}`).join('');
  const level = (of: (p: TolerancePoint) => number) =>
    points.length === 1 ? `M${left} ${y(of(last))}H${width - right}` : path(of);

  return (
    <figure className="curve">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t.case.curve(Math.round(last.t), Math.round(last.a), Math.round(last.d), t.case.zone[last.zone])}
      >
        <rect className="curve-below" x={left} y={y(last.a)} width={width - left - right} height={y(0) - y(last.a)} />
        <rect
          className="curve-zone"
          x={left}
          y={y(last.d)}
          width={width - left - right}
          height={y(last.a) - y(last.d)}
        />
        {[0, 50, 100].map((value) => (
          <text key={value} className="curve-axis" x={left - 5} y={y(value) + 3} textAnchor="end">
            {value}
          </text>
        ))}
        <path className="curve-line is-desired" d={level((p) => p.d)} />
        <path className="curve-line is-adequate" d={level((p) => p.a)} />
        <text className="curve-axis" x={left + 3} y={y(first.d) - 3}>
          {t.case.desired}
        </text>
        <text className="curve-axis" x={left + 3} y={y(first.a) + 10}>
          {t.case.adequate}
        </text>
        <path className="curve-line is-value" d={path((p) => p.t)} />
        {points.map((p, i) => (
          <circle key={p.at + String(i)} className={`curve-point is-${p.zone}`} cx={x(i)} cy={y(p.t)} r="3.5" />
        ))}
      </svg>
      <figcaption className="small">
        <span className={`zone is-${last.zone}`}>{Math.round(last.t)}</span>{' '}
        {t.case.curve(Math.round(last.t), Math.round(last.a), Math.round(last.d), t.case.zone[last.zone])}
      </figcaption>
    </figure>
  );
}
