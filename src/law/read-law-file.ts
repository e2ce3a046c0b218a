import { decodeText } from './decode-text.ts';
import { docxLines } from './docx-lines.ts';
import { htmlLines } from './html-lines.ts';
import { parseLawLines } from './parse-jsonl.ts';
import { type ParsedLaws, parseStatute, type Told } from './parse-statute.ts';
import { textLines } from './read-lines.ts';

export type LawFile = { file: string; bytes: Uint8Array };

/** How a file is read, by the end of its name. */
export const LAW_FORMATS = ['.txt', '.html', '.htm', '.docx', '.jsonl'] as const;
export type LawFormat = (typeof LAW_FORMATS)[number];

/** The laws in a file, or what is wrong with it. */
export async function readLawFile(
  { file, bytes }: LawFile,
  format: LawFormat,
  told: Told,
): Promise<ParsedLaws> {
  if (format === '.docx') return readDocx({ file, bytes }, told);
  const decoded = decodeText(bytes, file);
  if ('problem' in decoded) return { laws: [], problems: [decoded.problem], notes: [] };
  if (format === '.jsonl') return parseLawLines(decoded.text, file, told.source);
  const lines = format === '.txt' ? textLines(decoded.text) : htmlLines(decoded.text);
  return parseStatute(lines, file, told);
}

async function readDocx({ file, bytes }: LawFile, told: Told): Promise<ParsedLaws> {
  try {
    return parseStatute(await docxLines(bytes), file, told);
  } catch {
    const message = 'is not a Word document (.docx); an old .doc has to be saved as .docx first';
    return { laws: [], problems: [{ file, line: 1, message }], notes: [] };
  }
}
