import type { Understanding } from '../model/understanding.ts';

/** What a text means. Never throws for any text, and never leaves this machine. */
export type Understand = (text: string) => Promise<Understanding>;

/**
 * The port behind which engines are interchangeable: what was understood here goes in, what is believed comes out. Called once a turn,
 * only for an ordinary question. Never throws; what may not leave, or is not answered in time, comes out as it went in.
 */
export type Consult = (understood: Understanding, person: string) => Promise<Understanding>;

/** The embedded engine alone: what was understood here is believed. */
export const believeOurselves: Consult = async (understood) => understood;
