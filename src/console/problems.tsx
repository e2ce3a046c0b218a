import { Notice } from './parts/notice.tsx';

/** What a person is told when something is not done: what happened, what is not lost, what to press. */
type Problem = { status: number; title: string; text: string; to: { href: string; label: string } };

const HOME = { href: '/console/', label: 'Về trang đầu' };
const SIGN_IN = { href: '/console/sign-in', label: 'Đăng nhập' };

const PROBLEMS: Record<number, Omit<Problem, 'status'>> = {
  400: {
    title: 'Trang không hiểu được yêu cầu',
    text: 'Địa chỉ hoặc biểu mẫu bị thiếu phần. Quay lại trang trước và gửi lại.',
    to: HOME,
  },
  401: {
    title: 'Phiên làm việc đã hết',
    text: 'Đã quá 30 phút không làm gì, hoặc phiên đã bị kết thúc. Việc vừa gửi chưa được ghi. Đăng nhập lại rồi gửi lần nữa.',
    to: SIGN_IN,
  },
  403: {
    title: 'Vai trò của anh/chị không mở được phần này',
    text: 'Nếu việc này cần cho công việc, nhờ người quản trị của LĐLĐ tỉnh đổi vai trò.',
    to: HOME,
  },
  404: {
    title: 'Không có gì ở địa chỉ này',
    text: 'Đường dẫn sai, việc đã được chuyển đi, hoặc không thuộc đơn vị của anh/chị.',
    to: HOME,
  },
  409: {
    title: 'Người khác vừa thay đổi việc này',
    text: 'Việc của anh/chị chưa được ghi. Mở lại trang để xem tình trạng mới rồi làm tiếp.',
    to: HOME,
  },
  413: {
    title: 'Nội dung gửi quá dài',
    text: 'Chưa có gì được ghi. Quay lại trang trước, viết ngắn hơn rồi gửi lại.',
    to: HOME,
  },
  419: {
    title: 'Biểu mẫu đã cũ',
    text: 'Trang được mở từ trước lần đăng nhập này, nên chưa có gì được ghi. Mở lại trang rồi gửi lần nữa.',
    to: HOME,
  },
  429: {
    title: 'Thử quá nhiều lần',
    text: 'Đợi vài phút rồi thử lại.',
    to: SIGN_IN,
  },
  503: {
    title: 'Kho dữ liệu chưa trả lời',
    text: 'Việc vừa gửi có thể chưa được ghi. Đợi một phút, mở lại trang và kiểm tra trước khi gửi lần nữa.',
    to: HOME,
  },
};

const OTHER: Omit<Problem, 'status'> = {
  title: 'Có lỗi phía máy chủ',
  text: 'Việc vừa gửi có thể chưa được ghi. Mở lại trang và kiểm tra. Nếu vẫn lỗi, báo người quản trị kèm giờ xảy ra.',
  to: HOME,
};

export const problemOf = (status: number): Problem => ({ status, ...(PROBLEMS[status] ?? OTHER) });

/** The problem as a page. */
export const ProblemPage = ({ status }: { status: number }) => {
  const { title, text, to } = problemOf(status);
  return (
    <section class="sheet stack problem">
      <p class="soft">Lỗi {status}</p>
      <h1>{title}</h1>
      <p>{text}</p>
      <p>
        <a class="btn btn--main" href={to.href}>
          {to.label}
        </a>
      </p>
    </section>
  );
};

/** The problem where htmx had put a part. */
export const ProblemPart = ({ status }: { status: number }) => {
  const { title, text } = problemOf(status);
  return (
    <Notice kind="fault" title={`${title}.`}>
      {text}
    </Notice>
  );
};
