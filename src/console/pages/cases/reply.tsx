import { TextArea } from '../../parts/field.tsx';
import { Button, Form } from '../../parts/form.tsx';
import { Icon } from '../../parts/icon.tsx';
import { CASES } from './case-filters.ts';
import type { CaseView } from './case-view.ts';
import { WINDOW_ID, WindowSays } from './window-hint.tsx';
import { CHANNEL_WORDS } from './words.ts';

/** Most characters of words from here; longer ones leave as several messages. */
export const MOST_WORDS = 2000;

/** Words that were sent and not taken; they stay in their box. */
export type Draft = {
  of: 'words' | 'note' | 'act';
  text: string;
  /** What is wrong with the words. */
  fault: string | null;
  /** Why nothing was done, and what to do. */
  refusal: string | null;
};

type FormProps = { id: string; draft: Draft | null };

/** Words for the worker, by the same way as the officer's from Zalo. */
export function ReplyForm({ view: { one, window }, id, draft }: FormProps & { view: CaseView }) {
  const own = draft?.of === 'words' ? draft : null;
  return (
    <Form action={`${CASES}/${one.code}/words`} class="sheet stack reply">
      <h2>
        <Icon name="reply" /> Trả lời người gửi
      </h2>
      {one.status === 'new' && <p>Hồ sơ chưa ai nhận: gửi lời là anh/chị nhận việc này.</p>}
      <TextArea
        name="text"
        label={`Lời nhắn, người gửi đọc trên ${CHANNEL_WORDS[one.channel]}`}
        rows={4}
        mostLetters={MOST_WORDS}
        value={own?.text ?? ''}
        hint={`Hiện là: “Cán bộ công đoàn (hồ sơ ${one.code}): …”`}
        fault={own?.fault ?? null}
        describedBy={WINDOW_ID}
        isRequired
      />
      <WindowSays hint={window} />
      <input type="hidden" name="id" value={id} />
      <div class="row">
        <Button kind="main" icon="send" name="do" value="answer">
          Gửi trả lời
        </Button>
        <Button icon="clock" name="do" value="ask">
          Gửi câu hỏi, dừng đồng hồ
        </Button>
      </div>
    </Form>
  );
}

/** A box of its own with a button of its own, so that no slip sends a note to the worker. */
export function NoteForm({ code, id, draft }: FormProps & { code: string }) {
  const own = draft?.of === 'note' ? draft : null;
  return (
    <details class="note" open={own !== null}>
      <summary>
        <Icon name="note" /> Thêm ghi chú nội bộ
      </summary>
      <Form action={`${CASES}/${code}/notes`} class="stack">
        <p class="note__tag">
          <Icon name="lock" /> Nội bộ, người gửi không thấy
        </p>
        <TextArea
          name="note"
          label="Ghi chú nội bộ"
          mostLetters={MOST_WORDS}
          value={own?.text ?? ''}
          fault={own?.fault ?? null}
          isRequired
        />
        <input type="hidden" name="id" value={id} />
        <Button icon="note">Lưu ghi chú nội bộ</Button>
      </Form>
    </details>
  );
}
