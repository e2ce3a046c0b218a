// What the console's pages do beyond links and forms: dialogs open over the page, and what was said goes away again.

const SAID_MS = 8000;
const slot = document.getElementById('dialog');

/** htmx has put a dialog into the slot: it becomes a real one, over the page, with the focus in its first field. */
function open() {
  const dialog = slot?.querySelector('dialog');
  if (!dialog || dialog.matches(':modal')) return;
  const from = document.activeElement;
  dialog.removeAttribute('open');
  dialog.showModal();
  (
    dialog.querySelector('input:not([type="hidden"]), textarea, select') ??
    dialog.querySelector('[data-closes]')
  )?.focus();
  dialog.addEventListener('close', () => {
    slot.replaceChildren();
    if (from instanceof HTMLElement) from.focus();
  });
}

if (slot) new MutationObserver(open).observe(slot, { childList: true });

slot?.addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || !event.target.closest('[data-closes]')) return;
  event.preventDefault();
  slot.querySelector('dialog')?.close();
});

setTimeout(() => document.querySelector('.toast')?.remove(), SAID_MS);

/** Elements as they are now take the place of those with the same id. A link keeps the focus; around a field nothing changes. */
function show(html) {
  const holder = document.createElement('template');
  holder.innerHTML = html;
  for (const fresh of [...holder.content.children]) {
    const old = document.getElementById(fresh.id);
    if (!old || old.isEqualNode(fresh)) continue;
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const href = focused?.getAttribute('href') ?? null;
    if (focused && href === null) continue;
    old.replaceWith(fresh);
    window.htmx?.process(fresh);
    if (href !== null) fresh.querySelector(`[href="${CSS.escape(href)}"]`)?.focus();
  }
}

let stream = null;
let address = null;

/** One stream for a page that is looked at: browsers allow few, and a page behind others needs none. The innermost says which. */
function listen() {
  const wanted = document.hidden
    ? null
    : ([...document.querySelectorAll('[data-live]')].at(-1)?.dataset.live ?? null);
  if (wanted === address) return;
  stream?.close();
  address = wanted;
  stream = wanted === null ? null : new EventSource(wanted);
  stream?.addEventListener('show', (event) => show(event.data));
}

document.addEventListener('visibilitychange', listen);
document.addEventListener('htmx:after:swap', listen);
listen();
