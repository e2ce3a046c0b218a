import { isSeq, parseDocument } from 'yaml';
import { AppError } from '../errors.ts';

/** The text of an intent's file with more phrases at its end, the first under a note. Order, comments and layout stay. */
export function withExamples(text: string, phrases: readonly string[], note: string): string {
  const document = parseDocument(text);
  const examples = document.get('examples');
  if (!isSeq(examples)) throw new AppError('invalid', 'the file has no list of examples');
  for (const [n, phrase] of phrases.entries()) {
    const node = document.createNode(phrase);
    if (n === 0) node.commentBefore = note;
    examples.add(node);
  }
  // 0: long phrases are not folded into several lines.
  return document.toString({ lineWidth: 0 });
}
