import { join } from 'node:path';
import { loadScript } from '../../src/demo/script.ts';
import { parseTreeFile } from '../../src/union/parse-tree.ts';

const root = join(import.meta.dirname, '../..');
const DAY_MS = 86_400_000;

test.each(['2026-11-24T00:01:00+07:00', '2026-11-24T12:00:00+07:00', '2027-02-06T23:59:00+07:00'])(
  'started at %s everything was written in the 30 days before, oldest first',
  (start) => {
    const now = new Date(start);
    const times = loadScript(root, now).events.map(({ at }) => at.getTime());
    expect(Math.max(...times)).toBeLessThanOrEqual(now.getTime());
    expect(Math.min(...times)).toBeGreaterThan(now.getTime() - 31 * DAY_MS);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  },
);

test('it is a crowd, and every officer who writes is in the tree', () => {
  const { events, blocked } = loadScript(root, new Date('2026-11-24T12:00:00+07:00'));
  const { officers } = parseTreeFile(join(root, 'content/demo/union.yaml'));
  const codes = officers.map(({ code }) => code);
  const people = new Set(events.filter(({ officer }) => officer === null).map(({ worker }) => worker));
  expect(people.size).toBeGreaterThanOrEqual(40);
  expect(blocked.size).toBeGreaterThan(0);
  for (const { officer } of events) if (officer !== null) expect(codes).toContain(officer);
});

test('no officer, unit or workplace of the demo looks like a real one', () => {
  const { units, officers } = parseTreeFile(join(root, 'content/demo/union.yaml'));
  for (const { name } of [...units, ...officers]) expect(name.toLowerCase()).toContain('ví dụ');
  for (const { phone } of officers) expect(phone ?? null).toBeNull();
});
