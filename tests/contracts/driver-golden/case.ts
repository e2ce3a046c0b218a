export type Doc = Record<string, unknown>;

/** Judges that are known to be wrong about a case, and how: mingo as it comes, or the stand-in for MongoDB that CI has. */
export type Differs = { mingo?: string; secantusdb?: string };

/** Which documents a filter finds, in which order when sorted. */
export type FilterCase = {
  name: string;
  documents: Doc[];
  filter: Doc;
  sort?: Record<string, 1 | -1>;
  limit?: number;
  ids: string[];
  differs?: Differs;
};

/** What an update leaves of one document, or the code of the error. */
export type UpdateCase = {
  name: string;
  before: Doc[];
  filter: Doc;
  update: Doc;
  upsert?: boolean;
  expected: { after: Doc[]; matched: number; modified: number } | { error: number };
  differs?: Differs;
};

/** What a pipeline makes. Where MongoDB promises no order, `anyOrder`. */
export type PipelineCase = {
  name: string;
  documents: Doc[];
  pipeline: Doc[];
  result: Doc[];
  anyOrder?: boolean;
  differs?: Differs;
};
