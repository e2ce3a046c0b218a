/** A part of a law that is cited by itself: an article ("36", "12a") or an annex ("Phụ lục I"). */
export type LawArticle = {
  article: string;
  /** Empty where the law gives none. */
  title: string;
  /** A line for each paragraph: clauses "1. …", points "a) …". */
  text: string;
  /** Chapter and section it stands in, one line; empty where there is none. */
  heading: string;
};

/** A law as it is kept: its number ("45/2019/QH14"), how it is called, and where it is officially published. */
export type Law = {
  law: string;
  name: string | null;
  source: string | null;
};

/** A whole law. */
export type LawText = Law & { articles: LawArticle[] };

/** The words that follow a law's number in a list. */
export type LawSummary = Law & { articles: number; importedAt: Date };

/** An article that a question is about, and the passage of it that fits best. */
export type LawHit = {
  law: string;
  article: string;
  title: string;
  score: number;
  snippet: string;
};

/** What may be shown to somebody who asked: `name` is how the law is called, `source` where it is officially published, if known. */
export type LawShown = LawHit & { name: string | null; source: string | null };
