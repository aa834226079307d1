import { Badge, Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { IncidentView } from '../api/schema';
import { conditionText } from '../case/evidence';
import { localized, moment, money, word } from '../format';
import { useTexts } from '../language';
import { localTime } from '../localTime';

export type IncidentChange = { what: 'approve' } | { what: 'end' } | { what: 'until'; until: string | null };

interface Props {
  incident: IncidentView;
  now: number;
  onChange: (change: IncidentChange) => void;
}

/** One incident: what customers are told, how far that is, the remedy for all, and when it ends. */
export function IncidentCard({ incident, now, onChange }: Props) {
  const t = useTexts();
  const [until, setUntil] = useState<string>();
  const { standing } = incident;
  const isOver = incident.endedAt !== null;
  const counts = [
    [t.incidents.told, standing.told],
    [t.incidents.waiting, standing.waiting],
    [t.incidents.unreached, standing.unreached],
    [t.incidents.answered, standing.answered],
    ...(incident.coupon ? [[t.incidents.given, standing.given] as const] : []),
  ] as const;
  return (
    <article className={isOver ? 'incident is-over' : 'incident'} aria-label={localized(incident.cause, t)}>
      <header className="row wrap">
        <strong>{localized(incident.kind, t)}</strong>
        {incident.area && <span>{incident.area}</span>}
        <Badge appearance="tint" color={isOver ? 'informative' : 'warning'}>
          {isOver ? t.incidents.over : t.incidents.running}
        </Badge>
      </header>
      <p>{localized(incident.cause, t)}</p>
      {incident.words && <p className="soft">{localized(incident.words, t)}</p>}
      <p className="small soft">
        {[
          incident.where.map((condition) => conditionText(condition, t)).join(' · '),
          t.incidents.period(
            incident.from ? moment(incident.from, t, now) : '',
            incident.endedAt ? moment(incident.endedAt, t, now) : incident.until ? moment(incident.until, t, now) : '',
          ),
          incident.tell ? '' : t.incidents.notTold,
        ]
          .filter((part) => part)
          .join(' · ')}
      </p>
      <dl className="counts">
        {counts.map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      {incident.coupon && (
        <p>
          {t.incidents.couponEach(money(incident.coupon, t))}{' '}
          {incident.approvedBy ? (
            <Badge appearance="tint" color="success">
              {t.incidents.approvedBy(incident.approvedBy)}
            </Badge>
          ) : (
            <Button size="small" appearance="primary" onClick={() => onChange({ what: 'approve' })}>
              {t.incidents.approve}
            </Button>
          )}
        </p>
      )}
      {!isOver && until === undefined && (
        <div className="row wrap">
          <Button
            size="small"
            onClick={() => setUntil(localTime(incident.until ? new Date(incident.until) : new Date(now)))}
          >
            {t.incidents.changeEnd}
          </Button>
          <Button size="small" onClick={() => onChange({ what: 'end' })}>
            {t.incidents.end}
          </Button>
        </div>
      )}
      {!isOver && until !== undefined && (
        <form
          className="row wrap"
          onSubmit={(event) => {
            event.preventDefault();
            onChange({ what: 'until', until: until ? new Date(until).toISOString() : null });
            setUntil(undefined);
          }}
        >
          <Field label={t.incidents.until} hint={t.incidents.untilHint}>
            <Input type="datetime-local" value={until} onChange={(_, data) => setUntil(data.value)} />
          </Field>
          <Button size="small" appearance="primary" type="submit">
            {t.incidents.save}
          </Button>
          <Button size="small" onClick={() => setUntil(undefined)}>
            {t.cancel}
          </Button>
        </form>
      )}
      <ul className="plain small soft">
        {incident.journal.map((act) => (
          <li key={act.at + act.what}>
            {t.incidents.act(word(t.incidents.acts, act.what), act.who, moment(act.at, t, now))}
          </li>
        ))}
      </ul>
    </article>
  );
}
