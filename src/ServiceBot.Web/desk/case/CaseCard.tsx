import { Badge } from '@fluentui/react-components';
import type { CaseView, RemedyView } from '../api/schema';
import { localized, money, word } from '../format';
import { useTexts } from '../language';
import type { Texts } from '../texts/Texts';
import { evidenceText, unknownText } from './evidence';

export function CaseCard({ complaint }: { complaint: CaseView }) {
  const t = useTexts();
  const choice = (bundles: RemedyView[][]) =>
    bundles.map((b) => b.map((r) => remedy(r, t)).join(t.case.and)).join(t.case.or);
  return (
    <section>
      <h2 className="row wrap">
        {localized(complaint.kind, t)}
        {complaint.isClosed && <Badge appearance="tint">{t.case.closed}</Badge>}
      </h2>
      <p className="small soft">
        {[complaint.subject, t.case.severity(complaint.severity), word(t.case.attribution, complaint.attribution)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <dl>
        <dt>{t.case.cause}</dt>
        <dd>{complaint.causeName ? localized(complaint.causeName, t) : causeWord(complaint.cause, t)}</dd>
        <dt>{t.case.rootLabel}</dt>
        <dd>{word(t.case.root, complaint.root)}</dd>
        <dt>{t.case.given}</dt>
        <dd>{complaint.given.map((r) => remedy(r, t)).join(t.case.and) || t.case.nothing}</dd>
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
          {t.case.unknowns}: {complaint.unknowns.map((u) => unknownText(u, t)).join(', ')}
        </p>
      )}
      {complaint.evidence.length > 0 && (
        <details open>
          <summary>{t.case.evidence}</summary>
          <ul className="plain small">
            {complaint.evidence.map((line, i) => (
              <li key={`${i} ${line}`}>{evidenceText(line, t)}</li>
            ))}
          </ul>
        </details>
      )}
      {complaint.reason && (
        <details>
          <summary>{t.case.why}</summary>
          <p className="small">{complaint.reason}</p>
        </details>
      )}
    </section>
  );
}

const causeWord = (cause: string, t: Texts) =>
  cause === 'unknown' ? t.case.unknownCause : word(t.case.causeKind, cause);

const remedy = ({ kind, amount }: RemedyView, t: Texts) =>
  [word(t.case.remedy, kind), amount ? money(amount, t) : ''].filter(Boolean).join(' ');
