import { checkPath, refuse } from './filter.ts';
import { type Document, isDocument } from './value.ts';

/** The names of a path as a tree; true is its end. */
type Tree = { [name: string]: Tree | true };

/** The value at a path as an expression of an aggregation sees it. */
export type Resolve = (document: Document, path: string) => unknown;

/** The fields of a find; or of a $project, which may also name a field anew by the path of another. */
export function parseProjection(
  collection: string,
  specification: unknown,
  resolve: Resolve | null,
): (document: Document) => Document {
  if (specification === undefined || specification === null) return (document) => document;
  if (!isDocument(specification)) throw refuse(collection, 'this projection');
  const fields = Object.entries(specification).map(([path, value]) => {
    checkPath(collection, path);
    return { path, kind: kindOf(collection, path, value, resolve !== null), from: String(value).slice(1) };
  });
  if (fields.length === 0) return (document) => document;
  const renamed = fields.filter(({ kind }) => kind === 'rename');
  const others = fields.filter(({ path, kind }) => path !== '_id' && kind !== 'rename');
  const includes = renamed.length > 0 || others.some(({ kind }) => kind === 'in') || isOnlyId(fields);
  if (includes && others.some(({ kind }) => kind === 'out'))
    throw refuse(collection, 'a projection that takes some fields in and others out');
  const withoutId = fields.some(({ path, kind }) => path === '_id' && kind === 'out');
  if (!includes) {
    const tree = toTree(
      collection,
      fields.map(({ path }) => path),
    );
    return (document) => leaveOut(document, tree);
  }
  const tree = toTree(collection, [...(withoutId ? [] : ['_id']), ...others.map(({ path }) => path)]);
  return (document) => {
    const result = takeIn(document, tree);
    for (const { path, from } of renamed) {
      const value = resolve?.(document, from);
      if (value !== undefined) result[path] = value;
    }
    return result;
  };
}

type Kind = 'in' | 'out' | 'rename';

function kindOf(collection: string, path: string, value: unknown, mayRename: boolean): Kind {
  if (value === 1 || value === true) return 'in';
  if (value === 0 || value === false) return 'out';
  const isPath = typeof value === 'string' && value.startsWith('$') && !value.startsWith('$$');
  if (!mayRename || !isPath || path.includes('.'))
    throw refuse(collection, `a projection of "${path}" that computes`);
  checkPath(collection, value.slice(1));
  return 'rename';
}

const isOnlyId = (fields: { path: string; kind: Kind }[]): boolean =>
  fields.every(({ path, kind }) => path === '_id' && kind !== 'out');

function toTree(collection: string, paths: string[]): Tree {
  const tree: Tree = {};
  for (const path of paths) {
    const parts = path.split('.');
    const name = parts.pop() ?? '';
    let at = tree;
    for (const part of parts) {
      at[part] ??= {};
      const next = at[part];
      if (next === true) throw refuse(collection, `a projection of "${path}" and of its parent`);
      at = next;
    }
    if (at[name] !== undefined && at[name] !== true)
      throw refuse(collection, `a projection of "${path}" and of its parent`);
    at[name] = true;
  }
  return tree;
}

// In the order of the document. Of a list, the objects.
function takeIn(document: Document, tree: Tree): Document {
  const result: Document = {};
  for (const [name, value] of Object.entries(document)) {
    const wanted = Object.hasOwn(tree, name) ? tree[name] : undefined;
    if (wanted === true) result[name] = value;
    else if (wanted && isDocument(value)) result[name] = takeIn(value, wanted);
    else if (wanted && Array.isArray(value)) result[name] = takeInItems(value, wanted);
  }
  return result;
}

const takeInItems = (items: unknown[], tree: Tree): unknown[] =>
  items.flatMap((item) => {
    if (isDocument(item)) return [takeIn(item, tree)];
    return Array.isArray(item) ? [takeInItems(item, tree)] : [];
  });

function leaveOut(document: Document, tree: Tree): Document {
  const kept = Object.entries(document).flatMap(([name, value]) => {
    const unwanted = Object.hasOwn(tree, name) ? tree[name] : undefined;
    if (unwanted === true) return [];
    return [[name, unwanted ? leaveOutOf(value, unwanted) : value]];
  });
  return Object.fromEntries(kept);
}

function leaveOutOf(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map((item) => leaveOutOf(item, tree));
  return isDocument(value) ? leaveOut(value, tree) : value;
}
