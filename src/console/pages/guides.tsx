import MarkdownIt from 'markdown-it';
import type { Guide } from '../../content/load-guides.ts';
import { AppError } from '../../errors.ts';
import { Back, Head } from '../parts/head.tsx';
import { Icon } from '../parts/icon.tsx';
import type { Answer, Ask } from '../route.ts';

export type GuidePageDeps = { guides: readonly Guide[] };

const ROOM = '/console/guide';

/** How the work is done, as written in content/guides. */
export function guidePages({ guides }: GuidePageDeps) {
  const write = createWriter();
  return {
    async list(): Promise<Answer> {
      const body = (
        <>
          <Head title="Trợ giúp" says="Cách làm từng việc, viết cho người làm việc đó." />
          <ul class="sheet acts rooms">
            {guides.map(({ name, title }) => (
              <li key={name}>
                <a href={`${ROOM}/${name}`}>
                  <Icon name="help" />
                  <strong>{title}</strong>
                </a>
              </li>
            ))}
          </ul>
        </>
      );
      return { is: 'page', title: 'Trợ giúp', room: ROOM, body };
    },

    async show({ params }: Ask): Promise<Answer> {
      const guide = guides.find(({ name }) => name === params.name);
      if (!guide) throw new AppError('not_found', `guide ${params.name}`);
      const html = { __html: write(guide.text) };
      const body = (
        <>
          <Back href={ROOM}>Trợ giúp</Back>
          {/* The writer passes no HTML of the guide through. */}
          <article class="prose" dangerouslySetInnerHTML={html} />
        </>
      );
      return { is: 'page', title: guide.title, room: ROOM, body };
    },
  };
}

/** Markdown as HTML. HTML inside it stays text, and a table that is wider than a phone moves by itself. */
function createWriter(): (text: string) => string {
  const markdown = new MarkdownIt({ html: false });
  const { rules } = markdown.renderer;
  rules.table_open = () => '<div class="prose__table" tabindex="0" role="group" aria-label="Bảng"><table>\n';
  rules.table_close = () => '</table></div>\n';
  rules.code_block = rules.fence = (tokens, at) =>
    `<pre tabindex="0">${markdown.utils.escapeHtml(tokens[at]?.content ?? '')}</pre>\n`;
  return (text) => markdown.render(text);
}
