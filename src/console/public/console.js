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
