import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { FlagView } from '../api/schema';
import { NoteDialog } from '../conversation/NoteDialog';
import { moment, word } from '../format';
import { useTexts } from '../language';

export type Lift = (flag: string, why: string) => void;

/** Why this customer's claims are looked at by a person. Said to nobody but the desk; whoever has looked may lift it. */
export function ClaimFlags({ flags, onLift }: { flags: FlagView[]; onLift: Lift | undefined }) {
  const t = useTexts();
  const [lifting, setLifting] = useState<string>();
  if (flags.length === 0) return null;
  return (
    <section>
      <h2>{t.case.flags}</h2>
      <p className="small soft">{t.case.flagsLead}</p>
      <ul className="plain small">
        {flags.map((flag) => (
          <li key={flag.id}>
            <div>
              {word(t.case.flag, flag.reason)} · {t.case.flagCount(flag.claims, flag.customers, flag.days)}
            </div>
            <div className="row wrap soft">
              {flag.liftedAt ? (
                t.case.flagLifted(moment(flag.liftedAt, t), flag.liftedWhy ?? '')
              ) : (
                <>
                  <span>{t.case.flagUntil(moment(flag.expiresAt, t))}</span>
                  {onLift && (
                    <Button size="small" appearance="subtle" onClick={() => setLifting(flag.id)}>
                      {t.case.lift}
                    </Button>
                  )}
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
      {lifting && onLift && (
        <NoteDialog
          title={t.case.lift}
          lead={t.case.liftLead}
          action={t.case.lift}
          isNoteRequired
          onDone={(why) => {
            setLifting(undefined);
            onLift(lifting, why);
          }}
          onClose={() => setLifting(undefined)}
        />
      )}
    </section>
  );
}
