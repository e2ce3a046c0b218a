import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import express, { type Request, type Router } from 'express';

/** Static files, under an address that changes with their content, so that browsers keep them for good. */
export type Assets = {
  router: Router;
  /** Address of a file: `urlOf('look.css')`. */
  urlOf(file: string): string;
};

/** `packed` packs when first asked, and keeps it. */
type Asset = { type: string; plain: Buffer; packed: Record<'br' | 'gzip', () => Buffer> | null };

/** Files that are served: `from` a folder (all that is in it) or a file, `as` a name or a beginning of names. */
export type AssetSource = { from: string; as: string };

const PUBLIC = join(import.meta.dirname, 'public');
/** The faces and tokens of every page, for whoever has pages of its own: `tokens.css` comes before its stylesheet. */
export const LOOK: readonly AssetSource[] = [
  { from: join(PUBLIC, 'fonts'), as: 'fonts/' },
  { from: join(PUBLIC, 'tokens.css'), as: 'tokens.css' },
];
const YEAR_S = 31_536_000;
// The highest quality saves little more and takes ten times as long; a wider window than these files costs megabytes of memory each.
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 17 };
const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** Mounted under `base`. Few and small, they are read once and packed when first asked for; they name each other relatively, so all share one version. */
export function createAssets(
  base: string,
  sources: readonly AssetSource[] = [{ from: PUBLIC, as: '' }],
): Assets {
  const assets = new Map(sources.flatMap(readSource).sort(([one], [other]) => (one < other ? -1 : 1)));
  const version = versionOf(assets);
  const router = express.Router();
  router.get('/:version/*file', (req, res, next) => {
    const asset = assets.get([req.params.file].flat().join('/'));
    if (!asset) return next();
    // A page from before an update still gets its files, the new ones; only they must not be kept under the old name.
    const isCurrent = req.params.version === version;
    res.set('Cache-Control', isCurrent ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
    res.set({ 'Content-Type': asset.type, ETag: `"${version}"`, Vary: 'Accept-Encoding' });
    if (req.fresh) return res.status(304).end();
    const { packing, body } = smallestFor(req, asset);
    if (packing) res.set('Content-Encoding', packing);
    res.send(body);
  });
  return { router, urlOf: (file) => `${base}/${version}/${file}` };
}

function smallestFor(req: Request, { packed, plain }: Asset): { packing: string | null; body: Buffer } {
  const packing = req.acceptsEncodings('br', 'gzip', 'identity');
  if (packed && (packing === 'br' || packing === 'gzip')) return { packing, body: packed[packing]() };
  return { packing: null, body: plain };
}

function readSource({ from, as }: AssetSource): [string, Asset][] {
  if (statSync(from).isFile()) return [[as, readAsset(from)]];
  const files = readdirSync(from, { recursive: true, encoding: 'utf8' }).filter(
    (file) => extname(file) in TYPES,
  );
  return files.map((file) => [`${as}${file.replaceAll('\\', '/')}`, readAsset(join(from, file))]);
}

function readAsset(file: string): Asset {
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  const plain = readFileSync(file);
  // Fonts are packed already.
  if (type.startsWith('font/')) return { type, plain, packed: null };
  const packed = {
    br: once(() => brotliCompressSync(plain, { params: BROTLI })),
    gzip: once(() => gzipSync(plain)),
  };
  return { type, plain, packed };
}

function once(make: () => Buffer): () => Buffer {
  let made: Buffer | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

function versionOf(assets: Map<string, Asset>): string {
  const hash = createHash('sha256');
  for (const [file, { plain }] of assets) hash.update(file).update(plain);
  return hash.digest('hex').slice(0, 12);
}
