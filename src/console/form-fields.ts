/** The fields of a form, as they were sent. */
export type FormFields = {
  /** Trimmed; '' when absent. */
  text(name: string): string;
  /** Exactly as typed, for passwords. */
  raw(name: string): string;
  /** As the store keeps it: '' is absent. */
  optional(name: string): string | null;
  all(name: string): string[];
};

/** Of what Express's parser found; anything else than texts is left out. */
export function createFormFields(body: unknown): FormFields {
  const entries = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  const fields = new Map(entries.map(([name, value]) => [name, [value].flat().filter(isText)]));
  const raw = (name: string) => fields.get(name)?.at(-1) ?? '';
  const text = (name: string) => raw(name).trim();
  return { raw, text, optional: (name) => text(name) || null, all: (name) => fields.get(name) ?? [] };
}

const isText = (value: unknown): value is string => typeof value === 'string';
