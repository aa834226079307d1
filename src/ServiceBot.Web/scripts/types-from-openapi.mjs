// Makes desk/api/schema.ts from desk/api/openapi.json: `npm run types`. The generators of the registry do not go with TypeScript 6.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {{ $ref?: string, type?: string | string[], enum?: unknown[], oneOf?: Schema[], items?: Schema, properties?: Record<string, Schema>, required?: string[], description?: string }} Schema
 * @typedef {{ schema: Schema }} Content
 * @typedef {{ name: string, in: string, required?: boolean, schema: Schema }} Parameter
 * @typedef {{ parameters?: Parameter[], requestBody?: { content: Record<string, Content> }, responses: Record<string, { content?: Record<string, Content> }> }} Operation
 * @typedef {{ paths: Record<string, Record<string, Operation>>, components: { schemas: Record<string, Schema> } }} Document
 */

/**
 * @param {Document} document
 * @returns {string} TypeScript: a type for each schema, and `Operations` with path, query, body and answers by status of each route.
 */
export function typesFrom(document) {
  const schemas = Object.entries(document.components.schemas)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]) => `export type ${name} = ${typeOf(schema, '')};`);
  const operations = Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => operationOf(`${method.toUpperCase()} ${path}`, operation)),
    )
    .sort();
  return [
    '// Made by `npm run types` from openapi.json; do not edit.',
    ...schemas,
    `export interface Operations {\n${operations.join('\n')}\n}`,
    '',
  ].join('\n\n');
}

/**
 * @param {string} key
 * @param {Operation} operation
 */
function operationOf(key, operation) {
  const answers = Object.entries(operation.responses).map(
    ([status, response]) => `${status}: ${jsonOf(response.content)}`,
  );
  return `  '${key}': { path: ${parameters(operation, 'path')}; query: ${parameters(operation, 'query')}; body: ${jsonOf(operation.requestBody?.content)}; answers: { ${answers.join('; ')} } };`;
}

/**
 * @param {Operation} operation
 * @param {string} where
 */
function parameters(operation, where) {
  const found = operation.parameters?.filter((parameter) => parameter.in === where) ?? [];
  if (found.length === 0) return 'undefined';
  return `{ ${found.map((p) => `${p.name}${p.required ? '' : '?'}: ${typeOf(p.schema, '')}`).join('; ')} }`;
}

/** @param {Record<string, Content> | undefined} content */
function jsonOf(content) {
  const json = content?.['application/json'] ?? content?.['application/problem+json'];
  return json ? typeOf(json.schema, '') : 'undefined';
}

/**
 * @param {Schema} schema
 * @param {string} indent
 * @returns {string}
 */
function typeOf(schema, indent) {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? 'never';
  if (schema.oneOf) return schema.oneOf.map((one) => typeOf(one, indent)).join(' | ');
  if (schema.enum)
    return schema.enum
      .map((value) => JSON.stringify(value))
      .join(' | ')
      .replaceAll('"', "'");
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type }, indent)).join(' | ');
  switch (schema.type) {
    case 'integer':
    case 'number':
      return 'number';
    case 'array': {
      const item = typeOf(schema.items ?? {}, indent);
      return item.includes(' | ') ? `(${item})[]` : `${item}[]`;
    }
    case 'object':
      return objectOf(schema, indent);
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type;
    default:
      return 'unknown';
  }
}

/**
 * @param {Schema} schema
 * @param {string} indent
 */
function objectOf(schema, indent) {
  const deeper = `${indent}  `;
  const lines = Object.entries(schema.properties ?? {}).map(
    ([name, property]) => `${deeper}${name}${schema.required?.includes(name) ? '' : '?'}: ${typeOf(property, deeper)};`,
  );
  return `{\n${lines.join('\n')}\n${indent}}`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = join(import.meta.dirname, '../desk/api');
  writeFileSync(join(folder, 'schema.ts'), typesFrom(JSON.parse(readFileSync(join(folder, 'openapi.json'), 'utf8'))));
}
