import type { ComponentChildren } from 'preact';

export type Column<T> = {
  title: string;
  cell(row: T): ComponentChildren;
  /**
   * Where it goes when the row is a card: lead: top left, state: top right, fill: the words people read, on a line of their own and all
   * spare width in the table (a link in it opens the whole card); whole: a name, on a line of its own and never cut; end: a figure, to the right.
   */
  place?: 'lead' | 'fill' | 'whole' | 'state' | 'end';
  /** The card needs the title before the value. */
  isLabelled?: boolean;
};

type TableProps<T> = {
  /** For those who do not see the table. */
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf(row: T): string;
  /** Heading above the first row of each group, as of a day. */
  groupOf?: (row: T) => string;
  id?: string;
  /** Of a row that is brought up to date while the page is open. */
  idOf?: (row: T) => string;
};

/** One line per row; below 960 px each row is a card. */
export const Table = <T,>({ caption, columns, rows, keyOf, groupOf, id, idOf }: TableProps<T>) => (
  <table class="table table--cards" id={id}>
    <caption class="sr">{caption}</caption>
    <thead>
      <tr>
        {columns.map(({ title, place }) => (
          <th key={title} scope="col" class={place === 'end' ? 'end' : undefined}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row, n) => {
        const group = groupOf?.(row);
        const before = rows[n - 1];
        const isFirst = group !== undefined && (before === undefined || groupOf?.(before) !== group);
        return (
          <>
            {isFirst && (
              <tr class="group">
                <th scope="rowgroup" colSpan={columns.length}>
                  {group}
                </th>
              </tr>
            )}
            <Row key={keyOf(row)} id={idOf?.(row)} columns={columns} row={row} />
          </>
        );
      })}
    </tbody>
  </table>
);

type RowProps<T> = { id?: string | undefined; columns: readonly Column<T>[]; row: T };

/** One row, also by itself: for a page that is open. */
export const Row = <T,>({ id, columns, row }: RowProps<T>) => (
  <tr id={id}>
    {columns.map((column) => (
      <Cell key={column.title} column={column} row={row} />
    ))}
  </tr>
);

const LOOK = { lead: 'lead', fill: 'fill', whole: 'whole', state: 'state', end: 'num end' } as const;

function Cell<T>({ column, row }: { column: Column<T>; row: T }) {
  const { place, isLabelled = false, title } = column;
  const content = column.cell(row);
  // A figure that there is none of is a dash in the table and nothing on a card.
  if (place === 'end' && content === null) return <td class="num end none">–</td>;
  return (
    <td class={place && LOOK[place]} data-label={isLabelled ? title : undefined}>
      {content}
    </td>
  );
}
