import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadIntents } from '../../src/understanding/load-intents.ts';

const ROOT = join(import.meta.dirname, '../..');
const OWN = [
  'answers',
  'calculators',
  'criteria.yaml',
  'figures.yaml',
  'laws.yaml',
  'places.yaml',
  'programmes',
  'rumours',
  'topics.yaml',
];

const REST = {
  'content/wording.yaml': `placeholders:
  assumed: làm ban ngày
  code: K7-4F2
  date: 01/01/2027
  steps: 1 chia 2
answer.reviewing:
  text: Quy định về việc này vừa đổi, công đoàn đang rà soát.
  choices:
    - { title: Gặp cán bộ, say: gặp cán bộ }
answer.more:
  text: Còn nữa.
  choices:
    - { title: Xem thêm, say: xem thêm }
calculator.steps: "Cách tính: {steps}."
calculator.assumed: "Giả định: {assumed}."
calculator.trial: Đây là mức tính thử.
calculator.not-known: "Chưa có số liệu của ngày {date}."
rumour.verdict.wrong: Không đúng.
rumour.verdict.partly: Chỉ đúng một phần.
rumour.verdict.right: Đúng.
rumour.verdict.unconfirmed: Chưa có thông tin chính thức.
rumour.verdict.scam: Đây là dấu hiệu lừa đảo.
case.opened: "Mã hồ sơ: {code}."
ask.what:
  text: Việc gì?
  choices:
    - { title: Việc khác, say: việc khác }
    - { n: 0, title: Gặp cán bộ, say: gặp cán bộ }
`,
  'content/calendar.yaml': `holidays:
  - { day: 2026-09-02, name: Quốc khánh }
  - { day: 2026-11-24, name: Ngày Văn hóa Việt Nam }
  - { day: 2027-02-05, name: Tết Đinh Mùi, derived: true }
`,
  'content/flows/complaint.yaml': `name: complaint
opens: ask.what
steps:
  - { id: what, ask: ask.what, accepts: text, fills: [what] }
`,
};

// One intent for each that leads to an answer, as in the repository; the other answers are chosen by words or hang on buttons.
const ASKED = loadIntents(join(ROOT, 'intents')).intents.flatMap(({ name, topic, respond }) =>
  'answer' in respond ? [{ name, topic, answer: respond.answer }] : [],
);
const intent = ({ name, topic, answer }: { name: string; topic: string; answer: string }) => `name: ${name}
topic: ${topic}
examples: [ví dụ một ${name}, ví dụ hai ${name}, ví dụ ba ${name}, ví dụ bốn ${name}, ví dụ năm ${name}]
respond: { answer: ${answer} }
`;

export type ContentFolder = {
  root: string;
  /** Replaces a text that must be there, in one file. */
  edit(file: string, was: string, becomes: string): void;
  read(file: string): string;
  write(file: string, text: string): void;
  /** Line of the first place where the text stands. */
  lineOf(file: string, text: string): number;
  remove(): void;
};

/** The repository's own answers and data beside the least of everything that others write. */
export function contentFolder(): ContentFolder {
  const root = mkdtempSync(join(tmpdir(), 'content-'));
  for (const name of OWN)
    cpSync(join(ROOT, 'content', name), join(root, 'content', name), { recursive: true });
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  for (const [file, text] of Object.entries(REST)) write(file, text);
  for (const asked of ASKED) write(`intents/${asked.name}.yaml`, intent(asked));
  return {
    root,
    read,
    write,
    edit: (file, was, becomes) => {
      const text = read(file);
      if (!text.includes(was)) throw new Error(`${file} does not say ${was}`);
      write(
        file,
        text.replace(was, () => becomes),
      );
    },
    lineOf: (file, text) => read(file).slice(0, read(file).indexOf(text)).split('\n').length,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
