import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Router } from 'express';

/** The files in `public/`, under an address that changes with their content, so that browsers keep them for good. */
export type Assets = {
  router: Router;
  /** Address of a file: `urlOf('look.css')`. */
  urlOf(file: string): string;
};

const FOLDER = join(import.meta.dirname, 'public');
const YEAR_S = 31_536_000;

/** Mounted under `base`. Files name each other relatively, so all of them share one version. */
export function createAssets(base: string): Assets {
  const version = versionOf(FOLDER);
  const router = express.Router();
  router.use('/:version', (req, res, next) => {
    // A page from before an update still gets its files, the new ones; only they must not be kept under the old name.
    const isCurrent = req.params.version === version;
    res.set('Cache-Control', isCurrent ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
    next();
  });
  router.use(
    '/:version',
    express.static(FOLDER, { index: false, redirect: false, cacheControl: false, dotfiles: 'ignore' }),
  );
  return { router, urlOf: (file) => `${base}/${version}/${file}` };
}

function versionOf(folder: string): string {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort())
    hash.update(path.slice(folder.length)).update(readFileSync(path));
  return hash.digest('hex').slice(0, 12);
}
