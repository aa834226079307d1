import { useEffect, useReducer, useState } from 'react';
import type { DeskApi } from '../api/client';
import { DeskClient } from './DeskClient';
import { deskReducer, initialDesk, type DeskState } from './deskState';
import { useHash } from './useHash';

/** What the address may name besides a conversation. */
export type Page = 'incidents';

const isPage = (place: string | undefined): place is Page => place === 'incidents';

export interface Desk {
  state: DeskState;
  page: Page | undefined;
  client: DeskClient;
  open: (id: string | undefined) => void;
  accept: (id: string) => void;
  draft: (id: string, text: string) => void;
  dismiss: () => void;
}

/** @param onSignedOut Stable for the life of the screen. */
export function useDesk(api: DeskApi, onSignedOut: () => void): Desk {
  const [state, dispatch] = useReducer(deskReducer, initialDesk);
  const [client] = useState(() => new DeskClient(api, dispatch, onSignedOut));
  const [place, setPlace] = useHash();
  const page = isPage(place) ? place : undefined;
  const open = page ? undefined : place;

  useEffect(() => {
    client.start();
    return () => client.stop();
  }, [client]);

  useEffect(() => client.show(open), [client, open]);

  return {
    state,
    client,
    page,
    open: setPlace,
    accept: (id) => {
      setPlace(id);
      client.accept(id);
    },
    draft: (id, text) => dispatch({ type: 'draft', id, text }),
    dismiss: () => dispatch({ type: 'notice', notice: undefined }),
  };
}
