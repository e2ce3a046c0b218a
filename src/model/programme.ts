/** A circumstance that lists are made by ("bệnh nặng", "mất việc"). */
export type Criterion = {
  id: string;
  /** As a worker reads it in a menu and an officer in a list. */
  title: string;
  /** False: one of many things that are looked at, never enough by itself. */
  isEnough: boolean;
};

/** A programme of the union's care: Tết Sum vầy, Mái ấm Công đoàn … */
export type Programme = {
  name: string;
  title: string;
  topic: string;
  year: number;
  /** `awaited`: nothing official is known of it yet; `known`: it was published, and who asked to be told is told. */
  status: 'awaited' | 'known';
  /** How people may ask whether they qualify; null where nobody is chosen. */
  qualify: Qualify | null;
};

export type Qualify = {
  /** The phrase that a button says. */
  say: string;
  /** `needed`: only members are given it; `any`: workplaces without a union are for an officer to look at. */
  members: 'needed' | 'any';
  /** Circumstances that are looked at, in the order of the menu. */
  criteria: Criterion[];
  /** What these criteria rest on, said before every verdict. */
  basis: string;
};

/** What a text asks of a programme: to read of it, whether one qualifies, or to be told when there is news. */
export type ProgrammeWish = 'show' | 'qualify' | 'tell-me';
