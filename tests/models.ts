import { join } from 'node:path';

/** Where tests keep trained models: the first that needs one trains it for all. */
export const MODELS = [join(process.cwd(), 'node_modules/.cache/cau-noi-models')];
