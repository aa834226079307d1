import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
    { ignores: ['**/node_modules', 'desk/api/schema.ts'] },
    js.configs.recommended,
    ...ts.configs.strictTypeChecked,
    ...ts.configs.stylisticTypeChecked,
    {
        languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
        rules: {
            // Numbers read well in a template; everything else still has to be made a text.
            '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
            '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
            '@typescript-eslint/consistent-type-definitions': 'off',
            // tsc asks for brackets where a name is not declared (environment variables).
            '@typescript-eslint/dot-notation': 'off',
        },
    },
    { files: ['desk/**', 'demo/**'], languageOptions: { globals: globals.browser } },
    { files: ['desk/**/*.{ts,tsx}'], ...reactHooks.configs.flat['recommended-latest'] },
    {
        files: ['desk/**', 'demo/**'],
        rules: {
            // Text of customers is only ever text: no way into the page as markup.
            'no-restricted-syntax': [
                'error',
                { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Text is only ever text.' },
                {
                    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]',
                    message: 'Use textContent.',
                },
            ],
        },
    },
    { files: ['**/*.{js,mjs}'], ...ts.configs.disableTypeChecked },
    { files: ['**/*.{js,mjs}'], languageOptions: { globals: globals.node } },
    prettier,
);
