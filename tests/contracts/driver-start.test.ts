import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = process.cwd();

/** Opens a store in a process of its own, writes, reads and closes. */
function openIn(loader: string[], connection: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-start-'));
  const silent = '{ debug() {}, info() {}, warn() {}, error() {} }';
  const script = `
    const { connect } = await import(${JSON.stringify(pathToFileURL(join(root, connection)).href)});
    const store = await connect('file:${folder}/start.db', { role: 'server', log: ${silent} });
    const things = store.mongoose.connection.collection('things');
    await things.insertOne({ _id: 'x', at: new Date(5) });
    console.log(JSON.stringify(await things.findOne({ _id: 'x' })));
    await store.close();`;
  const printed = execFileSync(process.execPath, [...loader, '--input-type=module', '--eval', script], {
    cwd: root,
  });
  rmSync(folder, { recursive: true });
  return printed.toString().trim();
}

const FOUND = '{"_id":"x","at":"1970-01-01T00:00:00.005Z"}';

test('the threads start from source under tsx', () => {
  expect(openIn(['--import', 'tsx'], 'src/store/connection.ts')).toBe(FOUND);
});

if (existsSync('dist/store/connection.js')) {
  test('and from the build', () => {
    expect(openIn([], 'dist/store/connection.js')).toBe(FOUND);
  });
} else {
  test.skip('skipped: there is no build in dist/', () => {});
}
