import type { CustomerView } from '../api/schema';
import { useTexts } from '../language';

export function CustomerCard({ customer }: { customer: CustomerView }) {
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
      </dl>
      <p className={customer.proof === 'none' ? 'small warn' : 'small'}>
        {t.case.proof[customer.proof](customer.provenSubject ?? '')}
      </p>
    </section>
  );
}
