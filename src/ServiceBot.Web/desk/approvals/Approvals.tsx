import { useCallback, useEffect, useState } from 'react';
import { SignedOut, Trouble, type DeskApi } from '../api/client';
import type { ApprovalView, Me } from '../api/schema';
import { useTexts } from '../language';
import { ApprovalCard } from './ApprovalCard';

interface Props {
  api: DeskApi;
  me: Me;
  now: number;
  onOpen: (conversation: string) => void;
  onExpired: () => void;
}

/** Nothing hints at an approval, so it is read as often as the lists are while nothing hints. */
const readEvery = 5_000;

/** What waits for a supervisor's yes or no, an agent's coupon or what the policy prepared above the bot's authority, each with its case and the conversation behind it. Agents see nothing of it. */
export function Approvals({ api, me, now, onOpen, onExpired }: Props) {
  const t = useTexts();
  const [open, setOpen] = useState<ApprovalView[]>([]);
  const [problem, setProblem] = useState<string>();
  const mayDecide = me.role !== 'agent';

  const guard = useCallback(
    async (work: () => Promise<void>) => {
      try {
        await work();
      } catch (error) {
        if (error instanceof SignedOut) onExpired();
        else if (!(error instanceof Trouble)) throw error;
      }
    },
    [onExpired],
  );
  const read = useCallback(
    () => guard(async () => setOpen((await api.ask('GET /api/desk/approvals', {})).body)),
    [api, guard],
  );
  useEffect(() => {
    if (!mayDecide) return;
    void read();
    const timer = setInterval(() => void read(), readEvery);
    return () => clearInterval(timer);
  }, [mayDecide, read]);

  const decide = (approval: string, isApproved: boolean, option: number, note: string) =>
    guard(async () => {
      const answer = await api.ask('POST /api/desk/approvals/{approval}/decide', {
        path: { approval },
        body: { isApproved, option, note: note.trim() || null },
      });
      setProblem(
        answer.status === 200
          ? undefined
          : answer.status === 422
            ? t.approvals.refused[answer.body.because]
            : t.notice.gone,
      );
      await read();
    });

  if (!mayDecide || (open.length === 0 && !problem)) return null;
  return (
    <section className="approvals" aria-labelledby="approvals-title">
      <h2 id="approvals-title">
        {t.approvals.title} <span className="count">{open.length}</span>
      </h2>
      {problem && <p role="alert">{problem}</p>}
      <ul>
        {open.map((asked) => (
          <li key={asked.id}>
            <ApprovalCard
              asked={asked}
              now={now}
              onDecide={(isApproved, option, note) => void decide(asked.id, isApproved, option, note)}
              onOpen={() => onOpen(asked.conversation)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
