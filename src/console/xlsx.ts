import writeXlsxFile, { type SheetData } from 'write-excel-file/node';

export type Sheet = {
  name: string;
  /** Titles and widths in characters. */
  columns: readonly { title: string; width: number }[];
  rows: readonly (readonly (string | Date)[])[];
};

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const MOST_LETTERS = 32_000;
/** What a spreadsheet takes for the beginning of a formula, also after the file was saved as CSV and opened again. */
const BEGINS_FORMULA = /^[\s]*[=+\-@\t\r]/u;
/** Control signs but tab and line ends, halves of signs, and what Unicode keeps free. */
const NOT_IN_XML = /[^\P{Cc}\t\n\r]|\p{Cs}|\p{Noncharacter_Code_Point}/gu;

/** One sheet with its titles on top, which stay in sight. Every text is a text: nothing that people wrote is ever computed. */
export async function toXlsx({ name, columns, rows }: Sheet): Promise<Buffer> {
  const titles = columns.map(({ title }) => ({
    value: title,
    type: String,
    fontWeight: 'bold' as const,
    wrap: true,
  }));
  const cells = rows.map((row) => row.map((value) => cellOf(value)));
  const data: SheetData = [titles, ...cells];
  const sheet = { sheet: name, columns: columns.map(({ width }) => ({ width })), stickyRowsCount: 1 };
  return writeXlsxFile(data, sheet).toBuffer();
}

const cellOf = (value: string | Date) =>
  value instanceof Date
    ? { value: asWritten(value), type: Date, format: 'dd/mm/yyyy hh:mm' }
    : { value: harmless(value), type: String, wrap: true, alignVertical: 'top' as const };

/** A spreadsheet knows no zones: what it shows is the time here. */
const asWritten = (at: Date): Date => new Date(at.getTime() + 7 * 3_600_000);

/** Words that begin as a formula does get an apostrophe; signs that a file of XML cannot hold are left out. */
export function harmless(text: string): string {
  const plain = text.slice(0, MOST_LETTERS).replace(NOT_IN_XML, '');
  return BEGINS_FORMULA.test(plain) ? `'${plain}` : plain;
}
