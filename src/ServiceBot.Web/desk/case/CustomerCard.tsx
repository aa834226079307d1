import type { CustomerView } from '../api/schema';
import { moment } from '../format';
import { useTexts } from '../language';

interface Props {
  customer: CustomerView;
  /** Of the matter in hand, 0..100; undefined before the first reading. */
  tolerance: number | undefined;
}

/** Who it is, with two numbers that never become one: how close the relationship is, and how much of their patience with this matter is left. */
export function CustomerCard({ customer, tolerance }: Props) {
  const t = useTexts();
  return (
    <section>
      <h2>{t.case.who}</h2>
      <p className="strong">{customer.name ?? t.board.stranger}</p>
      <dl>
        {customer.tier && (
          <>
            <dt>{t.case.tier}</dt>
            <dd>{customer.tier}</dd>
          </>
        )}
        {customer.since && (
          <>
            <dt>{t.case.since}</dt>
            <dd>{customer.since}</dd>
          </>
        )}
        <dt>{t.case.orders}</dt>
        <dd>{customer.orders}</dd>
        {customer.referrals > 0 && (
          <>
            <dt>{t.case.referrals}</dt>
            <dd>{customer.referrals}</dd>
          </>
        )}
        {customer.contactMonths > 0 && (
          <>
            <dt>{t.case.contact}</dt>
            <dd>{t.case.contactMonths(customer.contactMonths)}</dd>
          </>
        )}
        <dt>{t.case.relationship}</dt>
        <dd>{t.case.ofHundred(customer.relationship)}</dd>
        <dt>{t.case.thisMatter}</dt>
        <dd>{tolerance === undefined ? t.case.noTolerance : t.case.ofHundred(Math.round(tolerance))}</dd>
      </dl>
      {customer.news !== 'unsaid' && (
        <p className={customer.news === 'unwanted' ? 'small warn' : 'small'}>
          {t.case.news[customer.news](customer.newsSaidAt ? moment(customer.newsSaidAt, t) : '')}
        </p>
      )}
      <p className={customer.proof === 'none' ? 'small warn' : 'small'}>
        {t.case.proof[customer.proof](customer.provenSubject ?? '')}
      </p>
    </section>
  );
}
