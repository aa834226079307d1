/// <reference types="vite/client" />
import { expect, test } from 'vitest';
import committedDocument from '../desk/api/openapi.json?raw';
import committedTypes from '../desk/api/schema.ts?raw';
import { typesFrom } from './types-from-openapi.mjs';

test('the committed types are those of the committed document', () => {
  const document = JSON.parse(committedDocument) as Parameters<typeof typesFrom>[0];

  expect(committedTypes, 'run `npm run types`').toBe(typesFrom(document));
});

test('what may be absent, null or one of several is said so', () => {
  const types = typesFrom({
    paths: {},
    components: {
      schemas: {
        Thing: {
          type: 'object',
          required: ['id', 'name', 'kind'],
          properties: {
            id: { type: 'integer' },
            name: { type: ['null', 'string'] },
            kind: { enum: ['a', 'b'] },
            others: { type: 'array', items: { oneOf: [{ type: 'null' }, { $ref: '#/components/schemas/Thing' }] } },
          },
        },
      },
    },
  });

  expect(types).toContain(
    "export type Thing = {\n  id: number;\n  name: null | string;\n  kind: 'a' | 'b';\n  others?: (null | Thing)[];\n};",
  );
});
