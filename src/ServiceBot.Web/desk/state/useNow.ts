import { useEffect, useState } from 'react';

/** The server's time, renewed every ten seconds: for "waits since". */
export function useNow(clockOffset: number): number {
  const [local, setLocal] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setLocal(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return local + clockOffset;
}
