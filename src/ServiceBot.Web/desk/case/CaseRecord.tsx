import type { CaseView } from '../api/schema';
import { duration, localized, moment, money, word } from '../format';
import { useTexts } from '../language';
import type { Texts } from '../texts/Texts';

/** The record of a matter: what failed and who says so, loss, cause and how sure it is, what was expected and why. */
export function CaseRecord({ complaint }: { complaint: CaseView }) {
  const t = useTexts();
  const { loss, expectation } = complaint;
  const lines: [string, string][] = [
    [t.case.failedAt, complaint.failedAt ? moment(complaint.failedAt, t) : t.case.unknownCause],
    [t.case.witnessLabel, t.case.witness[complaint.witness]],
    [t.case.lossLabel, loss ? lossText(loss, t) : t.case.unknownCause],
    [
      t.case.cause,
      `${causeText(complaint, t)} · ${word(t.case.attribution, complaint.attribution)} · ${t.case.confidence[complaint.confidence]}`,
    ],
    [t.case.rootLabel, word(t.case.root, complaint.root) + (complaint.isRootKnown ? '' : t.case.presumed)],
    [t.case.recurrenceLabel, t.case.recurrence[complaint.recurrence]],
    [t.case.wants, wantsText(complaint, t)],
    [
      t.case.expectation,
      [
        t.case.expectationFrom[expectation.source],
        expectation.tier && t.case.expectationTier[expectation.tier],
        expectation.words && t.case.customerSaid(expectation.words),
      ]
        .filter(Boolean)
        .join(' · '),
    ],
    [t.case.dimensionLabel, word(t.case.dimension, complaint.dimension)],
  ];
  return (
    <dl className="record">
      {lines.map(([label, text]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

export function causeText(complaint: CaseView, t: Texts): string {
  if (complaint.causeName) return localized(complaint.causeName, t);
  return complaint.cause === 'unknown' ? t.case.unknownCause : word(t.case.causeKind, complaint.cause);
}

export function wantsText(complaint: CaseView, t: Texts): string {
  return complaint.wants.map((want) => t.case.want[want]).join(t.case.and) || t.case.expectationFrom.none;
}

function lossText({ resource, money: amount, late }: NonNullable<CaseView['loss']>, t: Texts): string {
  return [
    word(t.case.loss, resource),
    late === null ? '' : t.case.late(duration(late * 60_000, t)),
    amount ? money(amount, t) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}
