import type { ComponentChildren } from 'preact';
import { Field, type Option, Select } from './field.tsx';
import { Icon } from './icon.tsx';

export type Filter = { name: string; label: string; options: readonly Option[]; value: string };

type FiltersProps = {
  /** Where the list is; the same address with the chosen values is the filtered list. */
  action: string;
  label: string;
  /** Id of the element that htmx replaces; without script the page is loaded anew. */
  target: string;
  find: { name: string; label: string; value: string; placeholder: string };
  filters: readonly Filter[];
  /** Days, before the selects. */
  dates?: readonly { name: string; label: string; value: string }[];
  /** What is filtered by besides, without a field of its own. */
  kept?: Readonly<Record<string, string>>;
};

/** Search and selects in one line; on a phone the selects fold behind a button that says how many are used. */
export function Filters({ action, label, target, find, filters, dates = [], kept = {} }: FiltersProps) {
  const used = [...dates, ...filters].filter(({ value }) => value !== '').length;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the browsers of old office machines know no <search>.
    <form
      class={dates.length > 0 ? 'filters filters--dates' : 'filters'}
      role="search"
      aria-label={label}
      method="get"
      action={action}
      hx-get={action}
      hx-target={`#${target}`}
      hx-select={`#${target}`}
      hx-swap="outerHTML"
      hx-push-url="true"
      hx-trigger="change, submit"
    >
      <div class="field filters__find">
        <label for={find.name}>{find.label}</label>
        <input
          id={find.name}
          name={find.name}
          type="search"
          value={find.value}
          placeholder={find.placeholder}
        />
      </div>
      <input class="filters__toggle" type="checkbox" id="filters-open" />
      <label class="filters__label btn" for="filters-open">
        <Icon name="filter" /> <span class="sr">Bộ lọc, đang dùng</span> <span class="count">{used}</span>
      </label>
      {dates.map((date) => (
        <Field key={date.name} type="date" {...date} />
      ))}
      {filters.map((filter) => (
        <Select key={filter.name} {...filter} />
      ))}
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class="btn btn--main filters__go">
        <Icon name="search" /> <span>Tìm</span>
      </button>
    </form>
  );
}

export type Chip = { label: string; href: string };

type ChipsProps = {
  /** What is filtered; each link takes one filter off. */
  chips: readonly Chip[];
  /** To the right: what is new. */
  children?: ComponentChildren;
};

export const Chips = ({ chips, children }: ChipsProps) => (
  <div class="chips">
    {chips.length > 0 && <span class="soft">Đang lọc</span>}
    {chips.map(({ label, href }) => (
      <a key={label} class="chip" href={href}>
        {label} <Icon name="close" />
        <span class="sr">bỏ lọc</span>
      </a>
    ))}
    {children && <output class="push">{children}</output>}
  </div>
);
