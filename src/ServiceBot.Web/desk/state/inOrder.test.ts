import { expect, test } from 'vitest';
import { InOrder } from './inOrder';

test('an answer that was overtaken on its way is old, and the next one is news again', () => {
  const lists = new InOrder();
  const [first, second] = [lists.ask(), lists.ask()];

  expect([second(), first(), lists.ask()()]).toEqual([true, false, true]);
});
