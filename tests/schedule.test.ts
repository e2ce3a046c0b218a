import { jobsOf } from '../src/schedule.ts';

const nothing = async () => {};

test('what runs by the clock is one table, each job under a name of its own', () => {
  const parts = {
    sweep: nothing,
    drain: nothing,
    runClocks: nothing,
    answerWishes: nothing,
    prune: nothing,
    lookForLaws: nothing,
    backup: null,
  };
  const names = jobsOf(parts).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(jobsOf({ ...parts, backup: nothing }).map(({ name }) => name)).toEqual([...names, 'backup']);
});

test('what signing in leaves behind is removed once a day, by one process', () => {
  const prune = async () => {};
  const jobs = jobsOf({
    sweep: nothing,
    drain: nothing,
    runClocks: nothing,
    answerWishes: nothing,
    prune,
    lookForLaws: nothing,
    backup: null,
  });
  expect(jobs.find(({ run }) => run === prune)).toMatchObject({ everyMs: 86_400_000, alone: true });
});
