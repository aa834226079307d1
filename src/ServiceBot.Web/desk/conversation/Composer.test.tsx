import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { show, someDesk, someMe, someView } from '../testing';
import { Composer } from './Composer';

const enter = { key: 'Enter' };

test('Enter sends what the owner has written to the customer', () => {
  const { desk, client } = someDesk({ cv_1: '  I am looking into it. ' });
  show(<Composer view={someView} me={someMe} isMine desk={desk} />);

  fireEvent.keyDown(screen.getByRole('textbox', { name: 'Reply' }), enter);

  expect(client.say).toHaveBeenCalledWith('cv_1', 'I am looking into it.', expect.stringMatching(/^[0-9a-f]{32}$/));
});

test('the Enter that chooses a Chinese character sends nothing', () => {
  const { desk, client } = someDesk({ cv_1: '您好' });
  show(<Composer view={someView} me={someMe} isMine desk={desk} />);

  fireEvent.keyDown(screen.getByRole('textbox'), { ...enter, isComposing: true });

  expect(client.say).not.toHaveBeenCalled();
});

test('Shift and Enter begin a new line', () => {
  const { desk, client } = someDesk({ cv_1: 'one' });
  show(<Composer view={someView} me={someMe} isMine desk={desk} />);

  fireEvent.keyDown(screen.getByRole('textbox'), { ...enter, shiftKey: true });

  expect(client.say).not.toHaveBeenCalled();
});

test('who does not own the conversation can only leave a note', () => {
  const { desk, client } = someDesk({ cv_1: 'called before' });
  show(<Composer view={{ ...someView, agentId: 'ag_wei', agent: 'Wei' }} me={someMe} isMine={false} desk={desk} />);

  fireEvent.click(screen.getByRole('button', { name: 'Add note' }));

  expect(client.note).toHaveBeenCalledWith('cv_1', 'called before');
  expect(client.say).not.toHaveBeenCalled();
});

test('the first sentence is suggested in the customer’s language', () => {
  const { desk } = someDesk();
  show(<Composer view={{ ...someView, language: 'zh-Hant' }} me={someMe} isMine desk={desk} />);

  fireEvent.click(screen.getByRole('button', { name: /^您好，我是Lin。/ }));

  expect(desk.draft).toHaveBeenCalledWith('cv_1', expect.stringContaining('您不需要再說一次'));
});
