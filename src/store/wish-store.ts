/** Somebody who asked to be told when a programme is known. */
type Wish = { id: string; programme: string; person: string; at: Date };

export type WishStore = {
  /** Once for a person and a programme, however often they ask. Erasing the person takes it away. */
  keep(wish: Omit<Wish, 'id'>): Promise<void>;
  /** Those not answered yet, by id, behind `after`. */
  open(programme: string, after: string | null, limit: number): Promise<Wish[]>;
  answered(id: string, at: Date): Promise<void>;
};
