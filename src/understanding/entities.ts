import type { Entities } from '../model/understanding.ts';
import { findAreas } from './entities/areas.ts';
import { findDates } from './entities/dates.ts';
import { findDurations } from './entities/durations.ts';
import { findMoney } from './entities/money.ts';
import { findPhones } from './entities/phones.ts';
import { findWorkplaces } from './entities/workplaces.ts';
import type { WordTables } from './vietnamese/lexicon.ts';
import type { Reading } from './vietnamese/read-text.ts';

export type FindEntities = (reading: Reading, now: Date) => Entities;

/** `ordinary`: words, without marks, that are never a firm's name. */
export function createFindEntities(tables: WordTables, ordinary: ReadonlySet<string>): FindEntities {
  const isOrdinary = (word: string) => ordinary.has(word) || tables.meanings.has(word);
  return (reading, now) => {
    const { text, folded, tokens } = reading;
    return {
      money: findMoney(folded),
      dates: findDates(folded, now),
      durations: findDurations(text),
      workplaces: findWorkplaces(tokens, isOrdinary),
      areas: findAreas(text, tables),
      phones: findPhones(text),
    };
  };
}
