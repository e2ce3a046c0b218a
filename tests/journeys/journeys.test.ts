import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { journeyFile } from './journey.ts';
import { runJourney } from './run-journey.ts';

const folder = import.meta.dirname;
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml') && file !== 'union.yaml');

test.each(files)('%s', async (file) => {
  const journey = journeyFile.parse(parse(readFileSync(join(folder, file), 'utf8')));
  const problems = await runJourney(journey);
  if (problems.length > 0) throw new Error(`${journey.name}\n${problems.join('\n')}`);
});
