import {
  Avatar,
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { DeskApi } from '../api/client';
import type { Me } from '../api/schema';
import { DeskDialog } from '../DeskDialog';
import { useTexts } from '../language';
import { PasswordDialog } from './PasswordDialog';
import { SessionsDialog } from './SessionsDialog';

interface Props {
  api: DeskApi;
  me: Me;
  isAway: boolean;
  setAway: (away: boolean) => void;
  /** How many conversations the agent has. */
  inHand: number;
  onSignOut: () => void;
}

export function AccountMenu({ api, me, isAway, setAway, inHand, onSignOut }: Props) {
  const t = useTexts();
  const [dialog, setDialog] = useState<'password' | 'sessions' | 'sign-out'>();
  const status = isAway ? 'away' : 'available';
  return (
    <>
      <Menu
        checkedValues={{ presence: [isAway ? 'away' : 'online'] }}
        onCheckedValueChange={(_, { checkedItems: [item] }) => setAway(item === 'away')}
      >
        <MenuTrigger disableButtonEnhancement>
          <Button
            appearance="subtle"
            title={t.account.menu(me.name)}
            icon={<Avatar name={me.name} size={28} badge={{ status }} aria-hidden />}
          >
            <span className="wide-only" aria-hidden>
              {me.name}
            </span>
            <span className="visually-hidden">{t.account.menu(me.name)}</span>
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuGroup>
              <MenuGroupHeader>
                {me.name} · {t.account.role[me.role]}
              </MenuGroupHeader>
              <MenuItemRadio name="presence" value="online">
                {t.account.online}
              </MenuItemRadio>
              <MenuItemRadio name="presence" value="away">
                {t.account.away}
              </MenuItemRadio>
            </MenuGroup>
            <MenuDivider />
            <MenuItem onClick={() => setDialog('password')}>{t.account.password}</MenuItem>
            <MenuItem onClick={() => setDialog('sessions')}>{t.account.sessions}</MenuItem>
            <MenuDivider />
            <MenuItem onClick={() => (inHand > 0 ? setDialog('sign-out') : onSignOut())}>{t.account.signOut}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {dialog === 'password' && <PasswordDialog api={api} onClose={() => setDialog(undefined)} />}
      {dialog === 'sign-out' && (
        <DeskDialog
          title={t.account.signOutTitle}
          act={{ label: t.account.signOut, onAct: onSignOut }}
          onClose={() => setDialog(undefined)}
        >
          <p>{t.account.signOutLead(inHand)}</p>
        </DeskDialog>
      )}
      {dialog === 'sessions' && <SessionsDialog api={api} onClose={() => setDialog(undefined)} />}
    </>
  );
}
