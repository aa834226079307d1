import { Menu, MenuButton, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { LocalLanguageRegular } from '@fluentui/react-icons';
import { useLanguage, useTexts } from '../language';
import { isLanguage, languageNames, type Language } from '../texts';

export function LanguageMenu() {
  const t = useTexts();
  const { language, choose } = useLanguage();
  return (
    <Menu
      checkedValues={{ language: [language] }}
      onCheckedValueChange={(_, { checkedItems: [item = null] }) => {
        if (isLanguage(item)) choose(item);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuButton appearance="subtle" icon={<LocalLanguageRegular />} aria-label={t.language} title={t.language} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {(Object.keys(languageNames) as Language[]).map((tag) => (
            <MenuItemRadio key={tag} name="language" value={tag} lang={tag}>
              {languageNames[tag]}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
