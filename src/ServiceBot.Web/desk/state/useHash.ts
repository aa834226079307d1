import { useCallback, useSyncExternalStore } from 'react';

/** The open conversation stands in the address, so that "back" goes back and a reload stays where it was. */
export function useHash(): [string | undefined, (id: string | undefined) => void] {
  const id = useSyncExternalStore(subscribe, read);
  const set = useCallback((next: string | undefined) => {
    if (next === read()) return;
    if (next) location.hash = next;
    else history.pushState(null, '', location.pathname);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  }, []);
  return [id, set];
}

const read = () => location.hash.slice(1) || undefined;

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  window.addEventListener('popstate', onChange);
  return () => {
    window.removeEventListener('hashchange', onChange);
    window.removeEventListener('popstate', onChange);
  };
}
