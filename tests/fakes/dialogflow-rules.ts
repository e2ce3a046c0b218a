import { grpc } from 'google-gax';

export type AskedOfDialogflow = {
  session: string;
  text: string;
  languageCode: string;
  resetContexts: boolean;
};

/** An intent as the agent keeps it; `more` is what people set in its console. */
export type AgentIntent = {
  name: string;
  displayName: string;
  action: string;
  trainingPhrases: { parts: { text: string; entityType?: string }[] }[];
  more?: string;
};

export type Method = 'detect' | 'list' | 'update' | 'delete' | 'train' | 'operation';
/** `lost`: it is done, and the answer gets lost. `empty`: an answer without a result. */
export type Misbehaviour =
  | 'hang'
  | 'unavailable'
  | 'quota'
  | 'denied'
  | 'unauthenticated'
  | 'internal'
  | 'lost'
  | 'empty';

export const CODES: Partial<Record<Misbehaviour, number>> = {
  unavailable: grpc.status.UNAVAILABLE,
  lost: grpc.status.UNAVAILABLE,
  quota: grpc.status.RESOURCE_EXHAUSTED,
  denied: grpc.status.PERMISSION_DENIED,
  unauthenticated: grpc.status.UNAUTHENTICATED,
  internal: grpc.status.INTERNAL,
};

export const invalid = (details: string) => ({ code: grpc.status.INVALID_ARGUMENT, details });

/** What Google would refuse of a batch. */
export function wrongIn(
  batch: readonly AgentIntent[],
  intents: ReadonlyMap<string, AgentIntent>,
): { code: number; details: string } | null {
  for (const { name, displayName, action, trainingPhrases } of batch) {
    if (name !== '' && !intents.has(name))
      return { code: grpc.status.NOT_FOUND, details: `no intent ${name}` };
    const isTaken = [...intents.values()].some((one) => one.displayName === displayName && one.name !== name);
    if (isTaken) return { code: grpc.status.ALREADY_EXISTS, details: `there is an intent ${displayName}` };
    if (/\s/.test(action)) return invalid('an action must not contain whitespace');
    if (trainingPhrases.length > 2000) return invalid('more than 2000 phrases');
    if (trainingPhrases.some(({ parts }) => parts.map(({ text }) => text).join('').length > 768))
      return invalid('a phrase of more than 768 characters');
  }
  return null;
}

export function askedOf(request: Record<string, unknown>): AskedOfDialogflow {
  const { session, queryInput, queryParams } = request as {
    session: string;
    queryInput: { text: { text: string; languageCode: string } | null } | null;
    queryParams: { resetContexts: boolean } | null;
  };
  const { text = '', languageCode = '' } = queryInput?.text ?? {};
  return { session, text, languageCode, resetContexts: queryParams?.resetContexts ?? false };
}

const FIELDS: Record<string, 'trainingPhrases' | 'action' | 'displayName'> = {
  training_phrases: 'trainingPhrases',
  action: 'action',
  display_name: 'displayName',
};

/** The fields of an intent that a mask names. */
export const pick = (intent: AgentIntent, mask: readonly string[]) =>
  Object.fromEntries(mask.flatMap((path) => (FIELDS[path] ? [[FIELDS[path], intent[FIELDS[path]]]] : [])));
