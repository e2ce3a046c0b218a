import mammoth from 'mammoth';
import { htmlBlocks } from './html-lines.ts';
import type { Line } from './read-lines.ts';

/** The paragraphs of a Word document, numbered from 1. Throws when it is none. */
export async function docxLines(bytes: Uint8Array): Promise<Line[]> {
  const images = mammoth.images.imgElement(async () => ({ src: '' }));
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, { convertImage: images });
  return htmlBlocks(value).map(({ text, opens }, at) => ({ text, n: at + 1, opens }));
}
