import { Button, MessageBar, MessageBarBody, Spinner } from '@fluentui/react-components';
import { AddRegular, ArrowLeftRegular } from '@fluentui/react-icons';
import { useCallback, useEffect, useState } from 'react';
import { SignedOut, Trouble, type DeskApi } from '../api/client';
import type { IncidentBoard, NewIncident } from '../api/schema';
import { useTexts } from '../language';
import { AnnounceForm } from './AnnounceForm';
import { IncidentCard, type IncidentChange } from './IncidentCard';

interface Props {
  api: DeskApi;
  now: number;
  onClose: () => void;
  onExpired: () => void;
}

/** Nothing hints at how many have been told, so it is read anew this often. */
const readEvery = 5_000;

/** What has happened to many: announced, watched, given a remedy for all, put off, ended. For supervisors. */
export function Incidents({ api, now, onClose, onExpired }: Props) {
  const t = useTexts();
  const [board, setBoard] = useState<IncidentBoard>();
  const [isAnnouncing, setAnnouncing] = useState(false);
  const [problem, setProblem] = useState<string>();

  const guard = useCallback(
    async (work: () => Promise<void>) => {
      try {
        await work();
      } catch (error) {
        if (error instanceof SignedOut) onExpired();
        else if (error instanceof Trouble) setProblem(t.notice.trouble);
        else throw error;
      }
    },
    [onExpired, t],
  );
  const read = useCallback(
    () => guard(async () => setBoard((await api.ask('GET /api/desk/incidents', {})).body)),
    [api, guard],
  );
  useEffect(() => {
    // The state is set when the server has answered, not within the effect.
    // eslint-disable-next-line react-hooks/set-state-in-effect
    void read();
    const timer = setInterval(() => void read(), readEvery);
    return () => clearInterval(timer);
  }, [read]);

  const announce = async (body: NewIncident) => {
    const answer = await api.ask('POST /api/desk/incidents', { body });
    if (answer.status === 422) return answer.body;
    setAnnouncing(false);
    await read();
    return undefined;
  };
  const change = (incident: string, act: IncidentChange) =>
    guard(async () => {
      const answer =
        act.what === 'until'
          ? await api.ask('POST /api/desk/incidents/{incident}/until', {
              path: { incident },
              body: { until: act.until },
            })
          : await api.ask(`POST /api/desk/incidents/{incident}/${act.what}`, { path: { incident } });
      setProblem(
        answer.status === 422
          ? t.incidents.refused[answer.body.because](answer.body.about)
          : answer.status === 404
            ? t.notice.gone
            : undefined,
      );
      await read();
    });

  return (
    <section className="incidents" aria-labelledby="incidents-title">
      <header className="row wrap">
        <Button appearance="subtle" icon={<ArrowLeftRegular />} aria-label={t.conversation.back} onClick={onClose} />
        <h1 id="incidents-title" className="grow">
          {t.incidents.title}
        </h1>
        {!isAnnouncing && board && (
          <Button appearance="primary" icon={<AddRegular />} onClick={() => setAnnouncing(true)}>
            {t.incidents.announce}
          </Button>
        )}
      </header>
      {problem && (
        <MessageBar intent="error" role="alert">
          <MessageBarBody>{problem}</MessageBarBody>
        </MessageBar>
      )}
      {!board && <Spinner />}
      {board && isAnnouncing && (
        <AnnounceForm
          api={api}
          sites={board.sites}
          guard={guard}
          onAnnounce={async (incident) => {
            let refused;
            await guard(async () => {
              refused = await announce(incident);
            });
            return refused;
          }}
          onClose={() => setAnnouncing(false)}
        />
      )}
      {board?.incidents.length === 0 && !isAnnouncing && <p className="soft">{t.incidents.none}</p>}
      {board?.incidents.map((incident) => (
        <IncidentCard
          key={incident.id}
          incident={incident}
          now={now}
          onChange={(act) => void change(incident.id, act)}
        />
      ))}
    </section>
  );
}
