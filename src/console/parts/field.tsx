import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

type CommonProps = {
  /** Also its id on the page. */
  name: string;
  label: string;
  value?: string;
  /** One sentence below the field. */
  hint?: string | undefined;
  /** What is wrong with what was sent, and what to do. */
  fault?: string | null;
  isRequired?: boolean;
  /** Id of something else on the page that says more about it. */
  describedBy?: string;
};

type FieldProps = CommonProps & {
  type?: 'text' | 'password' | 'date';
  autocomplete?: string;
  placeholder?: string;
  mostLetters?: number;
  /** Codes and logins: no capital, no spelling. */
  isCode?: boolean;
};

export const Field = (props: FieldProps) => {
  const { name, type = 'text', value, autocomplete, placeholder, mostLetters, isRequired, isCode } = props;
  const attributes = {
    ...described(props),
    ...(isCode ? ({ autocapitalize: 'none', spellcheck: false } as const) : {}),
    id: name,
    name,
    value,
    autocomplete,
    placeholder,
    maxLength: mostLetters,
    required: isRequired,
  };
  return (
    <Labelled {...props}>
      {type === 'text' && <input type="text" {...attributes} />}
      {type === 'password' && <input type="password" {...attributes} />}
      {type === 'date' && <input type="date" {...attributes} />}
    </Labelled>
  );
};

export const TextArea = (props: CommonProps & { mostLetters?: number; rows?: number }) => (
  <Labelled {...props}>
    <textarea
      {...described(props)}
      id={props.name}
      name={props.name}
      rows={props.rows}
      maxLength={props.mostLetters}
      required={props.isRequired}
    >
      {props.value}
    </textarea>
  </Labelled>
);

export type Option = { value: string; title: string };

export const Select = (props: CommonProps & { options: readonly Option[] }) => (
  <Labelled {...props}>
    <select {...described(props)} id={props.name} name={props.name} required={props.isRequired}>
      {props.options.map(({ value, title }) => (
        <option key={value} value={value} selected={value === props.value}>
          {title}
        </option>
      ))}
    </select>
  </Labelled>
);

type TicksProps = {
  legend: string;
  name: string;
  type: 'radio' | 'checkbox';
  options: readonly (Option & { hint?: string })[];
  chosen: readonly string[];
};

/** Several choices with one question above them. */
export const Ticks = ({ legend, name, type, options, chosen }: TicksProps) => (
  <fieldset>
    <legend>{legend}</legend>
    {options.map(({ value, title, hint }) => (
      <label key={value} class="tick">
        <input type={type} name={name} value={value} checked={chosen.includes(value)} />
        <span>
          {title}
          {hint && <small class="soft">{hint}</small>}
        </span>
      </label>
    ))}
  </fieldset>
);

type LabelledProps = CommonProps & { children: ComponentChildren };

const Labelled = ({ name, label, hint, fault, children }: LabelledProps) => (
  <div class={fault ? 'field field--bad' : 'field'}>
    <label for={name}>{label}</label>
    {children}
    {hint && <small id={`${name}-hint`}>{hint}</small>}
    {fault && (
      <p class="field__why" id={`${name}-fault`}>
        <Icon name="trouble" /> {fault}
      </p>
    )}
  </div>
);

function described({ name, hint, fault, describedBy }: CommonProps) {
  const ids = [hint && `${name}-hint`, describedBy, fault && `${name}-fault`].filter(Boolean).join(' ');
  return {
    ...(ids ? { 'aria-describedby': ids } : {}),
    ...(fault ? ({ 'aria-invalid': 'true' } as const) : {}),
  };
}
