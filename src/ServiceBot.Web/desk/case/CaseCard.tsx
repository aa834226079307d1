import { Badge } from '@fluentui/react-components';
import type { CaseView, RemedyView } from '../api/schema';
import { localized, moment } from '../format';
import { useTexts } from '../language';
import { CaseRecord } from './CaseRecord';
import { evidenceText, unknownText } from './evidence';
import { remedies } from './remedies';

/** One matter whole: what was decided first, then its record, then what it rests on. */
export function CaseCard({ complaint }: { complaint: CaseView }) {
  const t = useTexts();
  const choice = (bundles: RemedyView[][]) => bundles.map((b) => remedies(b, t)).join(t.case.or);
  return (
    <section>
      <h2 className="row wrap">
        {localized(complaint.kind, t)}
        {complaint.isClosed && <Badge appearance="tint">{t.case.closed}</Badge>}
      </h2>
      <p className="small soft">
        {[complaint.subject, t.case.severity(complaint.severity), t.case.urgency(complaint.urgency)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <dl>
        <dt>{t.case.given}</dt>
        <dd>{remedies(complaint.given, t) || t.case.nothing}</dd>
        <dt>{t.case.offered}</dt>
        <dd>{choice(complaint.offered) || t.case.nothing}</dd>
        {complaint.prepared.length > 0 && (
          <>
            <dt>{t.case.prepared}</dt>
            <dd className="strong">{choice(complaint.prepared)}</dd>
          </>
        )}
      </dl>
      <p className="small">{t.case.apologies(complaint.apologies)}</p>
      {complaint.unknowns.length > 0 && (
        <p className="small warn">
          {t.case.labelled(t.case.unknowns, complaint.unknowns.map((u) => unknownText(u, t)).join(', '))}
        </p>
      )}
      <CaseRecord complaint={complaint} />
      {complaint.evidence.length > 0 && (
        <details open>
          <summary>{t.case.evidence}</summary>
          <ul className="plain small">
            {complaint.evidence.map((line, i) => (
              <li key={`${i} ${line.text}`}>
                {evidenceText(line.text, t)}
                {line.at && (
                  <time className="soft" dateTime={line.at}>
                    {' · '}
                    {moment(line.at, t)}
                  </time>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      {complaint.reason && (
        <details>
          <summary>{t.case.why}</summary>
          <p className="small">{localized(complaint.reason, t)}</p>
        </details>
      )}
    </section>
  );
}
